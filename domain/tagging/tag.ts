import type { ConcernCategory } from '../taxonomy.ts';
import type { Effect, Severity } from '../severity.ts';

/** Which way a passage speaks of a concern; only `asserted` ones are concerns about this child now. */
export type Polarity = 'asserted' | 'negated' | 'historic' | 'hypothetical' | 'other-person';

/** Half-open character range of the narrative, in UTF-16 code units, as JavaScript strings count. */
export interface EvidenceSpan {
  readonly start: number;
  readonly end: number;
}

/** Who put a tag on an incident. A person's word wins and is kept. */
export type TaggedBy =
  | { readonly kind: 'rule'; readonly version: string }
  | { readonly kind: 'model'; readonly version: string }
  | { readonly kind: 'person'; readonly personId: string; readonly at: Date };

/** One concern read from a narrative. */
export interface Tag {
  readonly category: ConcernCategory;
  readonly severity: Severity;
  /** 0 to 1: how sure the tagger is. */
  readonly confidence: number;
  readonly polarity: Polarity;
  readonly evidence: readonly EvidenceSpan[];
  /** One plain sentence a DSL can read: why this tag. */
  readonly why: string;
  readonly by: TaggedBy;
}

/** Everything the tagger read from one narrative. */
export interface Tagging {
  /** Severity of the whole entry, 0 where no concern is asserted. */
  readonly severity: Severity;
  readonly effect: Effect;
  readonly tags: readonly Tag[];
  /** Passages that do not seem to be in English and were not read; absent where there are none. */
  readonly unread?: readonly EvidenceSpan[];
  /** Version of the rules and model that produced it. */
  readonly version: string;
}
