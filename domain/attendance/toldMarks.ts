import { academicYearOf, type LocalDate } from '../localDate.ts';
import type { Session } from './marks.ts';
import { placeInLine, sessionAt } from './registerLine.ts';

/** One mark of a register. */
export interface Mark {
  readonly date: LocalDate;
  readonly session: Session;
  readonly code: string;
}

/** What is told of one child's registers: of marks of one session the last. */
export interface ToldMarks {
  /** How many marks were told, those told twice included. */
  count: number;
  /** By academic year the code at each place of the year's line; a hole where nothing was told. */
  readonly years: Map<number, string[]>;
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
      let codes = ofChild.years.get(academicYear);
      if (codes === undefined) ofChild.years.set(academicYear, (codes = []));
      codes[session === 'AM' ? place : place + 1] = code;
      ofChild.count++;
    },
  };
}

/** The marks told, one for each session, in order within a year. */
export function marksOf({ years }: Pick<ToldMarks, 'years'>): Mark[] {
  const marks: Mark[] = [];
  for (const [academicYear, codes] of years) {
    codes.forEach((code, place) => marks.push({ ...sessionAt(academicYear, place), code }));
  }
  return marks;
}
