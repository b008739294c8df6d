import { breathe, breathIsDue } from '../breathe.ts';
import type { Collection } from '../storage/catalog.ts';
import { allDocuments, documentKey, recordAtEnd, recordOfDocumentKey } from '../storage/keySpace.ts';
import type { LevelReader } from '../storage/levelReader.ts';
import { unpackDocument } from '../storage/storedDocument.ts';
import type { Doc } from '../values/document.ts';
import { wholeKeys, type IndexPlan, type Plan } from './planner.ts';

/** A stored document and the number it is stored under. */
export interface Found {
  readonly record: number;
  readonly document: Doc;
}

/** How many documents are read at once. */
export const FETCH_TOGETHER = 64;

async function unpackAll(
  collection: Collection,
  stored: readonly (readonly [record: number, packed: Uint8Array])[],
): Promise<Found[]> {
  const found: Found[] = [];
  for (const [record, packed] of stored) {
    const where = `${collection.namespace}, record ${String(record)}`;
    found.push({ record, document: unpackDocument(packed, where) });
    if (breathIsDue()) await breathe();
  }
  return found;
}

/** The documents under these numbers, in their order; less where one is not there. */
export async function fetchDocuments(
  store: LevelReader,
  collection: Collection,
  records: readonly number[],
): Promise<Found[]> {
  const values = await store.getMany(records.map((record) => documentKey(collection.id, record)));
  const stored = records.flatMap((record, place): (readonly [number, Uint8Array])[] => {
    const packed = values[place];
    return packed === undefined ? [] : [[record, packed]];
  });
  return unpackAll(collection, stored);
}

/** The record numbers of a plan's index entries, in its order. */
async function* recordsOf(
  store: LevelReader,
  plan: IndexPlan,
): AsyncGenerator<readonly number[], void, undefined> {
  const keys = wholeKeys(plan);
  if (keys) {
    const values = await store.getMany(keys);
    yield values.flatMap((value) => (value === undefined ? [] : [recordAtEnd(value)]));
    return;
  }
  const { ranges, joined, merged, backwards: reverse, index } = plan;
  if (merged.length > 0) {
    for await (const found of store.merge(merged, reverse)) yield found.map(recordAtEnd);
    return;
  }
  if (joined.length > 0) {
    for await (const found of store.join(joined, reverse)) yield found.map(recordAtEnd);
    return;
  }
  for await (const entries of store.read(ranges, { reverse, values: index.unique }))
    yield entries.map(([key, value]) => recordAtEnd(index.unique ? value : key));
}

async function* scanIndex(
  store: LevelReader,
  collection: Collection,
  plan: IndexPlan,
  seen: Set<number> | undefined,
): AsyncGenerator<Found[], void, undefined> {
  for await (const records of recordsOf(store, plan)) {
    const fresh = seen ? records.filter((record) => !seen.has(record) && seen.add(record)) : records;
    for (let start = 0; start < fresh.length; start += FETCH_TOGETHER)
      yield await fetchDocuments(store, collection, fresh.slice(start, start + FETCH_TOGETHER));
  }
}

/**
 * Reads a plan's candidates from the store, some at a time, each document once.
 */
export async function* scan(
  store: LevelReader,
  collection: Collection,
  plan: Plan,
): AsyncGenerator<Found[], void, undefined> {
  switch (plan.kind) {
    case 'collection':
      for await (const entries of store.read([allDocuments(collection.id)])) {
        const stored = entries.map(([key, packed]) => [recordOfDocumentKey(key), packed] as const);
        yield await unpackAll(collection, stored);
      }
      return;
    case 'index': {
      const repeats = plan.index.multikey.some(Boolean);
      yield* scanIndex(store, collection, plan, repeats ? new Set() : undefined);
      return;
    }
    case 'union': {
      const seen = new Set<number>();
      for (const part of plan.plans) yield* scanIndex(store, collection, part, seen);
      return;
    }
  }
}
