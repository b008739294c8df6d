import { addDays, epochDay, fromEpochDay, localDate, type LocalDate } from '../localDate.ts';
import type { DayMarks, Session } from './marks.ts';

/**
 * A year's register as one line: the code of each session from 1 September on, AM before PM, a space between
 * two; nothing where there is no mark. No code holds a space. A line is a tenth of the work of a list of days
 * to store and to read back, and every delivery of a register stores one for every child.
 */

/** The codes of a line by `placeInLine`; `''` or nothing where there is no mark. */
export function codesOfLine(line: string): string[] {
  return line === '' ? [] : line.split(' ');
}

export function lineOfCodes(codes: readonly string[]): string {
  return codes.join(' ').trimEnd();
}

const firstDays = new Map<number, number>();

/** Where in the line of its academic year the code of a session stands, 0 for the first. */
export function placeInLine(academicYear: number, date: LocalDate, session: Session): number {
  return (epochDay(date) - firstDayOf(academicYear)) * 2 + (session === 'AM' ? 0 : 1);
}

function firstDayOf(academicYear: number): number {
  let day = firstDays.get(academicYear);
  if (day === undefined) firstDays.set(academicYear, (day = epochDay(localDate(`${academicYear}-09-01`))));
  return day;
}

/** The session whose code stands at a place: the other way round from `placeInLine`. */
export function sessionAt(academicYear: number, place: number): { date: LocalDate; session: Session } {
  const date = fromEpochDay(firstDayOf(academicYear) + Math.floor(place / 2));
  return { date, session: place % 2 === 0 ? 'AM' : 'PM' };
}

const datesOfYears = new Map<number, readonly LocalDate[]>();

function datesOf(academicYear: number): readonly LocalDate[] {
  let dates = datesOfYears.get(academicYear);
  if (dates === undefined) {
    const first = localDate(`${academicYear}-09-01`);
    dates = Array.from({ length: 366 }, (_, day) => addDays(first, day));
    datesOfYears.set(academicYear, dates);
  }
  return dates;
}

/** The days of a line that have a mark, in order. */
export function daysOfLine(line: string, academicYear: number): Record<LocalDate, DayMarks> {
  const codes = codesOfLine(line);
  const days: Record<LocalDate, DayMarks> = {};
  for (const [day, date] of datesOf(academicYear).entries()) {
    const [am, pm] = [codes[day * 2] ?? '', codes[day * 2 + 1] ?? ''];
    if (am === '' && pm === '') continue;
    days[date] = { ...(am !== '' && { AM: am }), ...(pm !== '' && { PM: pm }) };
  }
  return days;
}

/** The line of some days of an academic year. */
export function lineOfDays(days: Readonly<Record<LocalDate, DayMarks>>, academicYear: number): string {
  const codes: string[] = [];
  for (const [date, marks] of Object.entries(days) as [LocalDate, DayMarks][]) {
    for (const session of ['AM', 'PM'] as const) {
      const code = marks[session];
      if (code !== undefined) codes[placeInLine(academicYear, date, session)] = code;
    }
  }
  return lineOfCodes(codes);
}
