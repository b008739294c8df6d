import type { AttendanceSummary } from '../../concern/assessment.ts';
import type { AttendanceWeek } from '../digestFacts.ts';
import { asClause } from './joinWords.ts';
import { writeCount, writeCountOf, writePartOf, writeTimes } from './writeCount.ts';

/** Absence worth naming beside the entries: the national line for persistent absence, 10% of possible sessions. */
const ABSENCE_WORTH_NAMING = 0.1;

/**
 * The one thing about attendance that belongs in the reason, without a full stop: the first remark where there is
 * one (`Monday absence in five of six weeks`), else how much was missed lately where it is 10% or more.
 */
export function attendanceClause(attendance: AttendanceSummary | undefined): string | undefined {
  if (attendance === undefined) return undefined;
  const remark = attendance.remarks[0];
  if (remark !== undefined) return asClause(remark);
  const { absentLastFourWeeks: absent, possibleLastFourWeeks: possible } = attendance;
  if (possible === 0 || absent / possible < ABSENCE_WORTH_NAMING) return undefined;
  return `${writePartOf(absent, possible)} sessions missed in the last four weeks`;
}

/**
 * The weeks of the strip in one sentence: how much was missed, how much of it without leave, how often late.
 * Says so when no marks came at all.
 */
export function attendanceSentence(weeks: readonly AttendanceWeek[]): string {
  const marked = weeks.filter((week) => week.sessionsPossible > 0);
  if (marked.length === 0) return 'No register marks for these weeks, so attendance is not known.';
  const total = (pick: (week: AttendanceWeek) => number): number =>
    marked.reduce((sum, week) => sum + pick(week), 0);
  const absent = total((week) => week.sessionsAbsent);
  const unauthorised = total((week) => week.sessionsUnauthorised);
  const late = total((week) => week.late);
  const span = `in ${marked.length === 1 ? 'one week' : writeCountOf(marked.length, 'week', 'weeks')}`;
  const missed =
    absent === 0
      ? `No session missed ${span}`
      : `Missed ${writePartOf(
          absent,
          total((week) => week.sessionsPossible),
        )} sessions ${span}`;
  const which =
    unauthorised === absent ? (absent === 1 ? '' : 'all of them ') : `${writeCount(unauthorised)} of them `;
  const unexplained = unauthorised === 0 ? '' : `, ${which}unauthorised`;
  const lateness = late === 0 ? '' : `; late ${writeTimes(late)}`;
  return `${missed}${unexplained}${lateness}.`;
}

/** Sessions missed of those possible in one week, for a narrow cell: `2/10`, or `no marks`. */
export function writeAttendanceWeek(week: AttendanceWeek): string {
  return week.sessionsPossible === 0 ? 'no marks' : `${week.sessionsAbsent}/${week.sessionsPossible}`;
}
