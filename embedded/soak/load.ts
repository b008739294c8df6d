import { MongoBulkWriteError, type Collection, type Db } from 'mongodb';
import { ROW, takeRows, type Ledger } from './ledger.ts';

/** A row of the soak: its id is `worker-number`, and every index must agree about it. */
export interface SoakRow {
  _id: string;
  worker: number;
  n: number;
  unique: string;
  tags: string[];
  at: Date;
  text: string;
}

interface Tally {
  _id: string;
  n?: number;
  list?: number[];
}

const BULK = 20;
const SOME_WORDS = ['breakfast', 'asleep', 'coat', 'lunch', 'window', 'corridor', 'register', 'bus', 'boots'];

/** The collections of the soak. */
export function soakCollections(db: Db): { rows: Collection<SoakRow>; tallies: Collection<Tally> } {
  return { rows: db.collection<SoakRow>('rows'), tallies: db.collection<Tally>('tallies') };
}

/** Makes the indexes the soak writes through: unique, compound, multikey and partial. */
export async function prepare(db: Db): Promise<void> {
  const { rows } = soakCollections(db);
  await rows.createIndex({ unique: 1 }, { unique: true });
  await rows.createIndex({ worker: 1, at: -1 });
  await rows.createIndex({ tags: 1 });
  await rows.createIndex({ n: 1 }, { partialFilterExpression: { n: { $gt: 10 } } });
}

function rowOf(worker: number, n: number): SoakRow {
  const id = `${String(worker)}-${String(n)}`;
  const words = Array.from({ length: 6 }, (_, at) => SOME_WORDS[(n * 7 + at * at) % SOME_WORDS.length] ?? '');
  const at = new Date(Date.UTC(2026, 8, 1) + n * 60_000);
  return { _id: id, worker, n, unique: id, tags: [...new Set(words)], at, text: words.join(' ').repeat(4) };
}

/** The numbers of the rows of a failed bulk write that the server said it had written before it failed. */
function writtenBefore(error: unknown, count: number): number[] {
  if (!(error instanceof MongoBulkWriteError)) return [];
  const failed = new Set([error.writeErrors].flat().map(({ index }) => index));
  return Array.from({ length: count }, (_, index) => index).filter((index) => !failed.has(index));
}

async function insertOne(db: Db, ledger: Ledger): Promise<void> {
  const n = takeRows(ledger, 1);
  await soakCollections(db).rows.insertOne(rowOf(ledger.worker, n));
  ledger.rows[n] = ROW.kept;
}

/** An unordered bulk insert with one row in the middle that is already there. */
async function insertMany(db: Db, ledger: Ledger): Promise<void> {
  const first = takeRows(ledger, BULK);
  const rows = Array.from({ length: BULK }, (_, n) => rowOf(ledger.worker, first + n));
  const twice = [...rows.slice(0, 10), ...rows.slice(9)];
  try {
    await soakCollections(db).rows.insertMany(twice, { ordered: false });
    throw new Error('a duplicate key was taken');
  } catch (error) {
    if (!(error instanceof MongoBulkWriteError) || error.code !== 11000) throw error;
    const written = writtenBefore(error, twice.length);
    if (written.length !== BULK)
      throw new Error('a bulk write kept fewer rows than it should', { cause: error });
    for (let n = 0; n < BULK; n += 1) ledger.rows[first + n] = ROW.kept;
  }
}

async function removeOne(db: Db, ledger: Ledger): Promise<void> {
  const n = Math.floor(Math.random() * ledger.rowCount);
  if (ledger.rows[n] !== ROW.kept) return;
  ledger.rows[n] = ROW.removalUnsure;
  const { deletedCount } = await soakCollections(db).rows.deleteOne({
    _id: `${String(ledger.worker)}-${String(n)}`,
  });
  if (deletedCount !== 1) throw new Error('a row that was acknowledged is not there');
  ledger.rows[n] = ROW.removed;
}

async function count(db: Db, ledger: Ledger): Promise<void> {
  ledger.countedUnsure += 1;
  const { tallies } = soakCollections(db);
  await tallies.updateOne({ _id: `count-${String(ledger.worker)}` }, { $inc: { n: 1 } }, { upsert: true });
  ledger.countedUnsure -= 1;
  ledger.counted += 1;
}

async function push(db: Db, ledger: Ledger): Promise<void> {
  const n = ledger.pushCount;
  ledger.pushCount += 1;
  const list = `list-${String(ledger.worker)}-${String(Math.floor(n / 500))}`;
  await soakCollections(db).tallies.updateOne({ _id: list }, { $push: { list: n } }, { upsert: true });
  ledger.pushed.add(n);
}

async function draw(db: Db, ledger: Ledger): Promise<void> {
  const { tallies } = soakCollections(db);
  const next = await tallies.findOneAndUpdate(
    { _id: 'sequence' },
    { $inc: { n: 1 } },
    { upsert: true, returnDocument: 'after' },
  );
  if (next?.n !== undefined) ledger.drawn.push(next.n);
}

async function readBack(db: Db, ledger: Ledger): Promise<void> {
  const { rows } = soakCollections(db);
  const { worker } = ledger;
  const n = Math.floor(Math.random() * ledger.rowCount);
  const kept = ledger.rows[n] === ROW.kept;
  const found = await rows.findOne({ unique: `${String(worker)}-${String(n)}` });
  if (kept && !found) throw new Error(`row ${String(worker)}-${String(n)} was acknowledged and is not found`);
  await rows.find({ worker }).sort({ at: -1 }).limit(20).toArray();
  await rows
    .find({ tags: { $all: ['coat', 'bus'] } })
    .limit(20)
    .toArray();
}

/** Kinds of work with how often each is chosen. */
const WORK: readonly (readonly [number, (db: Db, ledger: Ledger) => Promise<void>])[] = [
  [8, insertOne],
  [2, insertMany],
  [4, removeOne],
  [3, count],
  [3, push],
  [3, draw],
  [4, readBack],
];
const WHOLE = WORK.reduce((sum, [share]) => sum + share, 0);

/** Does one thing chosen at random and writes in the ledger what was acknowledged. */
export async function doSomething(db: Db, ledger: Ledger): Promise<void> {
  let left = Math.random() * WHOLE;
  for (const [share, work] of WORK) {
    left -= share;
    if (left < 0) return work(db, ledger);
  }
}
