import { breathe, breathIsDue } from '../breathe.ts';
import { duplicateKey } from './duplicateKey.ts';
import type { Catalog, Collection } from './catalog.ts';
import { openIndex, type Index, type IndexRecord } from './indexDefinition.ts';
import { entriesOf, noteArrays, type IndexEntry } from './indexKeys.ts';
import { allDocuments, allEntries, recordAtEnd, recordOfDocumentKey } from './keySpace.ts';
import { unpackDocument } from './storedDocument.ts';

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
  let batch = store.batch();
  const write = async (): Promise<void> => {
    await batch.write();
    batch = store.batch();
    recent.clear();
  };
  const checkUnique = ({ key, values }: IndexEntry, record: number): void => {
    const stored = store.get(key);
    const text = key.toString('latin1');
    if (recent.has(text) || (stored && recordAtEnd(stored) !== record))
      throw duplicateKey(collection.namespace, index, values);
    recent.add(text);
  };
  for await (const documents of store.read([allDocuments(collection.id)])) {
    for (const [key, value] of documents) {
      const record = recordOfDocumentKey(key);
      const document = unpackDocument(value, `${collection.namespace}, record ${String(record)}`);
      noteArrays(index, document);
      for (const entry of entriesOf(index, document, record)) {
        if (index.unique) checkUnique(entry, record);
        batch.put(entry.key, entry.value);
      }
      if (breathIsDue()) await breathe();
    }
    if (batch.changes >= CHANGES_AT_ONCE) await write();
  }
  if (batch.changes > 0) await write();
}
