import type { ConcernCategory } from '../taxonomy.ts';

/**
 * Courses that harm is known to take: which concerns a school tends to notice, and in what proportion, while
 * one of them develops. A worry that fits the others weighs more than the same worry alone. Written from
 * published guidance, never from cases; shares need not be exact, for a third of tags are wrong anyway.
 */
export interface Course {
  readonly id: string;
  /** Completes "these are often seen together when …". */
  readonly when: string;
  /** True where the household is the place of harm, so that siblings' entries speak of this child too. */
  readonly atHome: boolean;
  /** True where odd days of illness are among what guidance names as its signs. */
  readonly illnessShows?: true;
  readonly shares: Readonly<Partial<Record<ConcernCategory, number>>>;
  readonly source: string;
}
