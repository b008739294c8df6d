import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient, type Collection, type Db, type Document, type ObjectId } from 'mongodb';
import { startServer, type RunningServer } from '../../server.ts';

/** A document whose `_id` may be chosen. */
export interface Row extends Document {
  _id?: number | string | ObjectId;
}

/** A database to make statements about. */
export interface Conformance {
  /** The server in `MONGODB_URI`, or an embedded one started for the tests. */
  uri(): string;
  client(): MongoClient;
  db(): Db;
  /** An empty collection of its own, with the documents given. */
  collectionOf(...documents: Row[]): Promise<Collection<Row>>;
}

let lastDatabase = 0;

/**
 * Prepares a database for a suite: on the server in `MONGODB_URI` where that is set, otherwise on an embedded
 * server over a temporary folder. To be called inside `describe`.
 */
export function useServer(): Conformance {
  let server: RunningServer | undefined;
  let client: MongoClient | undefined;
  let folder: string | undefined;
  let address = process.env['MONGODB_URI'] ?? '';
  let lastCollection = 0;
  lastDatabase += 1;
  const databaseName = `conformance_${String(process.pid)}_${String(lastDatabase)}`;

  before(async () => {
    if (address === '') {
      folder = mkdtempSync(join(tmpdir(), 'embedded-'));
      server = await startServer({
        data: folder,
        listen: { port: 0, host: '127.0.0.1' },
        log: (line) => process.stderr.write(`${line}\n`),
      });
      address = server.address;
    }
    client = await MongoClient.connect(address);
  });

  after(async () => {
    await client?.db(databaseName).dropDatabase();
    await client?.close();
    await server?.stop();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  function connected(): MongoClient {
    if (!client) throw new Error('not connected yet');
    return client;
  }

  return {
    uri: () => address,
    client: connected,
    db: () => connected().db(databaseName),
    async collectionOf(...documents) {
      lastCollection += 1;
      const collection = connected()
        .db(databaseName)
        .collection<Row>(`c${String(lastCollection)}`);
      if (documents.length > 0) await collection.insertMany(documents);
      return collection;
    },
  };
}

/** The code a promise fails with; fails itself when the promise does not. */
export async function codeOf(promise: Promise<unknown>): Promise<number> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Error && 'code' in error && typeof error.code === 'number') return error.code;
  throw error instanceof Error ? error : new Error('it did not fail');
}
