import type { LocalDate } from '../localDate.ts';
import type { Effect } from '../severity.ts';
import type { Theme } from '../taxonomy.ts';

/** What kind of thing an entry of the chronology tells of. */
export type ChronologyKind = 'incident' | 'attendance' | 'contact' | 'move' | 'gap';

/** Where an entry comes from, so that a reader can go and look. */
export type ChronologySource =
  | { readonly kind: 'incident'; readonly entryId: string; readonly schoolUrn: string }
  | { readonly kind: 'register' }
  | { readonly kind: 'contact' }
  | { readonly kind: 'membership'; readonly schoolUrn: string };

/** One dated thing that bears on a child, with what it weighs and why. */
export interface ChronologyEntry {
  readonly id: string;
  readonly date: LocalDate;
  /** The last day of something that lasted. */
  readonly until?: LocalDate;
  readonly kind: ChronologyKind;
  /** One plain sentence; an incident's own words stay in the incident. */
  readonly title: string;
  readonly effect: Effect;
  /** Points it gives to the score today; 0 for what is only told. */
  readonly weight: number;
  readonly theme?: Theme;
  readonly source?: ChronologySource;
  /** Why it weighs what it weighs, in sentences. */
  readonly reasons: readonly string[];
}

/** A stretch of the chronology in a few generated sentences, each resting on the entries it cites. */
export interface PeriodSummary {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly text: string;
  readonly entryIds: readonly string[];
}

export interface Chronology {
  readonly asOf: Date;
  /** Newest first. */
  readonly entries: readonly ChronologyEntry[];
  /** One a calendar month with entries, newest first. */
  readonly periods: readonly PeriodSummary[];
}
