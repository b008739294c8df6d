import type { AttendanceSummary } from '../concern/assessment.ts';
import { epochDay, type LocalDate } from '../localDate.ts';
import type { MarksYear } from './marks.ts';
import { attendanceRemarks } from './attendanceRemarks.ts';
import { buildRegister, countSessions, yearStartDay, type Register } from './register.ts';
import { lastSchoolWeeks } from './registerPeriods.ts';
import { isPersistent, isSevere, PENALTY_NOTICE_SCHOOL_WEEKS } from './thresholds.ts';

const FOUR_WEEKS = 4;

/** Sessions of a register in the last `weeks` school weeks up to `asOfDay`. */
function inLastSchoolWeeks(register: Register, asOfDay: number, weeks: number) {
  const oldest = lastSchoolWeeks(register, asOfDay, weeks).at(-1);
  const from = oldest ?? asOfDay + 1;
  return {
    possible: countSessions(register, 'possible', from, asOfDay),
    absent: countSessions(register, 'absent', from, asOfDay),
    unauthorised: countSessions(register, 'unauthorised', from, asOfDay),
  };
}

/**
 * What is counted of a child's attendance as of the end of a day, across schools, without the remarks that
 * take longer to find. Holidays, part closures, part-time arrangements not required and missing marks enter
 * neither side of a rate (DfE).
 * @returns undefined when the register holds no possible session in the academic year of `asOf`
 */
export function countAttendance(register: Register, asOf: LocalDate): AttendanceSummary | undefined {
  const asOfDay = epochDay(asOf);
  const start = yearStartDay(asOf);
  const possibleYear = countSessions(register, 'possible', start, asOfDay);
  if (possibleYear === 0) return undefined;
  const absentYear = countSessions(register, 'absent', start, asOfDay);
  const fourWeeks = inLastSchoolWeeks(register, asOfDay, FOUR_WEEKS);
  const tenWeeks = inLastSchoolWeeks(register, asOfDay, PENALTY_NOTICE_SCHOOL_WEEKS);
  return {
    possibleYear,
    absentYear,
    unauthorisedYear: countSessions(register, 'unauthorised', start, asOfDay),
    lateYear: countSessions(register, 'late', start, asOfDay),
    illnessYear: countSessions(register, 'illness', start, asOfDay),
    missingYear: countSessions(register, 'missing', start, asOfDay),
    possibleLastFourWeeks: fourWeeks.possible,
    absentLastFourWeeks: fourWeeks.absent,
    persistent: isPersistent(absentYear, possibleYear),
    severe: isSevere(absentYear, possibleYear),
    unauthorisedTenWeeks: tenWeeks.unauthorised,
    remarks: [],
  };
}

/** `countAttendance` with the remarks worth a reader's eye. */
export function summariseRegister(register: Register, asOf: LocalDate): AttendanceSummary | undefined {
  const counts = countAttendance(register, asOf);
  if (counts === undefined) return undefined;
  return {
    ...counts,
    remarks: attendanceRemarks(register, asOf, epochDay(asOf), counts.unauthorisedTenWeeks),
  };
}

/**
 * What is known of a child's attendance as of the end of a day.
 * @param marks every academic year and school held for the child, in any order; later marks are not looked at
 * @returns undefined when no session was possible in the academic year of `asOf`
 */
export function summariseAttendance(
  marks: readonly MarksYear[],
  asOf: LocalDate,
): AttendanceSummary | undefined {
  const register = buildRegister(marks);
  return register === undefined ? undefined : summariseRegister(register, asOf);
}
