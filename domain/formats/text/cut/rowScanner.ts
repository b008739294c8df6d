/**
 * Finds where rows end in a file, one code unit at a time, without understanding them: so that a file of any
 * size can be cut between rows while only a row of it is in memory. What a unit brings:
 *
 * - `inside`: it belongs to the head or row that is being gathered;
 * - `head`: it ends what stands before the first row and is repeated before every part;
 * - `row`: it ends a row; `rowBefore`: the row ended before it, and it belongs to none;
 * - `skip`: what was gathered up to here belongs to no row (a comma between two, the end of the list);
 * - `fault`: the row breaks the rules: it is taken to end with its first line, and scanning resumes after it.
 */
export const Found = { inside: 0, head: 1, row: 2, rowBefore: 3, skip: 4, fault: 5 } as const;
export type Found = (typeof Found)[keyof typeof Found];

export interface RowScanner {
  readonly feed: (unit: number) => Found;
  /** Begins anew at the start of a row, after a fault. */
  readonly reset: () => void;
  /** What stands between two rows of a part, and after the last. */
  readonly separator: string;
  readonly tail: () => string;
  /** Why the file cannot end here, or undefined when it can; what is gathered is then a last row. */
  readonly cutOff: () => string | undefined;
}
