import type { LocalDate } from '../localDate.ts';
import type { Urn } from '../identifiers.ts';

/** Half a school day. */
export type Session = 'AM' | 'PM';

/** The codes a register shows for one day; a session without a mark is absent from the object. */
export interface DayMarks {
  readonly AM?: string;
  readonly PM?: string;
}

/** One pupil's register at one school in one academic year (named by the year it began). */
export interface MarksYear {
  readonly schoolUrn: Urn;
  readonly academicYear: number;
  readonly days: Readonly<Record<LocalDate, DayMarks>>;
}
