import { DateTime } from 'luxon';
import { LONDON, type LocalDate } from '../../localDate.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

function partsOf(date: LocalDate): { day: number; month: string; year: string } {
  return {
    day: Number(date.slice(8, 10)),
    month: MONTHS[Number(date.slice(5, 7)) - 1] ?? '',
    year: date.slice(0, 4),
  };
}

/** `14 September 2026`. */
export function writeDate(date: LocalDate): string {
  const { day, month, year } = partsOf(date);
  return `${day} ${month} ${year}`;
}

/** `September 2026`. */
export function writeMonth(date: LocalDate): string {
  const { month, year } = partsOf(date);
  return `${month} ${year}`;
}

/** `14 September` in the calendar year of `beside`, otherwise with its year, so that an old date shows its age. */
export function writeDateBeside(date: LocalDate, beside: LocalDate): string {
  const { day, month, year } = partsOf(date);
  return year === beside.slice(0, 4) ? `${day} ${month}` : `${day} ${month} ${year}`;
}

/** `14 Sep`, for the head of a narrow column. */
export function writeShortDate(date: LocalDate): string {
  const { day, month } = partsOf(date);
  return `${day} ${month.slice(0, 3)}`;
}

/** `9 to 15 November 2026`, naming a month or year twice only where they differ. */
export function writeDateRange(from: LocalDate, to: LocalDate): string {
  const first = partsOf(from);
  const last = partsOf(to);
  if (first.year !== last.year) return `${writeDate(from)} to ${writeDate(to)}`;
  if (first.month !== last.month) return `${first.day} ${first.month} to ${writeDate(to)}`;
  return `${first.day} to ${writeDate(to)}`;
}

/** `16 November 2026 at 7:00am`, as London clocks show the instant. */
export function writeInstant(instant: Date): string {
  const london = DateTime.fromJSDate(instant, { zone: LONDON });
  const half = london.hour < 12 ? 'am' : 'pm';
  const hour = london.hour % 12 === 0 ? 12 : london.hour % 12;
  const minute = String(london.minute).padStart(2, '0');
  return `${london.day} ${MONTHS[london.month - 1] ?? ''} ${london.year} at ${hour}:${minute}${half}`;
}
