import type { SchoolWeekFacts } from './digestFacts.ts';
import { TO_DISCUSS, type Change, type PlacedChild } from './standing.ts';
import { findUnseen } from './unseenView.ts';

/** How many children are where, counted once for the paragraph, the subject and the numbers. */
export interface DigestCounts {
  readonly discuss: number;
  /** Of those to discuss. */
  readonly urgent: number;
  readonly byChange: Readonly<Record<Change, number>>;
  readonly unseen: number;
  /** Children of whom no register tells whether they were seen. */
  readonly unknown: number;
  readonly waitingRows: number;
  readonly refusedRows: number;
}

export function countDigest(facts: SchoolWeekFacts, placed: readonly PlacedChild[]): DigestCounts {
  const count = (change: Change): number => placed.filter((one) => one.change === change).length;
  const unknown = findUnseen(placed).filter(({ child }) => child.now.unseen.kind === 'no-data').length;
  return {
    discuss: placed.filter((one) => TO_DISCUSS.includes(one.change)).length,
    urgent: placed.filter(({ child, change }) => TO_DISCUSS.includes(change) && child.now.level === 'urgent')
      .length,
    byChange: {
      first: count('first'),
      new: count('new'),
      risen: count('risen'),
      'still-high': count('still-high'),
      watched: count('watched'),
      settled: count('settled'),
      fallen: count('fallen'),
      unlisted: count('unlisted'),
    },
    unseen: findUnseen(placed).length - unknown,
    unknown,
    waitingRows: facts.heldRows.reduce((sum, row) => sum + row.count, 0),
    refusedRows: facts.rejectedRows.reduce((sum, row) => sum + row.count, 0),
  };
}
