import { mongoError } from '../mongoError.ts';
import { buildMatcher, type Matcher } from '../query/matcher.ts';
import { readSort, type SortField } from '../query/sortOrder.ts';
import { isDoc, type Doc } from '../values/document.ts';
import { numberOf } from '../values/bsonTypes.ts';
import { indexPrefix } from './keySpace.ts';

/** An index as the catalogue keeps it. */
export interface IndexRecord {
  readonly id: number;
  readonly name: string;
  readonly key: Doc;
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partialFilterExpression?: Doc;
  readonly expireAfterSeconds?: number;
  /** For each field of the key, whether any document has had an array there. */
  readonly multikey: readonly boolean[];
}

/** An index ready for use. */
export interface Index extends IndexRecord {
  /** The first bytes of the keys of its entries. */
  readonly prefix: Uint8Array;
  readonly fields: readonly SortField[];
  /** Whether a document belongs in a partial index; true for every document otherwise. */
  readonly covers: Matcher;
  /** Becomes true, for good, when an array is met on that field. */
  readonly multikey: boolean[];
}

/** The fields of an index record as written to the catalogue. */
export function indexRecordToDoc(record: IndexRecord): Doc {
  const { id, name, key, unique, sparse, partialFilterExpression, expireAfterSeconds, multikey } = record;
  return {
    id,
    name,
    key,
    unique,
    sparse,
    ...(partialFilterExpression ? { partialFilterExpression } : {}),
    ...(expireAfterSeconds !== undefined ? { expireAfterSeconds } : {}),
    multikey: [...multikey],
  };
}

/**
 * Reads back what {@link indexRecordToDoc} wrote.
 * @throws code 1 when the catalogue's entry is not whole
 */
export function indexRecordFromDoc(doc: Doc): IndexRecord {
  const id = numberOf(doc['id']);
  const { name, key, partialFilterExpression: partial, multikey } = doc;
  if (id === undefined || typeof name !== 'string' || !isDoc(key) || !Array.isArray(multikey)) {
    throw mongoError('InternalError', 'An index in the catalogue is damaged');
  }
  const expires = numberOf(doc['expireAfterSeconds']);
  return {
    id,
    name,
    key,
    unique: doc['unique'] === true,
    sparse: doc['sparse'] === true,
    ...(isDoc(partial) ? { partialFilterExpression: partial } : {}),
    ...(expires !== undefined ? { expireAfterSeconds: expires } : {}),
    multikey: multikey.map((value) => value === true),
  };
}

/** Prepares an index for use. */
export function openIndex(record: IndexRecord): Index {
  return {
    ...record,
    prefix: indexPrefix(record.id),
    multikey: [...record.multikey],
    fields: readSort(record.key),
    covers: record.partialFilterExpression ? buildMatcher(record.partialFilterExpression) : () => true,
  };
}

/** An index as `listIndexes` shows it. */
export function describeIndex(index: IndexRecord): Doc {
  return {
    v: 2,
    key: index.key,
    name: index.name,
    ...(index.unique && index.name !== '_id_' ? { unique: true } : {}),
    ...(index.sparse ? { sparse: true } : {}),
    ...(index.partialFilterExpression ? { partialFilterExpression: index.partialFilterExpression } : {}),
    ...(index.expireAfterSeconds !== undefined ? { expireAfterSeconds: index.expireAfterSeconds } : {}),
  };
}
