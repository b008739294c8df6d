import { londonDate, londonInstant, type LocalDate } from '../localDate.ts';
import type { When } from './rows.ts';

/**
 * An instant to sort and weigh by: the instant itself, or noon in London for a day without a time (noon,
 * because it is the same calendar day however the clocks stand).
 */
export function instantOf(when: When): Date {
  return when.kind === 'instant' ? when.at : londonInstant(when.date, '12:00');
}

/** The London calendar day something happened on. */
export function dayOf(when: When): LocalDate {
  return when.kind === 'instant' ? londonDate(when.at) : when.date;
}
