import {
  academicYearOf,
  addDays,
  localDate,
  mondayOf,
  weekday,
  type LocalDate,
} from '../../domain/localDate.ts';
import type { DemoTerm } from './locality.ts';

/**
 * School terms of an English kind, worked out for any year: real authorities publish theirs a year or two
 * ahead and differ by a few days, so the demo follows a rule instead of a list. Bank holidays that can fall in
 * term (early May, and New Year's when it is moved to a Monday) are left out.
 */

/** A Monday and the school days of its week, in order; holiday weeks are not there. */
export interface SchoolWeekDays {
  readonly monday: LocalDate;
  readonly days: readonly LocalDate[];
}

/** The six half-terms of the academic year that begins in September of `year`. */
export function halfTerms(year: number): readonly DemoTerm[] {
  const octoberBreak = lastMonday(`${year}-10-31`);
  const christmasBreak = mondayOf(localDate(`${year}-12-25`));
  const februaryBreak = addDays(firstMonday(`${year + 1}-02-01`), 14);
  const easterBreak = addDays(easterSunday(year + 1), -6);
  const mayBreak = lastMonday(`${year + 1}-05-31`);
  return [
    term('Autumn 1', onOrAfterWeekday(localDate(`${year}-09-02`)), friday(octoberBreak)),
    term('Autumn 2', addDays(octoberBreak, 7), friday(christmasBreak)),
    term('Spring 1', afterNewYear(addDays(christmasBreak, 14)), friday(februaryBreak)),
    term('Spring 2', addDays(februaryBreak, 7), friday(easterBreak)),
    term('Summer 1', addDays(easterBreak, 14), friday(mayBreak)),
    term('Summer 2', addDays(mayBreak, 7), onOrBeforeWeekday(localDate(`${year + 1}-07-21`))),
  ];
}

/** Every day children come to school in the academic year that begins in September of `year`, in order. */
export function schoolDays(year: number): readonly LocalDate[] {
  const mayDay = firstMonday(`${year + 1}-05-01`);
  const days: LocalDate[] = [];
  for (const { start, end } of halfTerms(year)) {
    for (let day = start; day <= end; day = addDays(day, 1)) {
      if (weekday(day) <= 5 && day !== mayDay) days.push(day);
    }
  }
  return days;
}

/**
 * The last `count` school weeks with a school day before `before`, oldest first. The day `before` itself is
 * left out: at any hour of it, part of it has not happened yet.
 */
export function schoolWeeksBefore(before: LocalDate, count: number): readonly SchoolWeekDays[] {
  const year = academicYearOf(before);
  const days = [year - 1, year].flatMap(schoolDays).filter((day) => day < before);
  const weeks = new Map<LocalDate, LocalDate[]>();
  for (const day of days) {
    const monday = mondayOf(day);
    weeks.set(monday, [...(weeks.get(monday) ?? []), day]);
  }
  return [...weeks].map(([monday, weekDays]) => ({ monday, days: weekDays })).slice(-count);
}

function term(name: string, start: LocalDate, end: LocalDate): DemoTerm {
  return { name, start, end };
}

/** The Friday before a holiday that begins on a Monday. */
function friday(holidayMonday: LocalDate): LocalDate {
  return addDays(holidayMonday, -3);
}

function firstMonday(firstOfMonth: string): LocalDate {
  const first = localDate(firstOfMonth);
  return addDays(first, (8 - weekday(first)) % 7);
}

function lastMonday(lastOfMonth: string): LocalDate {
  return mondayOf(localDate(lastOfMonth));
}

function onOrAfterWeekday(day: LocalDate): LocalDate {
  return weekday(day) <= 5 ? day : addDays(day, 8 - weekday(day));
}

function onOrBeforeWeekday(day: LocalDate): LocalDate {
  return weekday(day) <= 5 ? day : addDays(day, 5 - weekday(day));
}

/** A Monday up to 3 January is New Year's Day or the bank holiday in its place; school opens on the Tuesday. */
function afterNewYear(monday: LocalDate): LocalDate {
  return monday.slice(5) <= '01-03' ? addDays(monday, 1) : monday;
}

/** Easter Sunday of a Gregorian year by the anonymous algorithm (Nature, 20 April 1876; Meeus, ch. 8). */
export function easterSunday(year: number): LocalDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const moonShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - moonShift + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const daysAfterMarch22 = epact + toSunday - 7 * late;
  return addDays(localDate(`${year}-03-22`), daysAfterMarch22);
}
