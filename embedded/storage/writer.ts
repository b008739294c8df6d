import type { Doc } from '../values/document.ts';
import type { Collection } from './catalog.ts';
import { duplicateKey } from './duplicateKey.ts';
import type { Index } from './indexDefinition.ts';
import { indexKeysOf, multikeyFields, type IndexKey } from './indexKeys.ts';
import { countKey, documentKey, entryKey, recordAtEnd, recordBytes, uniqueEntryKey } from './keySpace.ts';
import type { Writer, WriteSession } from './writeSession.ts';
import type { LevelStore, StoreChange } from './levelStore.ts';
import { packDocument } from './storedDocument.ts';

const GROUP_BYTES = 4 * 1024 * 1024;
const GROUP_CHANGES = 5_000;

interface IndexChange {
  readonly index: Index;
  readonly keys: readonly IndexKey[];
}

interface Waiting {
  readonly run: () => Promise<void>;
  readonly settle: () => void;
  readonly fail: (error: unknown) => void;
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
  catalogEntry: (collection: Collection) => StoreChange,
): Writer {
  const waiting: Waiting[] = [];
  let draining = false;
  let changes: StoreChange[] = [];
  let bytes = 0;
  let countChange = 0;
  let catalogChanged = false;
  let failure: { readonly error: unknown } | undefined;
  const pending = new Map<number, Doc | null>();
  const uniqueEntries = new Map<string, number | null>();

  function put(key: Buffer, value: Buffer): void {
    changes.push({ type: 'put', key, value });
    bytes += key.length + value.length;
  }

  function holderOf(key: Buffer): number | undefined {
    const recent = uniqueEntries.get(key.toString('latin1'));
    if (recent !== undefined) return recent ?? undefined;
    const stored = store.get(key);
    return stored === undefined ? undefined : recordAtEnd(stored);
  }

  function entriesOf(document: Doc): IndexChange[] {
    return collectionOf().indexes.map((index) => ({ index, keys: indexKeysOf(index, document) }));
  }

  function checkUnique(entries: readonly IndexChange[], record: number | undefined): void {
    for (const { index, keys } of entries) {
      if (!index.unique) continue;
      for (const key of keys) {
        const holder = holderOf(uniqueEntryKey(index.id, key.encoded));
        if (holder !== undefined && holder !== record) {
          throw duplicateKey(collectionOf().namespace, index, key.values);
        }
      }
    }
  }

  function noteArrays(document: Doc): void {
    for (const index of collectionOf().indexes) {
      multikeyFields(index, document).forEach((isArray, position) => {
        if (!isArray || index.multikey[position]) return;
        index.multikey[position] = true;
        catalogChanged = true;
      });
    }
  }

  function removeEntry(index: Index, encoded: Buffer, record: number): void {
    if (index.unique) {
      const key = uniqueEntryKey(index.id, encoded);
      changes.push({ type: 'del', key });
      uniqueEntries.set(key.toString('latin1'), null);
    } else {
      changes.push({ type: 'del', key: entryKey(index.id, encoded, record) });
    }
  }

  function addEntry(index: Index, encoded: Buffer, record: number): void {
    if (index.unique) {
      const key = uniqueEntryKey(index.id, encoded);
      put(key, recordBytes(record));
      uniqueEntries.set(key.toString('latin1'), record);
    } else {
      put(entryKey(index.id, encoded, record), Buffer.alloc(0));
    }
  }

  function stage(record: number, document: Doc, packed: Buffer): void {
    put(documentKey(collectionOf().id, record), packed);
    pending.set(record, document);
  }

  function insert(document: Doc): void {
    const packed = packDocument(document);
    const entries = entriesOf(document);
    checkUnique(entries, undefined);
    const collection = collectionOf();
    const record = collection.nextRecord;
    collection.nextRecord += 1;
    stage(record, document, packed);
    for (const { index, keys } of entries) for (const key of keys) addEntry(index, key.encoded, record);
    noteArrays(document);
    countChange += 1;
  }

  function replace(record: number, before: Doc, after: Doc): void {
    const packed = packDocument(after);
    const entries = entriesOf(after);
    checkUnique(entries, record);
    const old = entriesOf(before);
    stage(record, after, packed);
    entries.forEach(({ index, keys }, position) => {
      const had = new Set(old[position]?.keys.map((key) => key.encoded.toString('latin1')));
      const has = new Set(keys.map((key) => key.encoded.toString('latin1')));
      for (const key of old[position]?.keys ?? []) {
        if (!has.has(key.encoded.toString('latin1'))) removeEntry(index, key.encoded, record);
      }
      for (const key of keys) {
        if (!had.has(key.encoded.toString('latin1'))) addEntry(index, key.encoded, record);
      }
    });
    noteArrays(after);
  }

  function remove(record: number, before: Doc): void {
    for (const { index, keys } of entriesOf(before)) {
      for (const key of keys) removeEntry(index, key.encoded, record);
    }
    changes.push({ type: 'del', key: documentKey(collectionOf().id, record) });
    pending.set(record, null);
    countChange -= 1;
  }

  async function flush(): Promise<void> {
    if (changes.length === 0) return;
    const collection = collectionOf();
    const batch = changes;
    const count = collection.count + countChange;
    if (countChange !== 0) {
      const value = Buffer.alloc(6);
      value.writeUIntBE(Math.max(0, count), 0, 6);
      batch.push({ type: 'put', key: countKey(collection.id), value });
    }
    const indexesChanged = catalogChanged;
    if (indexesChanged) batch.push(catalogEntry(collection));
    changes = [];
    bytes = 0;
    countChange = 0;
    catalogChanged = false;
    try {
      await store.write(batch);
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

  const isLarge = () => bytes > GROUP_BYTES || changes.length > GROUP_CHANGES;
  const session = (): WriteSession => ({
    collection: collectionOf(),
    pending,
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
