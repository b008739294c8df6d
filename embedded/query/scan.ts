import type { Collection } from '../storage/catalog.ts';
import { allDocuments, documentKey, recordAtEnd, recordOfDocumentKey } from '../storage/keySpace.ts';
import type { LevelReader } from '../storage/levelStore.ts';
import { unpackDocument } from '../storage/storedDocument.ts';
import type { Doc } from '../values/document.ts';
import { singleEntryKey, type IndexPlan, type Plan } from './planner.ts';

/** A stored document and the number it is stored under. */
export interface Found {
  readonly record: number;
  readonly document: Doc;
}

const FETCH_TOGETHER = 64;

function unpack(collection: Collection, record: number, packed: Uint8Array): Found {
  return { record, document: unpackDocument(packed, `${collection.namespace}, record ${String(record)}`) };
}

async function fetch(
  store: LevelReader,
  collection: Collection,
  records: readonly number[],
): Promise<Found[]> {
  const keys = records.map((record) => documentKey(collection.id, record));
  const values = keys.length <= 4 ? keys.map((key) => store.get(key)) : await store.getMany(keys);
  return values.flatMap((value, position) => {
    const record = records[position];
    return value === undefined || record === undefined ? [] : [unpack(collection, record, value)];
  });
}

async function* scanIndex(
  store: LevelReader,
  collection: Collection,
  plan: IndexPlan,
  seen: Set<number> | undefined,
): AsyncGenerator<Found[], void, undefined> {
  const single = singleEntryKey(plan);
  if (single) {
    const value = store.get(single);
    const record = value && recordAtEnd(value);
    if (record !== undefined && !seen?.has(record)) {
      seen?.add(record);
      yield await fetch(store, collection, [record]);
    }
    return;
  }
  const ranges = plan.backwards ? [...plan.ranges].reverse() : plan.ranges;
  for (const range of ranges) {
    const options = { reverse: plan.backwards, values: plan.index.unique };
    for await (const entries of store.read(range, options)) {
      const records = entries.map(([key, value]) => recordAtEnd(plan.index.unique ? value : key));
      const fresh = seen ? records.filter((record) => !seen.has(record) && seen.add(record)) : records;
      for (let start = 0; start < fresh.length; start += FETCH_TOGETHER) {
        yield await fetch(store, collection, fresh.slice(start, start + FETCH_TOGETHER));
      }
    }
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
      for await (const entries of store.read(allDocuments(collection.id))) {
        yield entries.map(([key, value]) => unpack(collection, recordOfDocumentKey(key), value));
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
