/** What of the simulated world can be made otherwise, to see whether a rule holds when our assumptions do not. */
export interface Variation {
  /** How far each child's own mix of concerns departs from the school's. */
  readonly ownMixSpread: number;
  /** Worries that ordinary children give cause for, of all that the ordinary mix would make them. */
  readonly worryingShare: number;
  /** Least shape of the gamma that children's rates are drawn from; each school adds up to one. Small is uneven. */
  readonly leastShape: number;
  /** Share of entries that reach the record one to six weeks late. */
  readonly lateShare: number;
  /** Of a planted story: entries that tell nothing of it but that the child is unhappy. */
  readonly unspecificShare: number;
  /** Of a planted story: how often good news falls in between. */
  readonly goodNewsShare: number;
  /** Times the length of every planted story. */
  readonly length: number;
  /** Times the number of its entries. */
  readonly entries: number;
  /** Stories of concerns drawn at random, as no published guidance has them, in place of the families'. */
  readonly drawnStories: boolean;
}

const OURS: Variation = {
  ownMixSpread: 0.5,
  worryingShare: 0.4,
  leastShape: 0.5,
  lateShare: 0.05,
  unspecificShare: 0.15,
  goodNewsShare: 0.15,
  length: 1,
  entries: 1,
  drawnStories: false,
};

/**
 * The worlds that every change was tried in: ours; stories told plainly; stories no published course knows; children
 * and schools less alike; twice the worries in ordinary logs; stories over sooner.
 */
export const VARIATIONS = {
  ours: OURS,
  plain: { ...OURS, unspecificShare: 0, goodNewsShare: 0 },
  drawn: { ...OURS, drawnStories: true },
  uneven: { ...OURS, ownMixSpread: 0.9, leastShape: 0.3, lateShare: 0.15 },
  worried: { ...OURS, worryingShare: 0.8, entries: 1.3 },
  short: { ...OURS, length: 0.6 },
} as const satisfies Readonly<Record<string, Variation>>;

export type VariationName = keyof typeof VARIATIONS;
