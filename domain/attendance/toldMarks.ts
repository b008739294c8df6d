import { academicYearOf, type LocalDate } from '../localDate.ts';
import type { Session } from './marks.ts';
import { placeInLine, sessionAt } from './registerLine.ts';

/** One mark of a register. */
export interface Mark {
  readonly date: LocalDate;
  readonly session: Session;
  readonly code: string;
}

/** What is told of one child's registers. */
export interface ToldMarks {
  /** How many marks were told, those told twice included. */
  count: number;
  /** By academic year. */
  readonly years: Map<number, ToldYear>;
}

/** Codes as they were told, and where in the year's line each belongs: a part of a year takes no more than that. */
export interface ToldYear {
  readonly places: number[];
  readonly codes: string[];
}

/** The code at each place of the year's line, of marks of one session the last; a hole where nothing was told. */
export function placedCodes({ places, codes }: ToldYear): string[] {
  const placed: string[] = [];
  for (const [i, place] of places.entries()) placed[place] = codes[i] ?? '';
  return placed;
}

interface Day {
  readonly academicYear: number;
  /** Where in the year's line its morning stands. */
  readonly place: number;
}

/**
 * Gathers marks as they are read, child by child: nothing is kept of a mark but its code, so that a register of a
 * year takes no more memory than what it says.
 */
export function gatherMarks<K>(): {
  readonly add: (child: K, mark: Mark) => void;
  readonly told: ReadonlyMap<K, ToldMarks>;
} {
  const told = new Map<K, ToldMarks>();
  const days = new Map<LocalDate, Day>();

  function dayOf(date: LocalDate): Day {
    let day = days.get(date);
    if (day === undefined) {
      const academicYear = academicYearOf(date);
      day = { academicYear, place: placeInLine(academicYear, date, 'AM') };
      days.set(date, day);
    }
    return day;
  }

  return {
    told,
    add(child, { date, session, code }) {
      const { academicYear, place } = dayOf(date);
      let ofChild = told.get(child);
      if (ofChild === undefined) told.set(child, (ofChild = { count: 0, years: new Map() }));
      let year = ofChild.years.get(academicYear);
      if (year === undefined) ofChild.years.set(academicYear, (year = { places: [], codes: [] }));
      year.places.push(session === 'AM' ? place : place + 1);
      year.codes.push(code);
      ofChild.count++;
    },
  };
}

/** The marks told, one for each session, in order within a year. */
export function marksOf({ years }: Pick<ToldMarks, 'years'>): Mark[] {
  const marks: Mark[] = [];
  for (const [academicYear, year] of years) {
    placedCodes(year).forEach((code, place) => marks.push({ ...sessionAt(academicYear, place), code }));
  }
  return marks;
}
