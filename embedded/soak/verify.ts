import type { Db } from 'mongodb';
import { ROW, type Ledger } from './ledger.ts';
import { soakCollections } from './load.ts';

/** What does not agree between the ledgers and the database, each in a line; empty when all is well. */
export async function verify(db: Db, ledgers: readonly Ledger[]): Promise<string[]> {
  const problems = [...(await verifyRows(db, ledgers)), ...(await verifyTallies(db, ledgers))];
  const drawn = ledgers.flatMap((ledger) => ledger.drawn);
  if (new Set(drawn).size !== drawn.length) problems.push('a number of the sequence was given out twice');
  return problems;
}

async function verifyRows(db: Db, ledgers: readonly Ledger[]): Promise<string[]> {
  const { rows } = soakCollections(db);
  const problems: string[] = [];
  const seen = ledgers.map(({ rowCount }) => new Uint8Array(rowCount));
  let stored = 0;
  for await (const { worker, n } of rows
    .find({}, { projection: { worker: 1, n: 1 } })
    .hint({ $natural: 1 })) {
    const times = seen[worker];
    if (times) times[n] = (times[n] ?? 0) + 1;
    stored += 1;
  }
  for (const { worker, rows: states, rowCount } of ledgers) {
    for (let n = 0; n < rowCount; n += 1) {
      const times = seen[worker]?.[n] ?? 0;
      const row = `row ${String(worker)}-${String(n)}`;
      if (times > 1) problems.push(`${row} is there ${String(times)} times`);
      if (states[n] === ROW.kept && times !== 1) problems.push(`${row} was acknowledged and is not there`);
      if (states[n] === ROW.removed && times !== 0) problems.push(`${row} was removed and is there`);
    }
  }
  const counts = {
    'the count kept': await rows.estimatedDocumentCount(),
    'the unique index': await rows.countDocuments({ unique: { $gte: '' } }, { hint: { unique: 1 } }),
    'the compound index': await rows.countDocuments({ worker: { $gte: 0 } }, { hint: { worker: 1, at: -1 } }),
  };
  for (const [what, count] of Object.entries(counts)) {
    if (count !== stored) problems.push(`${what} has ${String(count)} of ${String(stored)} rows`);
  }
  return problems;
}

async function verifyTallies(db: Db, ledgers: readonly Ledger[]): Promise<string[]> {
  const { tallies } = soakCollections(db);
  const problems: string[] = [];
  for (const { worker, counted, countedUnsure, pushed } of ledgers) {
    const n = (await tallies.findOne({ _id: `count-${String(worker)}` }))?.n ?? 0;
    if (n < counted || n > counted + countedUnsure) {
      problems.push(`counter ${String(worker)} is ${String(n)}; ${String(counted)} were acknowledged`);
    }
    const times = new Map<number, number>();
    for await (const { list = [] } of tallies.find({ _id: new RegExp(`^list-${String(worker)}-`) })) {
      for (const entry of list) times.set(entry, (times.get(entry) ?? 0) + 1);
    }
    for (const entry of pushed) {
      if (times.get(entry) !== 1)
        problems.push(`entry ${String(entry)} of ${String(worker)} is not there once`);
    }
    if ([...times.values()].some((count) => count > 1))
      problems.push(`list ${String(worker)} repeats an entry`);
  }
  return problems;
}
