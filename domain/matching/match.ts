import type { Upn, Urn } from '../identifiers.ts';
import type { LocalDate } from '../localDate.ts';

/** A pupil already known, as far as it matters for deciding whether a row is about them. */
export interface MatchCandidate {
  readonly pupilId: string;
  /** Current, former and temporary numbers. */
  readonly upns: readonly Upn[];
  readonly forename: string;
  readonly surname: string;
  readonly preferredName?: string;
  readonly formerSurnames?: readonly string[];
  readonly dateOfBirth?: LocalDate;
  /** The schools the pupil is or was on the roll of. */
  readonly schoolUrns: readonly Urn[];
}

/** A candidate with how well it fits. The reasons name what agrees and what does not, never the values. */
export interface ScoredCandidate {
  readonly pupilId: string;
  /** 0 to 1; a sorting aid for a reviewer, not a probability. */
  readonly score: number;
  readonly why: readonly string[];
}

export type PupilMatch =
  | ({ readonly kind: 'matched'; readonly how: 'upn' | 'name-and-birth' | 'decision' } & ScoredCandidate)
  /** Somebody has to decide; the likeliest first. */
  | { readonly kind: 'uncertain'; readonly candidates: readonly ScoredCandidate[] }
  | { readonly kind: 'unknown' };
