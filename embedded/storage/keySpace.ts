/**
 * Where everything lives in the one LevelDB, by the first byte of the key:
 * 0 the format's version; 1 collections by name; 2 documents by collection and record number;
 * 3 index entries by index and key; 4 how many documents a collection holds; 5 the next free number.
 */
export const FORMAT_KEY = Buffer.from([0x00]);

/** The key of the last collection or index number given out. */
export const NUMBER_KEY = Buffer.from([0x05]);

const RECORD_BYTES = 6;
const COLLECTIONS = 0x01;
const DOCUMENTS = 0x02;
const ENTRIES = 0x03;
const COUNTS = 0x04;

/** A half-open range of keys: from `gte`, up to but not including `lt`. */
export interface KeyRange {
  readonly gte: Buffer;
  readonly lt: Buffer;
}

function numbered(kind: number, number: number, extra: number): Buffer {
  const key = Buffer.allocUnsafe(5 + extra);
  key[0] = kind;
  key.writeUInt32BE(number, 1);
  return key;
}

/** Key of a collection's catalogue entry. */
export function collectionKey(namespace: string): Buffer {
  return Buffer.concat([Buffer.from([COLLECTIONS]), Buffer.from(namespace, 'utf8')]);
}

/** The range of all catalogue entries. */
export function allCollections(): KeyRange {
  return { gte: Buffer.from([COLLECTIONS]), lt: Buffer.from([COLLECTIONS + 1]) };
}

/** Key of a document. */
export function documentKey(collection: number, record: number): Buffer {
  const key = numbered(DOCUMENTS, collection, RECORD_BYTES);
  key.writeUIntBE(record, 5, RECORD_BYTES);
  return key;
}

/** The record number in a document's key. */
export function recordOfDocumentKey(key: Uint8Array): number {
  return Buffer.from(key.buffer, key.byteOffset, key.byteLength).readUIntBE(5, RECORD_BYTES);
}

/** The range of all documents of a collection. */
export function allDocuments(collection: number): KeyRange {
  return { gte: numbered(DOCUMENTS, collection, 0), lt: numbered(DOCUMENTS, collection + 1, 0) };
}

/** A record number as bytes, the value of a unique index's entry. */
export function recordBytes(record: number): Buffer {
  const bytes = Buffer.allocUnsafe(RECORD_BYTES);
  bytes.writeUIntBE(record, 0, RECORD_BYTES);
  return bytes;
}

/** The record number at the end of an entry's key or in its value. */
export function recordAtEnd(bytes: Uint8Array): number {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.readUIntBE(buffer.length - RECORD_BYTES, RECORD_BYTES);
}

/** The first bytes of every entry of an index. */
export function indexPrefix(index: number): Buffer {
  return numbered(ENTRIES, index, 0);
}

/** The range of all entries of an index. */
export function allEntries(index: number): KeyRange {
  return { gte: indexPrefix(index), lt: indexPrefix(index + 1) };
}

/** Key of the number of documents a collection holds. */
export function countKey(collection: number): Buffer {
  return numbered(COUNTS, collection, 0);
}
