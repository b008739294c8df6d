import { deserialize, serialize, type Document } from 'bson';
import type { Db } from 'mongodb';
import { readArchive, type ArchiveHeader } from './archive.ts';
import { sameContents, tallyContents, type Contents, type ContentsTally } from './contents.ts';
import { readContents } from './dumpDatabase.ts';

/** The database holds something already, and nobody said to replace it. */
export class DatabaseNotEmpty extends Error {}

/** What came out of the archive does not match what the database then held. */
export class RestoreDiffers extends Error {}

const BATCH_DOCUMENTS = 1_000;
const BATCH_BYTES = 8 * 1024 * 1024;
/** Every value keeps its BSON type: a whole Double stays a Double. */
const FAITHFUL = {
  promoteValues: false,
  promoteLongs: false,
  promoteBuffers: false,
  bsonRegExp: true,
} as const;
const NOT_OF_AN_INDEX = ['v', 'ns', 'key'];

async function namesOf(db: Db): Promise<string[]> {
  const listed = await db.listCollections({}, { nameOnly: true }).toArray();
  return listed.map(({ name }) => name).filter((name) => !name.startsWith('system.'));
}

/** @throws DatabaseNotEmpty when the database holds any document */
async function refuseIfFilled(db: Db): Promise<void> {
  for (const name of await namesOf(db)) {
    if ((await db.collection(name).findOne({}, { projection: { _id: 1 } })) !== null) {
      throw new DatabaseNotEmpty(
        'The database is not empty. Restore into an empty one, or give --replace to delete what is there.',
      );
    }
  }
}

async function makeCollections(db: Db, { collections }: ArchiveHeader): Promise<void> {
  for (const name of await namesOf(db)) await db.collection(name).drop();
  for (const { name } of collections) await db.createCollection(name);
}

async function makeIndexes(db: Db, { collections }: ArchiveHeader): Promise<void> {
  for (const { name, indexes } of collections) {
    for (const index of indexes) {
      const options = Object.fromEntries(
        Object.entries(index).filter(([key]) => !NOT_OF_AN_INDEX.includes(key)),
      );
      await db.collection(name).createIndex(index['key'], options);
    }
  }
}

/**
 * Restores an archive into a database and compares what it then holds with what was in the archive.
 * @param replace deletes what the database holds; otherwise it must be empty
 * @returns what each collection holds
 * @throws ArchiveRefused, DatabaseNotEmpty, RestoreDiffers
 */
export async function restoreDatabase(
  db: Db,
  archive: AsyncIterable<Uint8Array>,
  replace: boolean,
): Promise<Record<string, Contents>> {
  if (!replace) await refuseIfFilled(db);
  const tallies = new Map<string, ContentsTally>();
  let header: ArchiveHeader | undefined;
  let batch: Document[] = [];
  let bytes = 0;
  async function write(name: string): Promise<void> {
    if (batch.length > 0) await db.collection(name).insertMany(batch, { ordered: false });
    batch = [];
    bytes = 0;
  }
  await readArchive(archive, {
    async begin(found) {
      header = found;
      await makeCollections(db, found);
      for (const { name } of found.collections) tallies.set(name, tallyContents());
    },
    async document(name, document) {
      const decoded = deserialize(document, FAITHFUL);
      tallies.get(name)?.add(serialize(decoded));
      batch.push(decoded);
      bytes += document.length;
      if (batch.length >= BATCH_DOCUMENTS || bytes >= BATCH_BYTES) await write(name);
    },
    end: write,
  });
  if (header) await makeIndexes(db, header);
  const stored = await readContents(db, [...tallies.keys()]);
  for (const [name, tally] of tallies) {
    if (!sameContents(stored[name], tally.contents()))
      throw new RestoreDiffers(`What was restored into ${name} is not what the backup holds.`);
  }
  return stored;
}

/** Reads an archive to its end without restoring it; gives what each collection in it holds. */
export async function checkArchive(archive: AsyncIterable<Uint8Array>): Promise<Record<string, Contents>> {
  const tallies = new Map<string, ContentsTally>();
  await readArchive(archive, {
    begin: ({ collections }) => {
      for (const { name } of collections) tallies.set(name, tallyContents());
      return Promise.resolve();
    },
    document: (name, document) => {
      tallies.get(name)?.add(document);
      return Promise.resolve();
    },
    end: () => Promise.resolve(),
  });
  return Object.fromEntries([...tallies].map(([name, tally]) => [name, tally.contents()]));
}
