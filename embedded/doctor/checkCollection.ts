import type { Catalog, Collection } from '../storage/catalog.ts';
import type { Index } from '../storage/indexDefinition.ts';
import { entriesOf } from '../storage/indexKeys.ts';
import { allDocuments, allEntries, recordAtEnd, recordOfDocumentKey } from '../storage/keySpace.ts';
import { unpackDocument } from '../storage/storedDocument.ts';
import type { Doc } from '../values/document.ts';

/** What was found of one collection. */
export interface CollectionReport {
  readonly namespace: string;
  readonly documents: number;
  /** The numbers of the records whose checksum differs. */
  readonly damaged: readonly number[];
  /** What does not agree, each in a line; damaged documents included. */
  readonly problems: readonly string[];
}

interface IndexTally {
  readonly index: Index;
  wanted: number;
  missing: number;
}

/** Looks for the entries a document must have, and counts those that are not there. */
async function tallyEntries(
  catalog: Catalog,
  tally: IndexTally,
  record: number,
  document: Doc,
): Promise<void> {
  const { index } = tally;
  const keys = entriesOf(index, document, record).map(({ key }) => key);
  const entries = await catalog.store.getMany(keys);
  tally.wanted += keys.length;
  tally.missing += entries.filter(
    (entry) => entry === undefined || (index.unique && recordAtEnd(entry) !== record),
  ).length;
}

async function countEntries(catalog: Catalog, index: Index): Promise<number> {
  let count = 0;
  for await (const entries of catalog.store.read([allEntries(index.id)], { values: false }))
    count += entries.length;
  return count;
}

/** Reads every document of a collection and holds its checksum, indexes and count against each other. */
export async function checkCollection(catalog: Catalog, collection: Collection): Promise<CollectionReport> {
  const { namespace } = collection;
  const tallies = collection.indexes.map((index): IndexTally => ({ index, wanted: 0, missing: 0 }));
  const damaged: number[] = [];
  const problems: string[] = [];
  let documents = 0;
  for await (const entries of catalog.store.read([allDocuments(collection.id)])) {
    for (const [key, value] of entries) {
      const record = recordOfDocumentKey(key);
      documents += 1;
      let document: Doc;
      try {
        document = unpackDocument(value, namespace);
      } catch {
        damaged.push(record);
        problems.push(`record ${String(record)} is damaged (checksum differs)`);
        continue;
      }
      for (const tally of tallies) await tallyEntries(catalog, tally, record, document);
    }
  }
  for (const { index, wanted, missing } of tallies) {
    const extra = (await countEntries(catalog, index)) - (wanted - missing);
    if (missing > 0)
      problems.push(`index ${index.name} lacks ${String(missing)} of ${String(wanted)} entries`);
    if (extra > 0) problems.push(`index ${index.name} has ${String(extra)} entries of no document`);
  }
  if (collection.count !== documents)
    problems.push(`the count kept is ${String(collection.count)}; there are ${String(documents)} documents`);
  return { namespace, documents, damaged, problems };
}
