import type { LocalDate } from '../localDate.ts';

/** How two dates of birth stand to each other. */
export type BirthLikeness =
  'same' | 'day-and-month-swapped' | 'one-digit-different' | 'different' | 'not-known';

/** Compares a date of birth as sent with one as held; either may be missing. */
export function compareBirth(sent: LocalDate | undefined, held: LocalDate | undefined): BirthLikeness {
  if (sent === undefined || held === undefined) return 'not-known';
  if (sent === held) return 'same';
  if (swapDayAndMonth(sent) === held) return 'day-and-month-swapped';
  const different = [...sent].filter((digit, index) => digit !== held[index]).length;
  return different === 1 ? 'one-digit-different' : 'different';
}

/** `2014-03-09` for `2014-09-03`: text, because the swapped day need not be one in the calendar. */
export function swapDayAndMonth(date: LocalDate): string {
  return `${date.slice(0, 4)}-${date.slice(8, 10)}-${date.slice(5, 7)}`;
}
