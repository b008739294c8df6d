import { withCapital } from './sentences/joinWords.ts';
import { addDays, isoWeekOf, londonDate, londonInstant, mondayOf, weekday } from '../localDate.ts';

/** When a reader is sent the digest: a day of the week and a time on London's clocks, in summer and winter alike. */
export interface DigestSchedule {
  /** ISO weekday, 1 Monday to 7 Sunday. */
  readonly weekday: number;
  /** `07:00`. */
  readonly time: string;
}

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** A digest that has come due: the week it reports on, and since when it is due. */
export interface DueDigest {
  /** ISO week, such as `2026-W46`. */
  readonly week: string;
  readonly dueAt: Date;
}

/**
 * The digest that came due last under a schedule. It reports on the last week that was over on that day. In the hour
 * that an autumn clock change repeats the first counts; a time that a spring change skips is an hour later.
 * @param now at or after the moment it came due
 */
export function lastDue(schedule: DigestSchedule, now: Date): DueDigest {
  const today = londonDate(now);
  const daysBack = (weekday(today) - schedule.weekday + 7) % 7;
  const candidates = [addDays(today, -daysBack), addDays(today, -daysBack - 7)];
  const day =
    candidates.find((one) => londonInstant(one, schedule.time) <= now) ?? addDays(today, -daysBack - 7);
  return { week: isoWeekOf(addDays(mondayOf(day), -7)), dueAt: londonInstant(day, schedule.time) };
}

/** The week that a digest written now reports on: the last one that is over. */
export function weekReportedOn(now: Date): string {
  return isoWeekOf(addDays(mondayOf(londonDate(now)), -7));
}

/** `Mondays at 07:00`. */
export function writeSchedule({ weekday: day, time }: DigestSchedule): string {
  const name = WEEKDAYS[day - 1] ?? 'monday';
  return `${withCapital(name)}s at ${time}`;
}

/** The schedule of a day's name and a time, or undefined when they are none. */
export function parseSchedule(day: string, time: string): DigestSchedule | undefined {
  const place = WEEKDAYS.findIndex((name) => name === day.trim().toLowerCase());
  if (place < 0 || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return undefined;
  return { weekday: place + 1, time };
}
