import { addDays, localDate, weekday, type LocalDate } from '../localDate.ts';

/**
 * Bank holidays of England and Wales, as the Banking and Financial Dealings Act 1971 and the yearly proclamations
 * have them: New Year, Good Friday, Easter Monday, the first and last Mondays of May, the last Monday of August,
 * Christmas and Boxing Day, each with its substitute after a weekend. A day proclaimed once, such as for a coronation,
 * is not among them: something due on it then counts as due that day, which is never too late.
 */
export function bankHolidays(year: number): ReadonlySet<LocalDate> {
  const easter = easterSunday(year);
  const day = (monthDay: string): LocalDate => localDate(`${year}-${monthDay}`);
  const newYear = day('01-01');
  const christmas = day('12-25');
  // A day that falls on a weekend is made up for on the next working day that is free.
  const afterChristmas = { 5: [0, 3], 6: [2, 3], 7: [1, 2] }[weekday(christmas)] ?? [0, 1];
  return new Set([
    weekday(newYear) > 5 ? addDays(newYear, 8 - weekday(newYear)) : newYear,
    addDays(easter, -2),
    addDays(easter, 1),
    mondayFrom(day('05-01')),
    mondayFrom(day('05-25')),
    mondayFrom(day('08-25')),
    ...afterChristmas.map((days) => addDays(christmas, days)),
  ]);
}

/** The day itself where it is Monday to Friday and no bank holiday, otherwise the next that is. */
export function workingDayFrom(date: LocalDate): LocalDate {
  let day = date;
  while (weekday(day) > 5 || bankHolidays(Number(day.slice(0, 4))).has(day)) day = addDays(day, 1);
  return day;
}

function mondayFrom(date: LocalDate): LocalDate {
  return addDays(date, (8 - weekday(date)) % 7);
}

/** Easter of the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8). */
function easterSunday(year: number): LocalDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  const two = (number: number): string => String(number).padStart(2, '0');
  return localDate(`${year}-${two(Math.floor(f / 31))}-${two((f % 31) + 1)}`);
}
