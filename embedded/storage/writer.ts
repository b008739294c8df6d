import type { Doc } from '../values/document.ts';
import type { Collection } from './catalog.ts';
import { duplicateKey } from './duplicateKey.ts';
import type { Index } from './indexDefinition.ts';
import { entriesOf, mayDiffer, noteArrays, type IndexEntry } from './indexKeys.ts';
import { countKey, documentKey, recordAtEnd } from './keySpace.ts';
import type { Writer, WriteSession } from './writeSession.ts';
import type { LevelStore, StoreBatch, StorePut } from './levelStore.ts';
import { isPackedAs, packDocument } from './storedDocument.ts';

const GROUP_BYTES = 8 * 1024 * 1024;
const GROUP_CHANGES = 20_000;

interface IndexChange {
  readonly index: Index;
  readonly entries: readonly IndexEntry[];
}

interface Waiting {
  readonly run: () => Promise<void>;
  readonly settle: () => void;
  readonly fail: (error: unknown) => void;
}

function byKey(entries: readonly IndexEntry[]): Map<string, IndexEntry> {
  return new Map(entries.map((entry) => [entry.key.toString('latin1'), entry]));
}

/**
 * Opens the writer of a collection.
 * @param store where it writes
 * @param collectionOf gives the collection (it holds its writer, so it comes later)
 * @param catalogEntry the change that stores the collection's indexes, when a flag of theirs has changed
 */
export function openWriter(
  store: LevelStore,
  collectionOf: () => Collection,
  catalogEntry: (collection: Collection) => StorePut,
): Writer {
  const waiting: Waiting[] = [];
  let draining = false;
  let batch: StoreBatch = store.batch();
  let countChange = 0;
  let catalogChanged = false;
  let failure: { readonly error: unknown } | undefined;
  const pending = new Map<number, Doc | null>();
  const uniqueEntries = new Map<string, number | null>();

  async function holdersOf(keys: Buffer[]): Promise<number[]> {
    const recent = keys.map((key) => uniqueEntries.get(key.toString('latin1')));
    const stored = await store.getMany(keys.filter((_, position) => recent[position] === undefined));
    let next = 0;
    return recent.flatMap((holder) => {
      if (holder !== undefined) return holder ?? [];
      const value = stored[next++];
      return value === undefined ? [] : recordAtEnd(value);
    });
  }

  function holderOf(key: Buffer): number | undefined {
    const recent = uniqueEntries.get(key.toString('latin1'));
    if (recent !== undefined) return recent ?? undefined;
    const stored = store.get(key);
    return stored === undefined ? undefined : recordAtEnd(stored);
  }

  function changesOf(indexes: readonly Index[], document: Doc, record: number): IndexChange[] {
    return indexes.map((index) => ({ index, entries: entriesOf(index, document, record) }));
  }

  function checkUnique(changes: readonly IndexChange[], record: number): void {
    for (const { index, entries } of changes) {
      if (!index.unique) continue;
      for (const { key, values } of entries) {
        const holder = holderOf(key);
        if (holder !== undefined && holder !== record)
          throw duplicateKey(collectionOf().namespace, index, values);
      }
    }
  }

  function note(indexes: readonly Index[], document: Doc): void {
    for (const index of indexes) if (noteArrays(index, document)) catalogChanged = true;
  }

  function removeEntry(index: Index, { key }: IndexEntry): void {
    batch.del(key);
    if (index.unique) uniqueEntries.set(key.toString('latin1'), null);
  }

  function addEntry(index: Index, { key, value }: IndexEntry, record: number): void {
    batch.put(key, value);
    if (index.unique) uniqueEntries.set(key.toString('latin1'), record);
  }

  function stage(record: number, document: Doc, packed: Buffer): void {
    batch.put(documentKey(collectionOf().id, record), packed);
    pending.set(record, document);
  }

  function insert(document: Doc): void {
    const packed = packDocument(document);
    const collection = collectionOf();
    const record = collection.nextRecord;
    const changes = changesOf(collection.indexes, document, record);
    checkUnique(changes, record);
    collection.nextRecord += 1;
    stage(record, document, packed);
    for (const { index, entries } of changes) for (const entry of entries) addEntry(index, entry, record);
    note(collection.indexes, document);
    countChange += 1;
  }

  function replace(record: number, before: Doc, after: Doc): boolean {
    const packed = packDocument(after);
    if (isPackedAs(packed, before)) return false;
    const touched = collectionOf().indexes.filter((index) => mayDiffer(index, before, after));
    const changes = changesOf(touched, after, record);
    checkUnique(changes, record);
    const old = changesOf(touched, before, record);
    stage(record, after, packed);
    changes.forEach(({ index, entries }, position) => {
      const had = byKey(old[position]?.entries ?? []);
      const has = byKey(entries);
      for (const [text, entry] of had) if (!has.has(text)) removeEntry(index, entry);
      for (const [text, entry] of has) if (!had.has(text)) addEntry(index, entry, record);
    });
    note(touched, after);
    return true;
  }

  function remove(record: number, before: Doc): void {
    const collection = collectionOf();
    for (const { index, entries } of changesOf(collection.indexes, before, record)) {
      for (const entry of entries) removeEntry(index, entry);
    }
    batch.del(documentKey(collection.id, record));
    pending.set(record, null);
    countChange -= 1;
  }

  async function flush(): Promise<void> {
    if (batch.changes === 0) return;
    const collection = collectionOf();
    const full = batch;
    const count = collection.count + countChange;
    if (countChange !== 0) {
      const value = Buffer.alloc(6);
      value.writeUIntBE(Math.max(0, count), 0, 6);
      full.put(countKey(collection.id), value);
    }
    const indexesChanged = catalogChanged;
    if (indexesChanged) {
      const { key, value } = catalogEntry(collection);
      full.put(key, value);
    }
    batch = store.batch();
    countChange = 0;
    catalogChanged = false;
    try {
      await full.write();
      collection.count = count;
    } catch (error) {
      // Every job of the group had a part in this batch, so all of them must be told.
      failure = { error };
      catalogChanged ||= indexesChanged;
      throw error;
    } finally {
      pending.clear();
      uniqueEntries.clear();
    }
  }

  const isLarge = () => batch.bytes > GROUP_BYTES || batch.changes > GROUP_CHANGES;
  const session = (): WriteSession => ({
    collection: collectionOf(),
    pending,
    holdersOf,
    insert,
    replace,
    remove,
    flush,
    flushIfLarge: async () => {
      if (isLarge()) await flush();
    },
  });

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const group: Waiting[] = [];
      while (waiting.length > 0 && !isLarge()) {
        const next = waiting.shift();
        if (!next) break;
        group.push(next);
        await next.run();
      }
      await flush().catch(() => undefined);
      for (const job of group) {
        if (failure) job.fail(failure.error);
        else job.settle();
      }
      failure = undefined;
    }
    draining = false;
  }

  return {
    run: (job) =>
      new Promise((resolve, reject) => {
        let settle = (): void => undefined;
        waiting.push({
          run: async () => {
            try {
              const result = await job(session());
              settle = () => {
                resolve(result);
              };
            } catch (error) {
              settle = () => {
                reject(error instanceof Error ? error : new Error(String(error)));
              };
            }
          },
          settle: () => {
            settle();
          },
          fail: reject,
        });
        if (!draining) {
          draining = true;
          void drain();
        }
      }),
  };
}
