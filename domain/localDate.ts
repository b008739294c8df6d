import { DateTime } from 'luxon';

/**
 * Calendar days and the clock on a school's wall. A `LocalDate` is the text `2026-09-14`; an instant is
 * a `Date`. Schools in England keep Europe/London time, and everything here means that zone.
 */
declare const brand: unique symbol;
export type LocalDate = string & { readonly [brand]: 'LocalDate' };

export const LONDON = 'Europe/London';
const MS_PER_DAY = 86_400_000;

/** The date when `text` is a real calendar day written yyyy-mm-dd, otherwise undefined. */
export function parseLocalDate(text: string): LocalDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const ms = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text) return undefined;
  return text as LocalDate;
}

/** Like parseLocalDate for dates written in the code; throws RangeError when it is not a date. */
export function localDate(text: string): LocalDate {
  const date = parseLocalDate(text);
  if (date === undefined) throw new RangeError(`not a calendar date: ${text}`);
  return date;
}

/** Days since 1970-01-01: cheap to add, subtract and compare. */
export function epochDay(date: LocalDate): number {
  return Date.UTC(+date.slice(0, 4), +date.slice(5, 7) - 1, +date.slice(8, 10)) / MS_PER_DAY;
}

export function fromEpochDay(day: number): LocalDate {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10) as LocalDate;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return fromEpochDay(epochDay(date) + days);
}

/**
 * The same day so many years later. Of 29 February it is 1 March in a year without one: English law has a person
 * reach an age at the beginning of the anniversary (Family Law Reform Act 1969, s.9), which then is the day after.
 */
export function addYears(date: LocalDate, years: number): LocalDate {
  const year = String(+date.slice(0, 4) + years).padStart(4, '0');
  return parseLocalDate(`${year}${date.slice(4)}`) ?? localDate(`${year}-03-01`);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return epochDay(to) - epochDay(from);
}

/** ISO weekday: 1 Monday to 7 Sunday. */
export function weekday(date: LocalDate): number {
  return ((((epochDay(date) + 3) % 7) + 7) % 7) + 1;
}

export function mondayOf(date: LocalDate): LocalDate {
  return addDays(date, 1 - weekday(date));
}

/** ISO week name of a date, such as `2026-W46`. */
export function isoWeekOf(date: LocalDate): string {
  const { weekYear, weekNumber } = DateTime.fromISO(date, { zone: 'utc' });
  return `${weekYear}-W${String(weekNumber).padStart(2, '0')}`;
}

/** The Monday of an ISO week name such as `2026-W46`, or undefined when there is no such week. */
export function mondayOfIsoWeek(week: string): LocalDate | undefined {
  if (!/^\d{4}-W\d{2}$/.test(week)) return undefined;
  const monday = DateTime.fromISO(week, { zone: 'utc' });
  return monday.isValid ? parseLocalDate(monday.toISODate()) : undefined;
}

/** The year in which the academic year of a date began: 2026 for dates from 1 September 2026 to 31 August 2027. */
export function academicYearOf(date: LocalDate): number {
  const year = +date.slice(0, 4);
  return +date.slice(5, 7) >= 9 ? year : year - 1;
}

const MS_PER_HOUR = 3_600_000;
const HOURS_REMEMBERED = 50_000;
const dayOfHour = new Map<number, LocalDate>();

/** The calendar day in London at an instant. London keeps whole hours, so the day is worked out once an hour. */
export function londonDate(instant: Date): LocalDate {
  const hour = Math.floor(instant.getTime() / MS_PER_HOUR);
  const known = dayOfHour.get(hour);
  if (known !== undefined) return known;
  const day = localDate(DateTime.fromJSDate(instant, { zone: LONDON }).toFormat('yyyy-MM-dd'));
  if (dayOfHour.size >= HOURS_REMEMBERED) dayOfHour.clear();
  dayOfHour.set(hour, day);
  return day;
}

/**
 * The instant at which London clocks show `time` on `date`. In the hour that an autumn clock change
 * repeats, the earlier instant is meant; in the hour a spring change skips, the clock an hour on.
 * @param time `HH:mm` or `HH:mm:ss`
 */
export function londonInstant(date: LocalDate, time: string): Date {
  return earlierOfTwo(DateTime.fromISO(`${date}T${time}`, { zone: LONDON })).toJSDate();
}

/** Of the two instants at which London clocks show one time, which luxon takes depends on the season it is asked in. */
function earlierOfTwo(shown: DateTime): DateTime {
  const hourBefore = shown.minus({ hours: 1 });
  return hourBefore.hour === shown.hour ? hourBefore : shown;
}

/**
 * Reads an ISO 8601 date-time; without an offset it is London time. Undefined when it is none, or only a date.
 */
export function parseInstant(text: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(text)) return undefined;
  const parsed = DateTime.fromISO(text.replace(' ', 'T'), { zone: LONDON });
  if (!parsed.isValid) return undefined;
  const saysOffset = /(Z|[+-]\d{2}:?\d{2})$/i.test(text.slice(10));
  return (saysOffset ? parsed : earlierOfTwo(parsed)).toJSDate();
}
