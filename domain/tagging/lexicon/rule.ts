import type { ConcernCategory } from '../../taxonomy.ts';
import type { Severity } from '../../severity.ts';

/**
 * One sign of a concern: how staff, children and professionals put it into words (the notation is described
 * in `pattern/compilePattern.ts`), which concern it points to, and how much it says when it stands alone.
 */
export interface LexiconRule {
  readonly id: string;
  readonly category: ConcernCategory;
  /** Severity of this sign by itself, before what is said around it. */
  readonly severity: Severity;
  /** One sentence a DSL can read. */
  readonly why: string;
  readonly patterns: readonly string[];
  /** A faint sign says nothing alone: it counts beside another sign of the same concern, or the source's category. */
  readonly faint?: true;
  /** Said of the present even where the sentence has words such as "previously", or stands in a lesson. */
  readonly steady?: true;
  /** Asserted of the present, it is always a concern, and no entry is graded below it. */
  readonly floor?: true;
}

/** A use of words that is not a concern: hides the signs it overlaps, in the named categories or in all. */
export interface Mask {
  readonly id: string;
  readonly hides: readonly ConcernCategory[] | 'all';
  readonly patterns: readonly string[];
}

/** Something about the entry as a whole, or about a sentence, that changes how its signs are read. */
export interface ContextCue {
  readonly cue: CueName;
  readonly patterns: readonly string[];
}

export type CueName =
  | 'disclosure'
  | 'immediate'
  | 'afraid-of-home'
  | 'frequent'
  | 'several-occasions'
  | 'unexplained'
  | 'changed-account'
  | 'plausible'
  | 'unusual-site'
  | 'resolved'
  | 'progress'
  | 'routine'
  | 'historic'
  | 'hypothetical'
  | 'other-person'
  | 'injury-needed-care'
  | 'weapon'
  | 'agency-urgent'
  | 'very-young'
  | 'reassured'
  | 'located'
  | 'getting-worse'
  | 'hearsay'
  | 'cleared';
