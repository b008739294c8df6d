import type { Index } from '../storage/indexDefinition.ts';
import type { JoinedRange } from '../storage/joinRanges.ts';
import { allEntries, indexPrefix, type KeyRange } from '../storage/keySpace.ts';
import { boundOf, intersectBounds, MAX_RANGES, turnOver, type Bound, type Interval } from './bounds.ts';
import type { Conjunct } from './conjuncts.ts';

const MAX_JOINED = 8;

function fieldBounds(index: Index, position: number, conjuncts: readonly Conjunct[]): Bound[] {
  const path = index.fields[position]?.path.join('.');
  return conjuncts.filter((conjunct) => conjunct.path === path).flatMap((c) => boundOf(c) ?? []);
}

function fieldBound(index: Index, position: number, conjuncts: readonly Conjunct[]): Bound | undefined {
  const bounds = fieldBounds(index, position, conjuncts);
  const [first, ...others] = bounds.sort((a, b) => Number(b.points) - Number(a.points));
  // Where there may be arrays, each condition may be met by another element: only one of them may bound.
  return first && (index.multikey[position] ? first : others.reduce(intersectBounds, first));
}

/** The bounds a query puts on the leading fields of an index, at most one on arrays. */
export function boundsOf(index: Index, conjuncts: readonly Conjunct[]): Bound[] {
  const bounds: Bound[] = [];
  let arrayFieldBound = false;
  for (let position = 0; position < index.fields.length; position += 1) {
    if (index.multikey[position] && arrayFieldBound) break;
    const bound = fieldBound(index, position, conjuncts);
    if (!bound) break;
    bounds.push(bound);
    if (index.multikey[position]) arrayFieldBound = true;
    if (!bound.points) break;
  }
  return bounds;
}

/** The parts of an index within bounds, in its order; `undefined` when they would be too many. */
export function rangesOf(index: Index, bounds: readonly Bound[]): KeyRange[] | undefined {
  let prefixes: Buffer[] = [indexPrefix(index.id)];
  let ranges: KeyRange[] = [allEntries(index.id)];
  for (let position = 0; position < bounds.length; position += 1) {
    const bound = bounds[position];
    if (!bound) break;
    const descending = index.fields[position]?.direction === -1;
    const intervals: readonly Interval[] = descending
      ? bound.intervals.map(turnOver).reverse()
      : bound.intervals;
    if (prefixes.length * intervals.length > MAX_RANGES) return undefined;
    ranges = prefixes.flatMap((prefix) =>
      intervals.map(({ low, high }) => ({
        gte: Buffer.concat([prefix, low]),
        lt: Buffer.concat([prefix, high]),
      })),
    );
    prefixes = ranges.map(({ gte }) => gte);
  }
  return ranges;
}

const isOneValue = ({ points, intervals }: Bound): boolean => points && intervals.length === 1;

/**
 * Where an array must have several values (`$all`), the range of each: what follows the value is the same in
 * all of a document's entries, so that the ranges can be joined. Empty where there is one value, or where
 * ranges cannot be joined.
 */
export function joinedRanges(
  index: Index,
  bounds: readonly Bound[],
  conjuncts: readonly Conjunct[],
): JoinedRange[] {
  const array = index.multikey.indexOf(true);
  const leading = bounds.slice(0, array + 1);
  if (index.unique || array < 0 || array >= bounds.length || !leading.every(isOneValue)) return [];
  if (index.multikey.lastIndexOf(true) !== array) return [];
  const values = fieldBounds(index, array, conjuncts).filter(isOneValue);
  if (values.length < 2 || values.length > MAX_JOINED) return [];
  return values.flatMap((value): JoinedRange[] => {
    const [whole, ...others] = rangesOf(index, bounds.with(array, value)) ?? [];
    const [start] = rangesOf(index, leading.with(array, value)) ?? [];
    return whole && start && others.length === 0 ? [{ ...whole, shared: start.gte.length }] : [];
  });
}
