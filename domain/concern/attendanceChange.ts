import { countSessions, type Register } from '../attendance/register.ts';
import { lastSchoolWeeks } from '../attendance/registerPeriods.ts';
import { epochDay, type LocalDate } from '../localDate.ts';
import type { JudgementConstants } from './constants.ts';
import type { SchoolContext } from './history.ts';

/** National share of possible sessions missed without leave, 2024/25 (DfE pupil absence in schools). */
const NATIONAL_UNAUTHORISED = 0.023;
/** A school's own weeks outweigh the national share from this many sessions on. */
const SCHOOL_PRIOR_SESSIONS = 400;
/** A usual rate of nothing would make one morning infinitely telling. */
const LOWEST_USUAL = 0.004;
/** A year of sessions, for the past that the child is compared with. */
const PAST_DAYS = 365;

/** How the last weeks' unexplained absence compares with what is usual. */
export interface AttendanceChange {
  readonly points: number;
  readonly missed: number;
  readonly possible: number;
  /** Sessions that would have been usual. */
  readonly usual: number;
  readonly weeks: number;
}

/** Share of sessions missed without leave at the school in the weeks from `fromDay` to `toDay`. */
export function schoolUnauthorisedShare(
  context: SchoolContext | undefined,
  fromDay: number,
  toDay: number,
): number {
  let possible = SCHOOL_PRIOR_SESSIONS;
  let missed = SCHOOL_PRIOR_SESSIONS * NATIONAL_UNAUTHORISED;
  for (const [text, week] of Object.entries(context?.weeks ?? {})) {
    const monday = epochDay(text as LocalDate);
    if (monday < fromDay || monday + 6 > toDay) continue;
    possible += week.sessionsPossible;
    missed += week.sessionsUnauthorised;
  }
  return missed / possible;
}

/**
 * Compares sessions missed unexplained (without leave, holidays apart) in the last school weeks with the child's own past before them and
 * the school's same weeks, whichever is higher: illness, appointments and approved leave say nothing here, and
 * a week in which the whole school stayed away explains itself.
 * The points are the discounted logarithm of a Poisson likelihood ratio, less where all fell in one or two
 * weeks: one spell away is one event.
 * @param schoolShare share missed without leave at the school between two epoch days
 */
export function attendanceChange(
  register: Register,
  asOfDay: number,
  constants: JudgementConstants,
  schoolShare: (fromDay: number, toDay: number) => number,
): AttendanceChange | undefined {
  const weeks = lastSchoolWeeks(register, asOfDay, constants.attendanceWindowWeeks);
  const from = weeks.at(-1);
  if (from === undefined) return undefined;
  const missed = countSessions(register, 'unexplained', from, asOfDay);
  if (missed < 2) return undefined;
  const possible = countSessions(register, 'possible', from, asOfDay);
  const pastFrom = from - PAST_DAYS;
  const school = schoolShare(from, asOfDay);
  const prior = constants.attendancePriorSessions;
  const own =
    (prior * school + countSessions(register, 'unexplained', pastFrom, from - 1)) /
    (prior + countSessions(register, 'possible', pastFrom, from - 1));
  const usual = possible * Math.max(own, school, LOWEST_USUAL);
  const ratio = Math.min(missed / usual, constants.attendanceRatio);
  if (ratio <= 1) return undefined;
  const touched = weeks.filter(
    (monday) => countSessions(register, 'unexplained', monday, Math.min(monday + 6, asOfDay)) > 0,
  ).length;
  const spread = Math.min(1, touched / constants.attendanceSpreadWeeks);
  const points = constants.attendanceDiscount * spread * (missed * Math.log(ratio) - usual * (ratio - 1));
  if (points <= 0) return undefined;
  return { points: Math.min(points, constants.attendanceCap), missed, possible, usual, weeks: weeks.length };
}
