import { withCapital } from '../digest/sentences/joinWords.ts';
import { writeCount, writeTimes } from '../digest/sentences/writeCount.ts';
import { writeDate } from '../digest/sentences/writeDate.ts';
import { fromEpochDay, type LocalDate } from '../localDate.ts';
import { countSessions, SLOT, slotAt, yearStartDay, type Register } from './register.ts';
import { lastSchoolWeeks } from './registerPeriods.ts';
import {
  PART_TIME_REVIEW_WEEKS,
  PENALTY_NOTICE_SESSIONS,
  RETURN_UNAUTHORISED_DAYS,
  SICKNESS_RETURN_DAYS,
} from './thresholds.ts';

/** School weeks over which a pattern by weekday or a broken week is looked for: about a half-term. */
const PATTERN_WEEKS = 6;
const PATTERN_WEEKS_NEEDED = 4;
/** Lateness has drifted when the last four school weeks hold at least four and double the rate before. */
const LATE_WEEKS = 4;
const LATE_BEFORE_WEEKS = 12;
const LATE_NEEDED = 4;
const CONSECUTIVE_DAYS_WORTH_SAYING = 3;
/** Sessions without a reason that should have been resolved: five school days, two sessions a day. */
const PENDING_SESSIONS = 10;
const MONDAY = 0;
const FRIDAY = 4;

function dayBits(register: Register, day: number): number {
  return slotAt(register, day, 0) | slotAt(register, day, 1);
}

function wholeDayAbsent(register: Register, day: number): boolean {
  const am = slotAt(register, day, 0);
  const pm = slotAt(register, day, 1);
  const possible = ((am | pm) & SLOT.possible) !== 0;
  const attended = [am, pm].some((bits) => (bits & SLOT.possible) !== 0 && (bits & SLOT.absent) === 0);
  return possible && !attended;
}

function weekdayRemarks(register: Register, weeks: readonly number[], asOfDay: number): string[] {
  const absentOn = (offset: number): number =>
    weeks.filter((monday) => monday + offset <= asOfDay && wholeDayAbsent(register, monday + offset)).length;
  const counts = [0, 1, 2, 3, 4].map(absentOn);
  const midweek = Math.max(...counts.slice(1, 4));
  const remarks: string[] = [];
  for (const [offset, name] of [
    [MONDAY, 'Monday'],
    [FRIDAY, 'Friday'],
  ] as const) {
    const count = counts[offset] ?? 0;
    if (count >= PATTERN_WEEKS_NEEDED && count >= 2 * midweek)
      remarks.push(
        `Absent on a ${name} in ${writeCount(count)} of the last ${writeCount(weeks.length)} school weeks`,
      );
  }
  return remarks;
}

function brokenWeeksRemark(register: Register, weeks: readonly number[], asOfDay: number): string[] {
  const broken = weeks.filter((monday) => {
    const to = Math.min(monday + 6, asOfDay);
    const absent = countSessions(register, 'absent', monday, to);
    return absent > 0 && absent < countSessions(register, 'possible', monday, to);
  }).length;
  if (broken < PATTERN_WEEKS_NEEDED) return [];
  return [
    withCapital(
      `${writeCount(broken)} of the last ${writeCount(weeks.length)} school weeks broken by absence`,
    ),
  ];
}

function latenessRemark(register: Register, asOfDay: number): string[] {
  const weeks = lastSchoolWeeks(register, asOfDay, LATE_WEEKS + LATE_BEFORE_WEEKS);
  const lateIn = (mondays: readonly number[]): number =>
    mondays.reduce(
      (sum, monday) => sum + countSessions(register, 'late', monday, Math.min(monday + 6, asOfDay)),
      0,
    );
  const recent = weeks.slice(0, LATE_WEEKS);
  const before = weeks.slice(LATE_WEEKS);
  const now = lateIn(recent);
  if (before.length < LATE_WEEKS || now < LATE_NEEDED) return [];
  const usual = (lateIn(before) / before.length) * recent.length;
  if (now < 2 * usual) return [];
  const usually = Math.round(usual) === 0 ? 'hardly ever' : writeTimes(Math.round(usual));
  return [
    `Late ${writeTimes(now)} in the last ${writeCount(recent.length)} school weeks, before that ${usually}`,
  ];
}

