import { breathe, breathIsDue } from '../breathe.ts';

/** Few enough to be sorted in a few milliseconds, so that other clients are not kept waiting. */
export const RUN_LENGTH = 1_000;

type Compare<T> = (left: T, right: T) => number;

async function mergeTwo<T>(left: readonly T[], right: readonly T[], compare: Compare<T>): Promise<T[]> {
  const merged: T[] = [];
  let [a, b] = [0, 0];
  for (;;) {
    const [fromLeft, fromRight] = [left[a], right[b]];
    if (fromLeft === undefined || fromRight === undefined) break;
    if (compare(fromLeft, fromRight) <= 0) {
      merged.push(fromLeft);
      a += 1;
    } else {
      merged.push(fromRight);
      b += 1;
    }
    if (breathIsDue()) await breathe();
  }
  return merged.concat(left.slice(a), right.slice(b));
}

/**
 * Sorts a list of any length in short runs that are then merged, letting others in between. Equal items keep
 * their order.
 * @param items none of them `undefined`
 */
export async function sortInTurns<T>(items: readonly T[], compare: Compare<T>): Promise<T[]> {
  let runs: T[][] = [];
  for (let start = 0; start < items.length; start += RUN_LENGTH) {
    runs.push(items.slice(start, start + RUN_LENGTH).sort(compare));
    if (breathIsDue()) await breathe();
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let at = 0; at < runs.length; at += 2)
      merged.push(await mergeTwo(runs[at] ?? [], runs[at + 1] ?? [], compare));
    runs = merged;
  }
  return runs[0] ?? [];
}
