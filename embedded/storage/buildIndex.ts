import { breathe, breathIsDue } from '../breathe.ts';
import { duplicateKey } from './duplicateKey.ts';
import type { Catalog, Collection } from './catalog.ts';
import { openIndex, type Index, type IndexRecord } from './indexDefinition.ts';
import { indexKeysOf, multikeyFields } from './indexKeys.ts';
import {
  allDocuments,
  allEntries,
  entryKey,
  recordAtEnd,
  recordBytes,
  recordOfDocumentKey,
  uniqueEntryKey,
} from './keySpace.ts';
import type { StoreChange } from './levelStore.ts';
import { unpackDocument } from './storedDocument.ts';

const EMPTY = Buffer.alloc(0);
const CHANGES_AT_ONCE = 5_000;

/**
 * Builds an index over the documents a collection already has, then lists it in the catalogue: only from
 * then on is it used. To be run as a write, with nothing pending, so that no document slips past.
 * @throws code 11000 when the documents there already break a unique index; nothing is left behind
 */
export async function buildIndex(
  catalog: Catalog,
  collection: Collection,
  record: Omit<IndexRecord, 'id' | 'multikey'>,
): Promise<void> {
  const index = await fillNewIndex(catalog, collection, record);
  const before = collection.indexes;
  collection.indexes = [...before, index];
  try {
    await catalog.save(collection);
  } catch (error) {
    collection.indexes = before;
    throw error;
  }
}

/**
 * Makes the entries of an index over the documents a collection has, without listing it yet: until it is, a
 * start clears them.
 * @throws code 11000 when the documents break a unique index; nothing is left behind
 */
export async function fillNewIndex(
  catalog: Catalog,
  collection: Collection,
  record: Omit<IndexRecord, 'id' | 'multikey'>,
): Promise<Index> {
  const id = await catalog.nextNumber();
  const index = openIndex({ ...record, id, multikey: Object.keys(record.key).map(() => false) });
  try {
    await fill(catalog, collection, index);
  } catch (error) {
    await catalog.store.clear(allEntries(id));
    throw error;
  }
  return index;
}

async function fill({ store }: Catalog, collection: Collection, index: Index): Promise<void> {
  const recent = new Set<string>();
  let changes: StoreChange[] = [];
  const write = async (): Promise<void> => {
    await store.write(changes);
    changes = [];
    recent.clear();
  };
  for await (const entries of store.read([allDocuments(collection.id)])) {
    for (const [key, value] of entries) {
      const record = recordOfDocumentKey(key);
      const document = unpackDocument(value, `${collection.namespace}, record ${String(record)}`);
      multikeyFields(index, document).forEach((isArray, position) => {
        if (isArray) index.multikey[position] = true;
      });
      for (const { encoded, values } of indexKeysOf(index, document)) {
        if (!index.unique) {
          changes.push({ type: 'put', key: entryKey(index.id, encoded, record), value: EMPTY });
          continue;
        }
        const entry = uniqueEntryKey(index.id, encoded);
        const stored = store.get(entry);
        const taken = recent.has(entry.toString('latin1')) || (stored && recordAtEnd(stored) !== record);
        if (taken) throw duplicateKey(collection.namespace, index, values);
        recent.add(entry.toString('latin1'));
        changes.push({ type: 'put', key: entry, value: recordBytes(record) });
      }
      if (breathIsDue()) await breathe();
    }
    if (changes.length >= CHANGES_AT_ONCE) await write();
  }
  if (changes.length > 0) await write();
}
