import { expect } from 'chai';
import type { Collection } from 'mongodb';
import { useServer, type Row } from '../support/conformanceServer.ts';

const CLIENTS = 8;
const ROUNDS = 12;
const CHILDREN = 60;
const FOLDERS = ['a', 'b', 'c', 'd'];

const pick = (): string => FOLDERS[Math.floor(Math.random() * FOLDERS.length)] ?? 'a';

/** Moves documents to a folder and has each remember the move. */
const moveTo = (from: string, to: string, by: string) => ({
  $set: { folder: to, marks: [to, by] },
  $inc: { moves: 1 },
  $push: { log: { from, to, by } as never },
});

/** A folder of the client's own, so that nobody else changes what is in it. */
async function takeAway(rows: Collection<Row>, by: string): Promise<number> {
  const [from, mine] = [pick(), `own ${by}`];
  const taken = await rows.updateMany({ folder: from }, moveTo(from, mine, by));
  expect(await rows.countDocuments({ folder: mine }), 'read after its own write').to.equal(
    taken.modifiedCount,
  );
  const to = pick();
  const back = await rows.updateMany({ folder: mine }, moveTo(mine, to, by));
  expect(back.modifiedCount, 'all that was taken').to.equal(taken.modifiedCount);
  return taken.modifiedCount + back.modifiedCount;
}

async function moveOne(rows: Collection<Row>, by: string): Promise<number> {
  const [from, to] = [pick(), pick()];
  const before = await rows.findOneAndUpdate({ folder: from }, moveTo(from, to, by), { sort: { moves: 1 } });
  return before ? 1 : 0;
}

async function moveSeveral(rows: Collection<Row>, by: string): Promise<number> {
  const statements = Array.from({ length: 4 }, (_, at) => {
    const [from, to] = [pick(), pick()];
    const update = moveTo(from, to, by);
    const _id = Math.floor(Math.random() * CHILDREN);
    if (at === 0) return { updateMany: { filter: { marks: from, folder: from }, update } };
    if (at === 1) return { updateOne: { filter: { folder: from, moves: { $gte: 1 } }, update } };
    return { updateOne: { filter: { _id, folder: from }, update } };
  });
  return (await rows.bulkWrite(statements)).modifiedCount;
}

async function play(rows: Collection<Row>, client: number): Promise<number> {
  let moved = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const by = `${String(client)}-${String(round)}`;
    for (const act of [takeAway, moveOne, moveSeveral]) moved += await act(rows, by);
  }
  return moved;
}

describe('many clients that move the same documents between folders', () => {
  const server = useServer();
  let rows: Collection<Row>;
  let moved = 0;
  let after: Row[] = [];

  before(async () => {
    rows = await server.collectionOf(
      ...Array.from({ length: CHILDREN }, (_, _id) => ({ _id, folder: pick(), moves: 0, log: [] })),
    );
    await rows.createIndex({ folder: 1, moves: 1 });
    await rows.createIndex({ marks: 1 });
    const counts = await Promise.all(Array.from({ length: CLIENTS }, (_, client) => play(rows, client)));
    moved = counts.reduce((sum, count) => sum + count, 0);
    after = await rows.find().hint({ $natural: 1 }).toArray();
  });

  it('lose no move and make none twice', () => {
    expect(after.reduce((sum, { moves }) => sum + Number(moves), 0)).to.equal(moved);
  });

  it('move each document on from where the move before left it', () => {
    for (const { log, folder } of after) {
      const places = (log as { from: string; to: string }[]).map(({ from, to }) => ({ from, to }));
      places.forEach(({ from }, at) => at === 0 || expect(from).to.equal(places[at - 1]?.to));
      if (places.length > 0) expect(folder).to.equal(places.at(-1)?.to);
    }
  });

  it('leave indexes that find what reading everything finds', async () => {
    for (const folder of FOLDERS) {
      const ids = after.filter((row) => row['folder'] === folder).map(({ _id }) => _id);
      for (const filter of [{ folder }, { folder, moves: { $gte: 0 } }, { folder, marks: folder }]) {
        const found = await rows.find(filter).sort({ _id: 1 }).toArray();
        const wanted = 'marks' in filter ? ids.filter((id) => hasMark(after, id, folder)) : ids;
        expect(found.map(({ _id }) => _id)).to.have.members(wanted);
      }
    }
  });
});

function hasMark(rows: readonly Row[], id: Row['_id'], mark: string): boolean {
  const marks: unknown = rows.find(({ _id }) => _id === id)?.['marks'];
  return Array.isArray(marks) && marks.includes(mark);
}
