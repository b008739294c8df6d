import { deserialize, Long, serialize, type Document } from 'bson';
import { crc64, type Crc64 } from './crc64.ts';

/**
 * A backup is an archive as `mongodump --archive` writes it (mongo-tools, common/archive/spec.md), so that
 * MongoDB's own `mongorestore --archive` can read it too: a magic number, a header, a description of each
 * collection, then each collection's documents as BSON and a CRC-64 of them.
 */
const MAGIC = Buffer.from([0x6d, 0xe2, 0x99, 0x81]);
const TERMINATOR = 0xffffffff;
const TERMINATOR_BYTES = Buffer.from([0xff, 0xff, 0xff, 0xff]);
const FORMAT_VERSION = '0.1';
/** MongoDB's limit on a document, and something for what wraps it. */
const LARGEST_BSON = 16 * 1024 * 1024 + 16 * 1024;

/** What an archive says of one collection before its documents. */
export interface ArchivedCollection {
  readonly database: string;
  readonly name: string;
  /** The indexes as `listIndexes` gives them, but for the one on `_id`. */
  readonly indexes: readonly Document[];
}

/** What an archive says of itself. */
export interface ArchiveHeader {
  readonly serverVersion: string;
  readonly toolVersion: string;
  readonly collections: readonly ArchivedCollection[];
}

/** The file is not a whole backup, or not one that can be read. */
export class ArchiveRefused extends Error {}

function metadataOf({ name, indexes }: ArchivedCollection): string {
  const idIndex = { v: 2, key: { _id: 1 }, name: '_id_' };
  return JSON.stringify({
    options: {},
    indexes: [idIndex, ...indexes],
    collectionName: name,
    type: 'collection',
  });
}

/** The bytes an archive begins with. */
export function encodeHeader({ serverVersion, toolVersion, collections }: ArchiveHeader): Uint8Array[] {
  const header = {
    concurrent_collections: 1,
    version: FORMAT_VERSION,
    server_version: serverVersion,
    tool_version: toolVersion,
  };
  const described = collections.map((collection) => ({
    db: collection.database,
    collection: collection.name,
    metadata: metadataOf(collection),
    size: 0,
    type: 'collection',
  }));
  return [MAGIC, serialize(header), ...described.map((each) => serialize(each)), TERMINATOR_BYTES];
}

/** The bytes of one collection: its documents, then their checksum. */
export async function* encodeCollection(
  { database, name }: Pick<ArchivedCollection, 'database' | 'name'>,
  documents: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const checksum = crc64();
  const header = (EOF: boolean, CRC: bigint) => ({
    db: database,
    collection: name,
    EOF,
    CRC: Long.fromBigInt(CRC),
  });
  yield serialize(header(false, 0n));
  for await (const document of documents) {
    checksum.add(document);
    yield document;
  }
  yield TERMINATOR_BYTES;
  yield serialize(header(true, checksum.value()));
  yield TERMINATOR_BYTES;
}

/** Reads exact numbers of bytes from a stream of pieces of any size. */
function openReader(source: AsyncIterable<Uint8Array>): {
  take(count: number): Promise<Buffer>;
  isAtEnd(): Promise<boolean>;
} {
  const pieces = source[Symbol.asyncIterator]();
  let held: Buffer[] = [];
  let size = 0;
  async function more(): Promise<boolean> {
    const next = await pieces.next();
    if (next.done === true) return false;
    held.push(Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength));
    size += next.value.byteLength;
    return true;
  }
  return {
    async take(count) {
      while (size < count) if (!(await more())) throw new ArchiveRefused('The backup is cut short.');
      const whole = held.length === 1 && held[0] ? held[0] : Buffer.concat(held);
      held = [whole.subarray(count)];
      size -= count;
      return whole.subarray(0, count);
    },
    isAtEnd: async () => {
      while (size === 0) if (!(await more())) return true;
      return false;
    },
  };
}

type Reader = ReturnType<typeof openReader>;

/** One BSON document, or undefined at the terminator. */
async function readBson(reader: Reader): Promise<Buffer | undefined> {
  const head = await reader.take(4);
  const length = head.readUInt32LE(0);
  if (length === TERMINATOR) return undefined;
  if (length < 5 || length > LARGEST_BSON)
    throw new ArchiveRefused('The backup is damaged: a length cannot be.');
  return Buffer.concat([head, await reader.take(length - 4)]);
}

function readDescription(bytes: Uint8Array): ArchivedCollection {
  const { db, collection, metadata } = deserialize(bytes);
  const parsed: unknown = typeof metadata === 'string' && metadata !== '' ? JSON.parse(metadata) : {};
  const listed = typeof parsed === 'object' && parsed !== null && 'indexes' in parsed ? parsed.indexes : [];
  const indexes: Document[] = Array.isArray(listed) ? listed.filter((index) => index?.name !== '_id_') : [];
  return { database: String(db), name: String(collection), indexes };
}

/** Reads what an archive says of itself. @throws ArchiveRefused when it is none */
async function readHeader(reader: Reader): Promise<ArchiveHeader> {
  if (!(await reader.take(4)).equals(MAGIC)) throw new ArchiveRefused('The file does not hold a backup.');
  const first = await readBson(reader);
  const header = first && deserialize(first);
  if (header?.['version'] !== FORMAT_VERSION) throw new ArchiveRefused('The backup is of an unknown format.');
  const collections: ArchivedCollection[] = [];
  for (let bytes = await readBson(reader); bytes; bytes = await readBson(reader))
    collections.push(readDescription(bytes));
  return {
    serverVersion: String(header['server_version']),
    toolVersion: String(header['tool_version']),
    collections,
  };
}

/** What is told of an archive as it is read. */
export interface ArchiveVisitor {
  begin(header: ArchiveHeader): Promise<void>;
  document(collection: string, bytes: Uint8Array): Promise<void>;
  /** All documents of a collection have come, and their checksum is right. */
  end(collection: string): Promise<void>;
}

/**
 * Reads an archive to its end, a document at a time.
 * @throws ArchiveRefused when it is cut short, or a checksum differs
 */
export async function readArchive(source: AsyncIterable<Uint8Array>, visitor: ArchiveVisitor): Promise<void> {
  const reader = openReader(source);
  const header = await readHeader(reader);
  await visitor.begin(header);
  const open = new Map<string, Crc64>(header.collections.map(({ name }) => [name, crc64()]));
  while (!(await reader.isAtEnd())) {
    const segment = deserialize((await readBson(reader)) ?? serialize({}), { promoteLongs: false });
    const name = String(segment['collection']);
    const checksum = open.get(name);
    if (!checksum)
      throw new ArchiveRefused('The backup is damaged: documents of a collection it does not name.');
    for (let bytes = await readBson(reader); bytes; bytes = await readBson(reader)) {
      checksum.add(bytes);
      await visitor.document(name, bytes);
    }
    if (segment['EOF'] !== true) continue;
    const told = segment['CRC'] instanceof Long ? segment['CRC'].toBigInt() : undefined;
    if (told !== checksum.value())
      throw new ArchiveRefused(`The backup is damaged: checksum of ${name} differs.`);
    open.delete(name);
    await visitor.end(name);
  }
  if (open.size > 0) throw new ArchiveRefused('The backup is cut short.');
}
