import { mongoError } from '../mongoError.ts';
import { decodeDocument, encodeDocument } from '../values/bsonCodec.ts';
import { numberOf } from '../values/bsonTypes.ts';
import { isDoc, type Doc } from '../values/document.ts';
import { serialQueue, type SerialQueue } from '../serialQueue.ts';
import { indexRecordFromDoc, indexRecordToDoc, openIndex, type Index } from './indexDefinition.ts';
import {
  allCollections,
  allDocuments,
  allEntries,
  collectionKey,
  countKey,
  NUMBER_KEY,
  recordOfDocumentKey,
} from './keySpace.ts';
import type { LevelStore, StorePut } from './levelStore.ts';
import { openWriter } from './writer.ts';
import type { Writer } from './writeSession.ts';

/** A collection in use. */
export interface Collection {
  /** `database.collection` */
  readonly namespace: string;
  readonly id: number;
  indexes: readonly Index[];
  /** How many documents it holds. */
  count: number;
  /** The number the next new document is stored under. */
  nextRecord: number;
  /** Becomes true when it is dropped, for those who still hold it. */
  dropped: boolean;
  readonly writer: Writer;
}

/** All collections of the data folder. */
export interface Catalog {
  readonly store: LevelStore;
  find(namespace: string): Collection | undefined;
  /** Finds a collection, making it when it is not there. */
  ensure(namespace: string): Promise<Collection>;
  list(database: string): Collection[];
  /** Every collection of every database. */
  all(): Collection[];
  databases(): string[];
  drop(collection: Collection): Promise<void>;
  /** Stores a collection's indexes as they now are. */
  save(collection: Collection): Promise<void>;
  /** The change that stores a collection's indexes, to go into a batch with others. */
  entryOf(collection: Collection): StorePut;
  /** Gives out a number for a collection or an index, never given before. */
  nextNumber(): Promise<number>;
  close(): Promise<void>;
}

const NAME_LIMIT_BYTES = 255;

function checkNamespace(namespace: string): void {
  const dot = namespace.indexOf('.');
  const database = namespace.slice(0, dot);
  const name = namespace.slice(dot + 1);
  const wrong =
    dot < 1 ||
    name === '' ||
    /[/\\. "$*<>:|?\0]/.test(database) ||
    /[$\0]/.test(name) ||
    name.startsWith('.') ||
    Buffer.byteLength(namespace) > NAME_LIMIT_BYTES;
  if (wrong) throw mongoError('InvalidNamespace', `Invalid namespace specified '${namespace}'`);
  if (name.startsWith('system.')) {
    throw mongoError('InvalidNamespace', `Invalid system namespace: ${namespace}`);
  }
}

function idIndex(id: number): Index {
  return openIndex({ id, name: '_id_', key: { _id: 1 }, unique: true, sparse: false, multikey: [false] });
}

async function lastRecord(store: LevelStore, collection: number): Promise<number> {
  for await (const entries of store.read([allDocuments(collection)], { reverse: true, values: false })) {
    const [last] = entries;
    if (last) return recordOfDocumentKey(last[0]);
  }
  return 0;
}

/** Opens the catalogue of a data folder. */
export async function openCatalog(store: LevelStore): Promise<Catalog> {
  const collections = new Map<string, Collection>();
  const queue: SerialQueue = serialQueue();
  let lastNumber = store.get(NUMBER_KEY)?.readUInt32BE(0) ?? 0;

  function entryOf(collection: Pick<Collection, 'namespace' | 'id' | 'indexes'>): StorePut {
    const doc: Doc = {
      namespace: collection.namespace,
      id: collection.id,
      indexes: collection.indexes.map(indexRecordToDoc),
    };
    return { type: 'put', key: collectionKey(collection.namespace), value: Buffer.from(encodeDocument(doc)) };
  }

  async function takeNumber(): Promise<number> {
    lastNumber += 1;
    const taken = lastNumber;
    const value = Buffer.alloc(4);
    value.writeUInt32BE(taken);
    await store.write([{ type: 'put', key: NUMBER_KEY, value }]);
    return taken;
  }

  function register(
    fields: Pick<Collection, 'namespace' | 'id' | 'indexes' | 'count' | 'nextRecord'>,
  ): Collection {
    const collection: Collection = {
      ...fields,
      dropped: false,
      writer: openWriter(store, () => collection, entryOf),
    };
    collections.set(collection.namespace, collection);
    return collection;
  }

  async function load(): Promise<void> {
    for await (const entries of store.read([allCollections()])) {
      for (const [, value] of entries) {
        const doc = decodeDocument(value);
        const id = numberOf(doc['id']);
        const { namespace, indexes } = doc;
        if (typeof namespace !== 'string' || id === undefined || !Array.isArray(indexes)) {
          throw mongoError('InternalError', 'The catalogue of collections is damaged');
        }
        const count = store.get(countKey(id))?.readUIntBE(0, 6) ?? 0;
        register({
          namespace,
          id,
          indexes: indexes.filter(isDoc).map((index) => openIndex(indexRecordFromDoc(index))),
          count,
          nextRecord: (await lastRecord(store, id)) + 1,
        });
      }
    }
  }

  async function create(namespace: string): Promise<Collection> {
    checkNamespace(namespace);
    const id = await takeNumber();
    const index = idIndex(await takeNumber());
    const fields = { namespace, id, indexes: [index] };
    await store.write([entryOf(fields)]);
    return register({ ...fields, count: 0, nextRecord: 1 });
  }

  /** Clears what a drop or an index build left behind when the process was killed in the middle of it. */
  async function clearLeftovers(): Promise<void> {
    const inUse = new Set<number>();
    for (const { id, indexes } of collections.values()) {
      inUse.add(id);
      for (const index of indexes) inUse.add(index.id);
    }
    for (let number = 1; number <= lastNumber; number += 1) {
      if (inUse.has(number)) continue;
      await store.clear(allDocuments(number));
      await store.clear(allEntries(number));
    }
  }

  await load();
  await clearLeftovers();
  return {
    store,
    find: (namespace) => collections.get(namespace),
    ensure(namespace) {
      const found = collections.get(namespace);
      if (found) return Promise.resolve(found);
      return queue.run(async () => collections.get(namespace) ?? (await create(namespace)));
    },
    list: (database) =>
      [...collections.values()].filter(({ namespace }) => namespace.startsWith(`${database}.`)),
    all: () => [...collections.values()],
    databases: () =>
      [...new Set([...collections.keys()].map((name) => name.slice(0, name.indexOf('.'))))].sort(),
    async drop(collection) {
      collection.dropped = true;
      collections.delete(collection.namespace);
      await store.write([
        { type: 'del', key: collectionKey(collection.namespace) },
        { type: 'del', key: countKey(collection.id) },
      ]);
      await store.clear(allDocuments(collection.id));
      for (const index of collection.indexes) await store.clear(allEntries(index.id));
    },
    save: (collection) => store.write([entryOf(collection)]),
    entryOf,
    nextNumber: () => queue.run(takeNumber),
    close: () => store.close(),
  };
}
