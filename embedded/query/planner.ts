import type { Collection } from '../storage/catalog.ts';
import type { Index } from '../storage/indexDefinition.ts';
import type { JoinedRange } from '../storage/joinRanges.ts';
import type { MergedPart } from '../storage/mergeRanges.ts';
import type { KeyRange } from '../storage/keySpace.ts';
import { mongoError } from '../mongoError.ts';
import { arrayIndexOf } from './visitPath.ts';
import { compareDocs } from '../values/compareValues.ts';
import { isDoc, type Doc } from '../values/document.ts';
import type { Bound } from './bounds.ts';
import { conjunctsOf, type Conjunct } from './conjuncts.ts';
import { boundsOf, joinedRanges, rangesOf } from './indexRanges.ts';
import { mergedParts } from './mergedParts.ts';
import { partialIndexApplies } from './partialIndex.ts';
import type { SortField } from './sortOrder.ts';

/**
 * How a query finds its candidates. Every candidate is then tested against the whole query, so a plan may be
 * wide but never narrow. The choice is by points: 4 for each field of an index bound to single values, 3 if
 * the index gives the order asked for, 2 for a range; most points wins, the earlier index on a tie; with no
 * points the collection is read through.
 */
export type Plan =
  | { readonly kind: 'collection' }
  | IndexPlan
  | { readonly kind: 'union'; readonly plans: readonly IndexPlan[] };

/** A scan of parts of one index. */
export interface IndexPlan {
  readonly kind: 'index';
  readonly index: Index;
  /** In the index's order and apart from each other. */
  readonly ranges: readonly KeyRange[];
  /** One range for each of the values that an array must all have, where there are several; else empty. */
  readonly joined: readonly JoinedRange[];
  /** Parts each in the order asked for, to be merged, where the ranges one after another would not be; else empty. */
  readonly merged: readonly MergedPart[];
  readonly backwards: boolean;
  readonly givesOrder: boolean;
  /** How many leading fields are bound, for `explain`. */
  readonly boundFields: number;
  /** Whether every field is bound to single values. */
  readonly asksWholeKeys: boolean;
  readonly points: number;
}

/** What is to be planned. */
export interface PlanRequest {
  readonly filter: Doc;
  readonly sort: readonly SortField[];
  readonly hint?: unknown;
}

/** Which way to read the index so that it gives the order, or `undefined` if it does not. */
function directionFor(
  index: Index,
  bounds: readonly Bound[],
  sort: readonly SortField[],
): 1 | -1 | undefined {
  let position = 0;
  let direction: 1 | -1 | undefined;
  const isPoint = (at: number) => bounds[at]?.points === true && bounds[at].intervals.length <= 1;
  for (const { path, direction: wanted } of sort) {
    const name = path.join('.');
    while (index.fields[position]?.path.join('.') !== name && isPoint(position)) position += 1;
    const field = index.fields[position];
    if (!field || field.path.join('.') !== name || index.multikey[position]) return undefined;
    if (!isPoint(position)) {
      const needed = field.direction === wanted ? 1 : -1;
      if (direction !== undefined && direction !== needed) return undefined;
      direction = needed;
    }
    position += 1;
  }
  return direction ?? 1;
}

function leavesOutMatches(index: Index, bounds: readonly Bound[], conjuncts: readonly Conjunct[]): boolean {
  if (index.sparse && !bounds.some((bound) => !bound.allowsMissing)) return true;
  return index.partialFilterExpression !== undefined
    ? !partialIndexApplies(index.partialFilterExpression, conjuncts)
    : false;
}

function planIndex(
  index: Index,
  conjuncts: readonly Conjunct[],
  request: PlanRequest,
): IndexPlan | undefined {
  if (index.fields.some(({ path }) => path.some((part) => arrayIndexOf(part) !== undefined)))
    return undefined;
  const hinted = request.hint !== undefined;
  const bounds = boundsOf(index, conjuncts);
  if (!hinted && leavesOutMatches(index, bounds, conjuncts)) return undefined;
  const ranges = rangesOf(index, bounds);
  if (!ranges) return undefined;
  const direction = request.sort.length > 0 ? directionFor(index, bounds, request.sort) : undefined;
  const merged = direction === undefined ? mergedParts(index, bounds, conjuncts, request.sort) : undefined;
  const way = direction ?? merged?.direction;
  const points = bounds.reduce((sum, bound) => sum + (bound.points ? 4 : 2), 0) + (way === undefined ? 0 : 3);
  return {
    kind: 'index',
    index,
    ranges,
    joined: joinedRanges(index, bounds, conjuncts),
    merged: merged?.parts ?? [],
    backwards: way === -1,
    givesOrder: way !== undefined,
    boundFields: bounds.length,
    asksWholeKeys: bounds.length === index.fields.length && bounds.every((bound) => bound.points),
    points,
  };
}

function bestOf(plans: readonly IndexPlan[]): IndexPlan | undefined {
  return plans.reduce<IndexPlan | undefined>(
    (best, plan) => (plan.points > (best?.points ?? 0) ? plan : best),
    undefined,
  );
}

function hintedIndexes(collection: Collection, hint: unknown): readonly Index[] {
  if (hint === undefined) return collection.indexes;
  const found = collection.indexes.filter(({ name, key }) =>
    isDoc(hint) ? compareDocs(key, hint) === 0 : name === hint,
  );
  if (found.length === 0) {
    throw mongoError(
      'BadValue',
      'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index',
    );
  }
  return found;
}

function planUnion(collection: Collection, filter: Doc): Plan | undefined {
  const clauses = filter['$or'];
  if (!Array.isArray(clauses)) return undefined;
  const plans = clauses.filter(isDoc).map((clause) => {
    const conjuncts = conjunctsOf(clause);
    const request = { filter: clause, sort: [] };
    return bestOf(collection.indexes.flatMap((index) => planIndex(index, conjuncts, request) ?? []));
  });
  const found = plans.filter((plan) => plan !== undefined);
  return found.length === clauses.length ? { kind: 'union', plans: found } : undefined;
}

/**
 * Chooses how to find a query's candidates.
 * @throws code 2 when a hint names no index of the collection
 */
export function planQuery(collection: Collection, request: PlanRequest): Plan {
  if (isDoc(request.hint) && '$natural' in request.hint) return { kind: 'collection' };
  const indexes = hintedIndexes(collection, request.hint);
  const conjuncts = conjunctsOf(request.filter);
  const plans = indexes.flatMap((index) => planIndex(index, conjuncts, request) ?? []);
  const best = request.hint === undefined ? bestOf(plans) : plans[0];
  return best ?? planUnion(collection, request.filter) ?? { kind: 'collection' };
}

/** The keys of the entries a plan asks for, in its order, when they are whole keys of a unique index. */
export function wholeKeys({ index, asksWholeKeys, ranges, backwards }: IndexPlan): Buffer[] | undefined {
  if (!index.unique || !asksWholeKeys) return undefined;
  const keys = ranges.map(({ gte }) => gte);
  return backwards ? keys.reverse() : keys;
}
