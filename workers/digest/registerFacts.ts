import { classifyMark } from '../../domain/attendance/codes.ts';
import type { DayMarks, MarksYear } from '../../domain/attendance/marks.ts';
import type { AttendanceWeek, MissingRegister } from '../../domain/digest/digestFacts.ts';
import type { Urn } from '../../domain/identifiers.ts';
import { addDays, londonDate, mondayOf, type LocalDate } from '../../domain/localDate.ts';
import { isOnRoll, type PupilRecord } from '../../store/pupils.ts';
import type { SchoolRecord } from '../../store/schools.ts';

const SCHOOL_DAYS = [0, 1, 2, 3, 4];
const WEEKS_SHOWN = 7;
/** Enough to show as many after the longest holiday. */
const WEEKS_LOOKED_AT = 14;
/** Codes that say the school itself was shut (SI 2024/208 reg 10): such a day is owed no register. */
const CLOSED = new Set(['#', 'Y4']);

export type Register = Readonly<Record<LocalDate, DayMarks>>;

/** What a school's registers, of whichever years, say of one pupil. */
export function registerAt(schoolUrn: Urn, marks: readonly MarksYear[]): Register {
  return Object.assign({}, ...marks.filter((year) => year.schoolUrn === schoolUrn).map(({ days }) => days));
}

/** Whether a school is open on a day by its term dates; without any, every weekday outside August may be. */
function mayBeOpen(school: SchoolRecord, date: LocalDate): boolean {
  if (school.termDates.length === 0) return date.slice(5, 7) !== '08';
  return school.termDates.some((term) => term.start <= date && date <= term.end);
}

/** True for a week in which the school was not open on any day. */
export function isClosedWeek(school: SchoolRecord, weekStart: LocalDate): boolean {
  return SCHOOL_DAYS.every((day) => !mayBeOpen(school, addDays(weekStart, day)));
}

/** Sessions of a week for which marks of pupils on roll are missing; none for closed days. */
export function findMissingRegisters(
  school: SchoolRecord,
  weekStart: LocalDate,
  {
    pupils,
    registers,
    now,
  }: { pupils: readonly PupilRecord[]; registers: ReadonlyMap<string, Register>; now: Date },
): MissingRegister[] {
  // A day is owed its register once it is over.
  const over = SCHOOL_DAYS.map((day) => addDays(weekStart, day)).filter((date) => date < londonDate(now));
  return over.flatMap((date) => missingOnDay(school, date, pupils, registers));
}

function missingOnDay(
  school: SchoolRecord,
  date: LocalDate,
  pupils: readonly PupilRecord[],
  registers: ReadonlyMap<string, Register>,
): MissingRegister[] {
  if (!mayBeOpen(school, date)) return [];
  const expected = pupils.filter((pupil) => isOnRoll(pupil, school._id, date));
  const marks = expected.map((pupil) => registers.get(pupil._id)?.[date]);
  const codes = marks.flatMap((day) => [day?.AM, day?.PM].filter((code) => code !== undefined));
  if (codes.length > 0 && codes.every((code) => CLOSED.has(code))) return [];
  const without = { AM: countWithout(marks, 'AM'), PM: countWithout(marks, 'PM') };
  const missing = (session: MissingRegister['session'], pupilsWithoutMark: number): MissingRegister => ({
    date,
    session,
    pupilsWithoutMark,
    pupilsExpected: expected.length,
  });
  if (without.AM === without.PM) return without.AM === 0 ? [] : [missing('both', without.AM)];
  return (['AM', 'PM'] as const)
    .filter((session) => without[session] > 0)
    .map((session) => missing(session, without[session]));
}

function countWithout(marks: readonly (DayMarks | undefined)[], session: 'AM' | 'PM'): number {
  return marks.filter((day) => day?.[session] === undefined || day[session] === '-').length;
}

/** A child's last school weeks up to the one reported on, oldest first; weeks in which the school was closed are left out. */
export function attendanceWeeks(
  register: Register | undefined,
  school: SchoolRecord,
  weekStart: LocalDate,
): AttendanceWeek[] {
  return Array.from({ length: WEEKS_LOOKED_AT }, (_, back) => mondayOf(addDays(weekStart, -7 * back)))
    .filter((monday) => monday === weekStart || !isClosedWeek(school, monday))
    .slice(0, WEEKS_SHOWN)
    .map((monday) => countWeek(register ?? {}, monday))
    .reverse();
}

function countWeek(register: Register, weekStart: LocalDate): AttendanceWeek {
  const counts = { sessionsPossible: 0, sessionsAbsent: 0, sessionsUnauthorised: 0, late: 0 };
  for (const day of SCHOOL_DAYS) {
    const date = addDays(weekStart, day);
    for (const code of [register[date]?.AM, register[date]?.PM]) {
      if (code === undefined) continue;
      const mark = classifyMark(code, date);
      if (mark.possible) counts.sessionsPossible += 1;
      if (mark.absent) counts.sessionsAbsent += 1;
      if (mark.unauthorised) counts.sessionsUnauthorised += 1;
      if (mark.late) counts.late += 1;
    }
  }
  return { weekStart, ...counts };
}

/** Marks that the registers hold for the days of a week. */
export function countMarksInWeek(registers: ReadonlyMap<string, Register>, weekStart: LocalDate): number {
  let count = 0;
  for (const register of registers.values()) {
    for (const day of SCHOOL_DAYS) {
      const marks = register[addDays(weekStart, day)];
      count += (marks?.AM === undefined ? 0 : 1) + (marks?.PM === undefined ? 0 : 1);
    }
  }
  return count;
}
