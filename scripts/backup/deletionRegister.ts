/**
 * A backup knows nothing of what was erased after it was made. So the register of deletions is carried over a restore,
 * from the database that is replaced and from a later backup where one is named, and every line of it is carried out
 * once more by the workers when they start.
 */
import { deserialize } from 'bson';
import type { Db, Document } from 'mongodb';
import { readArchive } from './archive.ts';

/** Lines of the register, the keyed hashes by which erased rows are known, and the key they were made with. */
export interface DeletionRegister {
  readonly erasures: readonly Document[];
  readonly erasedKeys: readonly Document[];
  readonly key?: string;
}

/** The register is of another installation: its children are none of this one's. */
export class RegisterOfAnother extends Error {}

const KEY = { _id: 'erasure-key' } as never;
const CARRIED = { state: { $in: ['erased', 'confirmed'] } };

/** The register of a database; an empty one where nothing was ever erased. */
export async function readRegisterOf(db: Db): Promise<DeletionRegister> {
  const [erasures, erasedKeys, setting] = await Promise.all([
    db.collection('erasures').find(CARRIED).toArray(),
    db.collection('erasedKeys').find().toArray(),
    db.collection('settings').findOne(KEY),
  ]);
  return { erasures, erasedKeys, ...(setting === null ? {} : { key: String(setting['value']) }) };
}

/** The register inside a backup. @throws ArchiveRefused when the backup is damaged */
export async function readRegisterIn(archive: AsyncIterable<Uint8Array>): Promise<DeletionRegister> {
  const found: Record<string, Document[]> = { erasures: [], erasedKeys: [], settings: [] };
  await readArchive(archive, {
    begin: () => Promise.resolve(),
    document: (name, bytes) => {
      found[name]?.push(deserialize(bytes));
      return Promise.resolve();
    },
    end: () => Promise.resolve(),
  });
  const { erasures = [], erasedKeys = [], settings = [] } = found;
  const setting = settings.find(({ _id }) => _id === 'erasure-key');
  return {
    erasures: erasures.filter(({ state }) => state === 'erased' || state === 'confirmed'),
    erasedKeys,
    ...(setting === undefined ? {} : { key: String(setting['value']) }),
  };
}

/**
 * Adds what a register holds to a restored database. Safe to run again.
 * @throws RegisterOfAnother when the database has a register made with another key
 */
export async function addRegister(db: Db, { erasures, erasedKeys, key }: DeletionRegister): Promise<void> {
  if (key === undefined) return;
  const known = await db.collection('settings').findOne(KEY);
  if (known !== null && known['value'] !== key)
    throw new RegisterOfAnother('The register of deletions is of another installation: it was left out.');
  await db.collection('settings').updateOne(KEY, { $setOnInsert: { value: key } }, { upsert: true });
  for (const line of erasures)
    await db.collection('erasures').replaceOne({ _id: line['_id'] }, line, { upsert: true });
  if (erasedKeys.length === 0) return;
  await db.collection('erasedKeys').bulkWrite(
    erasedKeys.map(({ _id, ...rest }) => ({
      updateOne: { filter: { _id }, update: { $setOnInsert: rest }, upsert: true },
    })),
    { ordered: false },
  );
}

/** Has every line of the register carried out once more by the next workers. @returns how many lines there are */
export async function askToEraseAgain(db: Db, at: Date): Promise<number> {
  const { modifiedCount } = await db
    .collection('erasures')
    .updateMany({ state: 'erased' }, { $set: { state: 'confirmed', again: at } });
  return modifiedCount;
}
