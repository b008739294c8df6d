import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillNewIndex } from '../storage/buildIndex.ts';
import type { Catalog, Collection } from '../storage/catalog.ts';
import type { Index } from '../storage/indexDefinition.ts';
import { allDocuments, allEntries, countKey, documentKey } from '../storage/keySpace.ts';
import type { CollectionReport } from './checkCollection.ts';

/** Moves a damaged document's bytes out of the database into a file, so that the others can be read. */
async function setAside(
  catalog: Catalog,
  collection: Collection,
  record: number,
  folder: string,
): Promise<void> {
  const key = documentKey(collection.id, record);
  const bytes = catalog.store.get(key);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${collection.namespace}-${String(record)}.bin`);
  if (bytes) writeFileSync(file, bytes, { mode: 0o600, flush: true });
  await catalog.store.write([{ type: 'del', key }]);
}

async function countDocuments(catalog: Catalog, collection: Collection): Promise<number> {
  let count = 0;
  for await (const entries of catalog.store.read([allDocuments(collection.id)], { values: false }))
    count += entries.length;
  return count;
}

/**
 * Sets damaged documents aside, makes every index of a collection anew from its documents, and counts them.
 * The new indexes take the place of the old in one write, so it may be killed and begun again.
 * @param asideFolder where the bytes of damaged documents go
 * @throws code 11000 when documents break a unique index; the old indexes then stay
 */
export async function rebuildCollection(
  catalog: Catalog,
  collection: Collection,
  { damaged }: CollectionReport,
  asideFolder: string,
): Promise<void> {
  for (const record of damaged) await setAside(catalog, collection, record, asideFolder);
  const before = collection.indexes;
  const made: Index[] = [];
  for (const index of before) made.push(await fillNewIndex(catalog, collection, index));
  collection.indexes = made;
  collection.count = await countDocuments(catalog, collection);
  const count = Buffer.alloc(6);
  count.writeUIntBE(collection.count, 0, 6);
  await catalog.store.write([
    catalog.entryOf(collection),
    { type: 'put', key: countKey(collection.id), value: count },
  ]);
  for (const { id } of before) await catalog.store.clear(allEntries(id));
}
