import { breathe, breathIsDue } from '../breathe.ts';
import { findToChange } from '../query/find.ts';
import type { Catalog, Collection } from './catalog.ts';
import type { Index } from './indexDefinition.ts';
import type { Doc } from '../values/document.ts';

/**
 * The query for what a TTL index has expired: documents with a date (or an array with one) there that is
 * older than the index says. Documents with anything else there never expire.
 */
function expiredFilter(index: Index, seconds: number, now: Date): Doc {
  const [name = ''] = Object.keys(index.key);
  const expired = { [name]: { $lte: new Date(now.getTime() - seconds * 1000) } };
  return index.partialFilterExpression ? { $and: [expired, index.partialFilterExpression] } : expired;
}

async function expireBy(catalog: Catalog, collection: Collection, filter: Doc): Promise<void> {
  await collection.writer.run(async (session) => {
    if (collection.dropped) return;
    for await (const found of findToChange(session, catalog.store, { filter })) {
      for (const { record, document } of found) {
        session.remove(record, document);
        await session.flushIfLarge();
        if (breathIsDue()) await breathe();
      }
    }
  });
}

/** Deletes what the TTL indexes of all collections have expired. */
export async function expireDocuments(catalog: Catalog, now: Date): Promise<void> {
  for (const database of catalog.databases()) {
    for (const collection of catalog.list(database)) {
      for (const index of collection.indexes) {
        if (index.expireAfterSeconds === undefined) continue;
        await expireBy(catalog, collection, expiredFilter(index, index.expireAfterSeconds, now));
      }
    }
  }
}