/** School days in a row, up to `asOfDay`, on which every possible session was missed; with bits every missed session shares. */
export function consecutiveAbsentDays(register: Register, asOfDay: number, sharedBit: number): number {
  let days = 0;
  const last = Math.min(asOfDay, register.firstDay + register.days - 1);
  for (let day = last; day >= register.firstDay; day--) {
    const bits = dayBits(register, day);
    if ((bits & SLOT.possible) === 0) continue;
    if (!wholeDayAbsent(register, day)) break;
    const shared = ([0, 1] as const).every((session) => {
      const slot = slotAt(register, day, session);
      return (slot & SLOT.absent) === 0 || (slot & sharedBit) === sharedBit;
    });
    if (!shared) break;
    days++;
  }
  return days;
}

function runRemarks(register: Register, asOfDay: number): string[] {
  const unauthorised = consecutiveAbsentDays(register, asOfDay, SLOT.unauthorised);
  if (unauthorised >= RETURN_UNAUTHORISED_DAYS)
    return [
      `${unauthorised} school days in a row absent without leave: return to the local authority is due`,
    ];
  const any = consecutiveAbsentDays(register, asOfDay, SLOT.absent);
  return any >= CONSECUTIVE_DAYS_WORTH_SAYING ? [`Absent ${any} school days in a row`] : [];
}

function countBit(register: Register, bit: number, fromDay: number, toDay: number): number {
  let count = 0;
  const from = Math.max(fromDay, register.firstDay);
  for (let day = from; day <= Math.min(toDay, register.firstDay + register.days - 1); day++) {
    if ((slotAt(register, day, 0) & bit) !== 0) count++;
    if ((slotAt(register, day, 1) & bit) !== 0) count++;
  }
  return count;
}

function yearRemarks(register: Register, asOf: LocalDate, asOfDay: number): string[] {
  const remarks: string[] = [];
  const start = yearStartDay(asOf);
  const illnessDays = countSessions(register, 'illness', start, asOfDay) / 2;
  if (illnessDays >= SICKNESS_RETURN_DAYS)
    remarks.push(`${illnessDays} days of illness this school year: a sickness return may be due`);
  const partTime: number[] = [];
  for (let day = start; day <= asOfDay; day++)
    if ((dayBits(register, day) & SLOT.partTime) !== 0) partTime.push(day);
  const [first] = partTime;
  if (first !== undefined && (partTime.at(-1) ?? first) - first >= PART_TIME_REVIEW_WEEKS * 7)
    remarks.push(
      `Part-time timetable since ${writeDate(fromEpochDay(first))}: more than ${PART_TIME_REVIEW_WEEKS} weeks`,
    );
  const suspended = countBit(register, SLOT.suspended, start, asOfDay);
  if (suspended > 0) remarks.push(`${suspended} sessions suspended this school year`);
  const pending = countBit(register, SLOT.reasonPending, start, asOfDay - 7);
  if (pending >= PENDING_SESSIONS) remarks.push(`${pending} older absences still without a reason (N)`);
  return remarks;
}

/**
 * Plain facts of a register worth a reader's eye as of a date: weekday patterns, broken weeks, lateness that
 * has drifted, runs of absence, illness, part-time timetables and unexplained marks.
 * @param unauthorisedTenWeeks unauthorised sessions of the last ten school weeks
 */
export function attendanceRemarks(
  register: Register,
  asOf: LocalDate,
  asOfDay: number,
  unauthorisedTenWeeks: number,
): readonly string[] {
  const weeks = lastSchoolWeeks(register, asOfDay, PATTERN_WEEKS);
  const penalty =
    unauthorisedTenWeeks >= PENALTY_NOTICE_SESSIONS
      ? [`${unauthorisedTenWeeks} unauthorised sessions in ten school weeks`]
      : [];
  return [
    ...penalty,
    ...runRemarks(register, asOfDay),
    ...weekdayRemarks(register, weeks, asOfDay),
    ...brokenWeeksRemark(register, weeks, asOfDay),
    ...latenessRemark(register, asOfDay),
    ...yearRemarks(register, asOf, asOfDay),
  ];
}
