import { fromEpochDay, type LocalDate } from '../localDate.ts';
import { countSessions, SLOT, slotAt, yearStartDay, type Register } from './register.ts';

/** Attendance over one stretch of the register. Rates are for the reader to form from whole sessions. */
export interface AttendancePeriod {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly possible: number;
  readonly absent: number;
  readonly unauthorised: number;
  readonly late: number;
}

export interface AttendancePeriods {
  readonly weeks: readonly AttendancePeriod[];
  readonly halfTerms: readonly AttendancePeriod[];
  readonly terms: readonly AttendancePeriod[];
  readonly year: AttendancePeriod;
}

/** A break of five weekdays or more without a school session parts two half-terms. */
const HALF_TERM_BREAK_DAYS = 7;
/** Christmas and Easter close schools for two weeks: a break of twelve days or more parts two terms. */
const TERM_BREAK_DAYS = 12;

function periodOf(register: Register, fromDay: number, toDay: number): AttendancePeriod {
  return {
    from: fromEpochDay(fromDay),
    to: fromEpochDay(toDay),
    possible: countSessions(register, 'possible', fromDay, toDay),
    absent: countSessions(register, 'absent', fromDay, toDay),
    unauthorised: countSessions(register, 'unauthorised', fromDay, toDay),
    late: countSessions(register, 'late', fromDay, toDay),
  };
}

/** Monday (epoch day) of the week of an epoch day. */
export function mondayDay(day: number): number {
  return day - ((((day + 3) % 7) + 7) % 7);
}

/** Epoch days of the current academic year up to `asOf` on which the school was open to this child. */
export function openDays(register: Register, asOf: LocalDate, asOfDay: number): readonly number[] {
  const days: number[] = [];
  const start = Math.max(yearStartDay(asOf), register.firstDay);
  const end = Math.min(asOfDay, register.firstDay + register.days - 1);
  for (let day = start; day <= end; day++) {
    if (((slotAt(register, day, 0) | slotAt(register, day, 1)) & SLOT.open) !== 0) days.push(day);
  }
  return days;
}

function splitAtBreaks(days: readonly number[], breakDays: number): readonly [number, number][] {
  const stretches: [number, number][] = [];
  for (const day of days) {
    const last = stretches.at(-1);
    if (last === undefined || day - last[1] - 1 >= breakDays) stretches.push([day, day]);
    else last[1] = day;
  }
  return stretches;
}

/**
 * Sessions per week, half-term, term and year of the academic year of `asOf`, up to and including it.
 * Terms are read from the register's own breaks, so they hold for every school's calendar.
 */
export function attendancePeriods(register: Register, asOf: LocalDate, asOfDay: number): AttendancePeriods {
  const days = openDays(register, asOf, asOfDay);
  const mondays = [...new Set(days.map(mondayDay))];
  const stretches = (breakDays: number): AttendancePeriod[] =>
    splitAtBreaks(days, breakDays).map(([from, to]) => periodOf(register, from, to));
  return {
    weeks: mondays.map((monday) => periodOf(register, monday, Math.min(monday + 6, asOfDay))),
    halfTerms: stretches(HALF_TERM_BREAK_DAYS),
    terms: stretches(TERM_BREAK_DAYS),
    year: periodOf(register, yearStartDay(asOf), asOfDay),
  };
}

/** The Mondays (epoch days) of the last `count` school weeks up to `asOfDay`, newest first. A school week has a session. */
export function lastSchoolWeeks(register: Register, asOfDay: number, count: number): readonly number[] {
  const weeks: number[] = [];
  for (let monday = mondayDay(asOfDay); monday + 6 >= register.firstDay; monday -= 7) {
    if (countSessions(register, 'open', monday, Math.min(monday + 6, asOfDay)) > 0) weeks.push(monday);
    if (weeks.length === count) break;
  }
  return weeks;
}
