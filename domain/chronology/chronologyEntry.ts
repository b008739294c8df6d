import type { ActionTaken } from '../concern/history.ts';
import type { LocalDate } from '../localDate.ts';
import type { Effect } from '../severity.ts';
import type { Tagging } from '../tagging/tag.ts';
import type { Theme } from '../taxonomy.ts';

/** What kind of thing an entry of the chronology tells of. */
export type ChronologyKind =
  | 'incident'
  | 'attendance'
  | 'contact'
  | 'move'
  | 'referral'
  | 'plan'
  | 'intervention'
  | 'action'
  | 'note'
  /** What people decided of a flag, or put right in how an entry weighs. */
  | 'decision'
  | 'gap';

/** Where an entry comes from, so that a reader can go and look. */
export type ChronologySource =
  | { readonly kind: 'incident'; readonly entryId: string; readonly schoolUrn: string }
  | { readonly kind: 'register' }
  | { readonly kind: 'contact'; readonly schoolUrn?: string }
  | { readonly kind: 'membership'; readonly schoolUrn: string }
  /** Added by a person of a school, who may amend it. */
  | { readonly kind: 'added'; readonly eventId: string; readonly schoolUrn: string }
  | { readonly kind: 'flag'; readonly flagId: string }
  /** `correctionId` only while the correction holds. */
  | { readonly kind: 'correction'; readonly correctionId?: string };

/** An incident's words as they stood, and what was read in them. */
export interface IncidentWords {
  readonly narrative: string;
  readonly category?: string;
  readonly tagging: Tagging;
  /** When the school wrote it down, or put it differently. */
  readonly recordedAt: Date;
  /** True where this is not the first wording. */
  readonly revised: boolean;
  readonly actions: readonly ActionTaken[];
}

/** One dated thing that bears on a child, with what it weighs and why. */
export interface ChronologyEntry {
  readonly id: string;
  readonly date: LocalDate;
  /** The last day of something that lasted. */
  readonly until?: LocalDate;
  readonly kind: ChronologyKind;
  /** One plain sentence. */
  readonly title: string;
  readonly effect: Effect;
  /** Points it gives to the score on the day looked at; 0 for what is only told. */
  readonly weight: number;
  readonly theme?: Theme;
  readonly source?: ChronologySource;
  /** Why it weighs what it weighs, in sentences. */
  readonly reasons: readonly string[];
  /** Who wrote it down, did it or decided it. */
  readonly by?: string;
  /** What a person wrote. */
  readonly text?: string;
  /** What was done about it. */
  readonly actionTaken?: string;
  /** What came of it, or that nobody has said. */
  readonly outcome?: string;
  readonly incident?: IncidentWords;
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
