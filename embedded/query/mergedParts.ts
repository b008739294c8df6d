import type { Index } from '../storage/indexDefinition.ts';
import type { MergedPart } from '../storage/mergeRanges.ts';
import type { Bound } from './bounds.ts';
import type { Conjunct } from './conjuncts.ts';
import { joinedRanges, rangesOf } from './indexRanges.ts';
import type { SortField } from './sortOrder.ts';

/** More would be more iterators open at once than a sort of what they give is dear. */
const MAX_MERGED = 256;

/** Parts of an index that only have to be merged to give an order, and which way to read them. */
export interface Merged {
  readonly parts: readonly MergedPart[];
  readonly direction: 1 | -1;
}

/**
 * Where fields before those sorted by are bound to several values each (`{school: {$in: […]}}` sorted by date, with an
 * index on both): every combination of the values is a part of the index that stands in order.
 * @returns `undefined` where the index cannot give the order so
 */
export function mergedParts(
  index: Index,
  bounds: readonly Bound[],
  conjuncts: readonly Conjunct[],
  sort: readonly SortField[],
): Merged | undefined {
  const first = sort[0]?.path.join('.');
  const start = index.fields.findIndex(({ path }) => path.join('.') === first);
  const leading = bounds.slice(0, start);
  if (index.unique || start < 1 || leading.length < start || !leading.every(({ points }) => points))
    return undefined;
  const direction = directionOf(index, start, sort);
  const count = leading.reduce((product, { intervals }) => product * intervals.length, 1);
  if (direction === undefined || count > MAX_MERGED) return undefined;
  const parts = combinationsOf(leading).map((single): MergedPart | undefined => {
    const whole = [...single, ...bounds.slice(start)];
    const [range, ...others] = rangesOf(index, whole) ?? [];
    const [prefix] = rangesOf(index, single) ?? [];
    if (!range || !prefix || others.length > 0) return undefined;
    const orderFrom = prefix.gte.length;
    const joined = joinedRanges(index, whole, conjuncts);
    return { ranges: joined.length > 0 ? joined : [{ ...range, shared: orderFrom }], orderFrom };
  });
  const usable = parts.filter((part) => part !== undefined);
  const ranges = usable.reduce((sum, part) => sum + part.ranges.length, 0);
  return usable.length === parts.length && ranges <= MAX_MERGED ? { parts: usable, direction } : undefined;
}

/** Which way the fields from a place on must be read to stand in the order of a sort. */
function directionOf(index: Index, start: number, sort: readonly SortField[]): 1 | -1 | undefined {
  const ways = sort.map(({ path, direction }, place) => {
    const field = index.fields[start + place];
    if (!field || index.multikey[start + place] || field.path.join('.') !== path.join('.')) return undefined;
    return field.direction === direction ? 1 : -1;
  });
  return ways.every((way) => way === ways[0]) ? ways[0] : undefined;
}

/** Every way to bind each field to one of its values. */
function combinationsOf(bounds: readonly Bound[]): Bound[][] {
  return bounds.reduce<Bound[][]>(
    (combinations, bound) =>
      combinations.flatMap((before) =>
        bound.intervals.map((interval) => [...before, { ...bound, intervals: [interval] }]),
      ),
    [[]],
  );
}
