import { epochDay, fromEpochDay, weekday, type LocalDate } from '../localDate.ts';

/** A stretch of days on which a school is open, ends included. */
export interface Term {
  readonly start: LocalDate;
  readonly end: LocalDate;
}

/**
 * School days after `from` up to and including `to`: Monday to Friday within the terms given. Where the terms do
 * not reach back to `from`, every Monday to Friday counts, so that a wait is never understated for want of a calendar.
 */
export function schoolDaysAfter(from: LocalDate, to: LocalDate, terms: readonly Term[]): number {
  const known = terms.some(({ start, end }) => start <= to && end >= from);
  let days = 0;
  for (let day = epochDay(from) + 1; day <= epochDay(to); day++) {
    const date = fromEpochDay(day);
    if (weekday(date) > 5) continue;
    if (!known || terms.some(({ start, end }) => date >= start && date <= end)) days++;
  }
  return days;
}
