import { parseLocalDate, type LocalDate } from '../../localDate.ts';
import { remembered } from './remembered.ts';

/**
 * Dates as schools write them: `2026-09-14`, and in UK order `14/09/2026`, `14-9-26`, `14.09.2026`,
 * `14 09 26`, `14 Sep 2026`, `Monday 14th September 2026`. Day before month always: American order is
 * never tried, so a date that is only possible in American order is impossible here.
 */
export type DateReading =
  | { readonly kind: 'date'; readonly date: LocalDate; readonly shortYear: boolean }
  | { readonly kind: 'impossible' }
  | { readonly kind: 'not-a-date' };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;
const UK_NUMBERS = /^(\d{1,2})([/.\- ])(\d{1,2})\2(\d{4}|\d{2})$/;
const UK_WORDS = /^(\d{1,2})(?:st|nd|rd|th)?[\s\-/]+([a-z]{3,9})\.?,?[\s\-/]+(\d{4}|\d{2})$/i;
const WEEKDAY = /^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+/i;
const YEAR_MONTH_DAY_SLASHED = /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/;

/** Reads one date; two-digit years are taken as 20yy and marked, for the caller to accept or not. */
export const readCalendarDate = remembered((text: string): DateReading => {
  const iso = ISO.exec(text);
  if (iso !== null) return build(iso[1], iso[2], iso[3]);
  const bare = text.replace(WEEKDAY, '');
  const uk = UK_NUMBERS.exec(bare);
  if (uk !== null) return build(uk[4], uk[3], uk[1]);
  const slashed = YEAR_MONTH_DAY_SLASHED.exec(bare);
  if (slashed !== null) return build(slashed[1], slashed[2], slashed[3]);
  const words = UK_WORDS.exec(bare);
  if (words === null) return { kind: 'not-a-date' };
  const month = monthNumber(words[2] ?? '');
  return month === undefined ? { kind: 'not-a-date' } : build(words[3], String(month), words[1]);
});

function monthNumber(word: string): number | undefined {
  const index = MONTHS.indexOf(word.slice(0, 3).toLowerCase());
  return index === -1 ? undefined : index + 1;
}

function build(year = '', month = '', day = ''): DateReading {
  const shortYear = year.length === 2;
  const fullYear = shortYear ? `20${year}` : year;
  const date = parseLocalDate(`${fullYear}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return date === undefined ? { kind: 'impossible' } : { kind: 'date', date, shortYear };
}
