import {
  MongoCompatibilityError,
  MongoServerError,
  type ClientSession,
  type Db,
  type MongoClient,
  type Timestamp,
} from 'mongodb';
import { encodeCollection, encodeHeader, type ArchivedCollection } from './archive.ts';
import { tallyContents, type Contents, type ContentsTally } from './contents.ts';

/** The server has no snapshots, and nobody said that writing has stopped. */
export class NoSnapshot extends Error {}

const BATCH_DOCUMENTS = 1_000;

/** What a backup was made of. */
export interface Dump {
  /** The archive's bytes. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** What has been read of each collection so far; whole once the bytes have ended. */
  readonly contents: () => Record<string, Contents>;
  /** Whether everything is read as it was at one moment. */
  readonly fromSnapshot: boolean;
}

/**
 * Takes a snapshot: a replica set's member gives one, the embedded server does, a lone mongod does not.
 * @returns its time, to be named when reading from it
 */
async function takeSnapshot(
  db: Db,
  collection: string,
  session: ClientSession,
): Promise<Timestamp | undefined> {
  try {
    const command = { find: collection, limit: 1, readConcern: { level: 'snapshot' } };
    const reply = await db.command(command, { session });
    return reply['cursor']?.atClusterTime;
  } catch (error) {
    // Not every server has sessions, without which there are no snapshots.
    if (error instanceof MongoServerError || error instanceof MongoCompatibilityError) return undefined;
    throw error;
  }
}

async function describeCollections(db: Db): Promise<ArchivedCollection[]> {
  const listed = await db.listCollections({}, { nameOnly: true }).toArray();
  const names = listed.map(({ name }) => name).filter((name) => !name.startsWith('system.'));
  return Promise.all(
    names.sort().map(async (name) => {
      const indexes = await db.collection(name).listIndexes().toArray();
      return {
        database: db.databaseName,
        name,
        indexes: indexes.filter((index) => index['name'] !== '_id_'),
      };
    }),
  );
}

/**
 * Reads a whole database as an archive, a batch at a time, from one snapshot.
 * @param stopped somebody has said that nothing writes meanwhile: no snapshot is needed
 * @throws NoSnapshot when the server has none and `stopped` is false
 */
export async function dumpDatabase(
  client: MongoClient,
  toolVersion: string,
  stopped: boolean,
): Promise<Dump> {
  const db = client.db();
  const collections = await describeCollections(db);
  // An ordinary session: a snapshot session of the driver's would repeat the read concern on every getMore.
  const session = stopped ? undefined : client.startSession({ causalConsistency: false });
  const atClusterTime = session && (await takeSnapshot(db, collections[0]?.name ?? 'none', session));
  if (session && atClusterTime === undefined) {
    await session.endSession();
    throw new NoSnapshot(
      'This MongoDB gives no snapshots, which a lone server never does: make it a replica set (of one will do), or stop Throughline and give --stopped.',
    );
  }
  const { version } = await db.admin().buildInfo();
  const tallies = new Map(collections.map(({ name }) => [name, tallyContents()] as const));
  const header = { serverVersion: String(version), toolVersion, collections };
  async function* bytes(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      yield* encodeHeader(header);
      for (const collection of collections) {
        const documents = readDocuments(db, collection.name, { session, atClusterTime });
        yield* encodeCollection(collection, tallied(documents, tallies.get(collection.name)));
      }
    } finally {
      await session?.endSession();
    }
  }
  return {
    bytes: bytes(),
    contents: () => Object.fromEntries([...tallies].map(([name, tally]) => [name, tally.contents()])),
    fromSnapshot: atClusterTime !== undefined,
  };
}

async function* tallied(
  documents: AsyncIterable<Uint8Array>,
  tally: ContentsTally | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const document of documents) {
    tally?.add(document);
    yield document;
  }
}

/** Reads a collection's documents as BSON, from a snapshot where its time is given. */
async function* readDocuments(
  db: Db,
  name: string,
  from: { readonly session?: ClientSession | undefined; readonly atClusterTime?: Timestamp | undefined },
): AsyncGenerator<Uint8Array, void, undefined> {
  const { session, atClusterTime } = from;
  const readConcern =
    atClusterTime === undefined ? {} : { readConcern: { level: 'snapshot', atClusterTime } };
  const command = { find: name, filter: {}, batchSize: BATCH_DOCUMENTS, ...readConcern };
  const cursor = db.runCursorCommand(command, { raw: true, ...(session ? { session } : {}) });
  cursor.setBatchSize(BATCH_DOCUMENTS);
  for await (const document of cursor) {
    if (!(document instanceof Uint8Array)) throw new Error('the driver gave no raw document');
    yield document;
  }
}

/** What each collection of a database holds now. */
export async function readContents(db: Db, names: readonly string[]): Promise<Record<string, Contents>> {
  const contents: Record<string, Contents> = {};
  for (const name of names) {
    const tally = tallyContents();
    for await (const document of readDocuments(db, name, {})) tally.add(document);
    contents[name] = tally.contents();
  }
  return contents;
}
