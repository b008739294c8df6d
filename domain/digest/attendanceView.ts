import type { AttendanceCell, AttendanceView } from './digestView.ts';
import type { AttendanceWeek } from './digestFacts.ts';
import { attendanceSentence, writeAttendanceWeek } from './sentences/writeAttendance.ts';
import { writeShortDate } from './sentences/writeDate.ts';

/** Half of a week's sessions missed is where the strip turns darkest, the national line for severe absence. */
const MANY = 0.5;

/** The strip of weeks beside a child's entries, and the same in one sentence. */
export function buildAttendanceView(weeks: readonly AttendanceWeek[]): AttendanceView {
  const known = weeks.some((week) => week.sessionsPossible > 0);
  return { sentence: attendanceSentence(weeks), cells: known ? weeks.map(buildCell) : [] };
}

function buildCell(week: AttendanceWeek): AttendanceCell {
  return {
    isoDate: week.weekStart,
    week: writeShortDate(week.weekStart).replace(' ', '\u00a0'),
    missed: writeAttendanceWeek(week),
    shade: shadeOf(week),
  };
}

function shadeOf({ sessionsPossible, sessionsAbsent }: AttendanceWeek): AttendanceCell['shade'] {
  if (sessionsPossible === 0) return 'unknown';
  if (sessionsAbsent === 0) return 'none';
  return sessionsAbsent / sessionsPossible >= MANY ? 'many' : 'some';
}
