import { expect } from 'chai';
import { Double, Int32, Long, type Document } from 'mongodb';
import { codeOf, useServer } from '../support/conformanceServer.ts';

describe('updates', () => {
  const server = useServer();

  async function updated(
    before: Document,
    update: Document,
    options: Document = {},
  ): Promise<Document | null> {
    const { filter = {}, ...rest } = options;
    const collection = await server.collectionOf({ _id: 1, ...before });
    await collection.updateOne({ _id: 1, ...filter }, update, rest);
    return collection.findOne({}, { projection: { _id: 0 } });
  }

  async function refusal(before: Document, update: Document, options: Document = {}): Promise<number> {
    return codeOf(updated(before, update, options));
  }

  const statements: readonly [string, Document, Document, Document, Document?][] = [
    [
      '$set makes the documents on the way',
      {},
      { $set: { 'days.2026-09-14.AM': '/' } },
      { days: { '2026-09-14': { AM: '/' } } },
    ],
    ['$set fills an array with nulls', { a: [1] }, { $set: { 'a.3': 4 } }, { a: [1, null, null, 4] }],
    ['$unset removes a field', { a: 1, b: 2 }, { $unset: { a: '' } }, { b: 2 }],
    ['$unset makes an element null', { a: [1, 2] }, { $unset: { 'a.0': '' } }, { a: [null, 2] }],
    ['$inc starts from nothing', {}, { $inc: { n: 3 } }, { n: 3 }],
    ['$inc adds', { n: 1.5 }, { $inc: { n: 2 } }, { n: 3.5 }],
    ['$mul starts from zero', {}, { $mul: { n: 3 } }, { n: 0 }],
    ['$min keeps the lower', { n: 5 }, { $min: { n: 3 } }, { n: 3 }],
    ['$max keeps the higher, by type order', { n: 5 }, { $max: { n: 'a' } }, { n: 'a' }],
    ['$rename moves a field', { a: 1 }, { $rename: { a: 'b.c' } }, { b: { c: 1 } }],
    [
      '$setOnInsert does nothing to what is there',
      { a: 1 },
      { $setOnInsert: { a: 2 }, $set: { b: 1 } },
      { a: 1, b: 1 },
    ],
    ['$push makes the array', {}, { $push: { a: 1 } }, { a: [1] }],
    [
      '$push with $each, $position, $sort and $slice',
      { a: [3] },
      { $push: { a: { $each: [1, 2], $sort: -1, $slice: 2 } } },
      { a: [3, 2] },
    ],
    [
      '$push at a $position',
      { a: [1, 4] },
      { $push: { a: { $each: [2, 3], $position: 1 } } },
      { a: [1, 2, 3, 4] },
    ],
    [
      '$push with $slice and $sort on a missing field',
      {},
      { $push: { a: { $each: [{ n: 2 }, { n: 1 }], $sort: { n: 1 }, $slice: -1 } } },
      { a: [{ n: 2 }] },
    ],
    [
      '$addToSet adds what is not there',
      { a: [1] },
      { $addToSet: { a: { $each: [1, 2, 2] } } },
      { a: [1, 2] },
    ],
    [
      '$addToSet counts field order',
      { a: [{ x: 1, y: 1 }] },
      { $addToSet: { a: { y: 1, x: 1 } } },
      {
        a: [
          { x: 1, y: 1 },
          { y: 1, x: 1 },
        ],
      },
    ],
    ['$pull by value', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
    ['$pull by condition', { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
    [
      '$pull by fields of a document',
      { a: [{ x: 1, y: 1 }, { x: 2 }] },
      { $pull: { a: { x: 1 } } },
      { a: [{ x: 2 }] },
    ],
    ['$pullAll takes several out', { a: [1, 2, 3] }, { $pullAll: { a: [1, 3] } }, { a: [2] }],
    [
      '$pop takes the last or the first',
      { a: [1, 2, 3], b: [1, 2] },
      { $pop: { a: 1, b: -1 } },
      { a: [1, 2], b: [2] },
    ],
    ['$bit combines bits', { n: new Int32(13) }, { $bit: { n: { and: new Int32(10) } } }, { n: 8 }],
    [
      '$ is the element the query met',
      { a: [1, 5, 5] },
      { $set: { 'a.$': 0 } },
      { a: [1, 0, 5] },
      { filter: { a: 5 } },
    ],
    [
      '$ works inside documents',
      { a: [{ k: 1 }, { k: 2 }] },
      { $set: { 'a.$.v': 9 } },
      { a: [{ k: 1 }, { k: 2, v: 9 }] },
      { filter: { 'a.k': 2 } },
    ],
    ['$[] is every element', { a: [1, 2] }, { $inc: { 'a.$[]': 1 } }, { a: [2, 3] }],
    [
      '$push inside the element the query met',
      { a: [{ k: 1, h: [] }] },
      { $push: { 'a.$.h': 2 } },
      { a: [{ k: 1, h: [2] }] },
      { filter: { a: { $elemMatch: { k: 1 } } } },
    ],
  ];

  for (const [title, before, update, after, options] of statements) {
    it(title, async () => {
      expect(await updated(before, update, options)).to.deep.equal(after);
    });
  }

  it('$[identifier] is the elements a filter picks', async () => {
    const after = await updated(
      { a: [{ g: 80 }, { g: 95 }] },
      { $set: { 'a.$[high].top': true } },
      { arrayFilters: [{ 'high.g': { $gte: 90 } }] },
    );
    expect(after).to.deep.equal({ a: [{ g: 80 }, { g: 95, top: true }] });
  });

  it('keeps the types of numbers it adds', async () => {
    const collection = await server.collectionOf({ _id: 1, i: new Int32(2147483647), d: new Double(1) });
    await collection.updateOne({ _id: 1 }, { $inc: { i: new Int32(1), d: new Int32(1) } });
    const found = await collection.findOne({ _id: 1 }, { promoteValues: false });
    expect(found?.['i']?._bsontype).to.equal('Long');
    expect(found?.['d']?._bsontype).to.equal('Double');
  });

  const refusals: readonly [string, Document, Document, number, Document?][] = [
    ['$inc of text', { n: 'x' }, { $inc: { n: 1 } }, 14],
    ['$inc by text', { n: 1 }, { $inc: { n: 'x' } }, 14],
    ['$inc past the largest Long', { n: Long.MAX_VALUE }, { $inc: { n: Long.ONE } }, 2],
    ['$push to what is not an array', { a: 1 }, { $push: { a: 1 } }, 2],
    ['$addToSet to what is not an array', { a: 1 }, { $addToSet: { a: 1 } }, 2],
    ['$pull from what is not an array', { a: 1 }, { $pull: { a: 1 } }, 2],
    ['$pop from what is not an array', { a: 1 }, { $pop: { a: 1 } }, 14],
    ['$set below a number', { a: 1 }, { $set: { 'a.b': 1 } }, 28],
    ['$set of a name below an array', { a: [1] }, { $set: { 'a.b': 1 } }, 28],
    ['a change of _id', {}, { $set: { _id: 2 } }, 66],
    ['two changes of one path', {}, { $set: { a: 1 }, $inc: { a: 1 } }, 40],
    ['a change of a path and one below it', {}, { $set: { a: {}, 'a.b': 1 } }, 40],
    ['an unknown operator', {}, { $wrong: { a: 1 } }, 9],
    ['$ without a condition on the array', { a: [1] }, { $set: { 'a.$': 1 } }, 2],
    ['an identifier without a filter', { a: [1] }, { $set: { 'a.$[x]': 1 } }, 2],
    ['a filter that nothing uses', { a: [1] }, { $set: { a: 1 } }, 9, { arrayFilters: [{ x: 1 }] }],
  ];

  for (const [title, before, update, code, options] of refusals) {
    it(`refuses ${title}`, async () => {
      expect(await refusal(before, update, options)).to.equal(code);
    });
  }

  it('leaves the document alone when any of its changes is refused', async () => {
    const collection = await server.collectionOf({ _id: 1, a: 'x' });
    await codeOf(collection.updateOne({ _id: 1 }, { $set: { b: 1 }, $inc: { a: 1 } }));
    expect(await collection.findOne()).to.deep.equal({ _id: 1, a: 'x' });
  });

  it('says matched but not modified when nothing changes', async () => {
    const collection = await server.collectionOf({ _id: 1, a: 1 });
    const result = await collection.updateOne({ _id: 1 }, { $set: { a: 1 } });
    expect([result.matchedCount, result.modifiedCount]).to.deep.equal([1, 0]);
  });

  it('changes the first or all', async () => {
    const collection = await server.collectionOf({ _id: 1, g: 1 }, { _id: 2, g: 1 }, { _id: 3, g: 2 });
    expect((await collection.updateOne({ g: 1 }, { $set: { x: 1 } })).modifiedCount).to.equal(1);
    expect((await collection.updateMany({ g: 1 }, { $set: { x: 2 } })).modifiedCount).to.equal(2);
    expect(await collection.countDocuments({ x: 2 })).to.equal(2);
  });

  it('replaces a document but for its _id', async () => {
    const collection = await server.collectionOf({ _id: 1, a: 1, b: 2 });
    await collection.replaceOne({ a: 1 }, { c: 3 });
    expect(await collection.findOne()).to.deep.equal({ _id: 1, c: 3 });
    expect(await codeOf(collection.replaceOne({ c: 3 }, { _id: 2, c: 4 } as Document))).to.equal(66);
  });

  it('upserts the equalities of the query, $set and $setOnInsert', async () => {
    const collection = await server.collectionOf();
    const result = await collection.updateOne(
      { a: 1, 'b.c': { $eq: 2 }, d: { $gt: 5 } },
      { $set: { e: 1 }, $setOnInsert: { f: 1 }, $inc: { n: 1 } },
      { upsert: true },
    );
    expect(result.upsertedCount).to.equal(1);
    expect(await collection.findOne({}, { projection: { _id: 0 } })).to.deep.equal({
      a: 1,
      b: { c: 2 },
      e: 1,
      f: 1,
      n: 1,
    });
    const again = await collection.updateOne({ a: 1 }, { $setOnInsert: { f: 2 } }, { upsert: true });
    expect([again.upsertedCount, again.matchedCount, again.modifiedCount]).to.deep.equal([0, 1, 0]);
  });

  it('upserts with the _id of the query, replacement or not', async () => {
    const collection = await server.collectionOf();
    await collection.updateOne({ _id: 7 }, { $set: { a: 1 } }, { upsert: true });
    await collection.replaceOne({ _id: 8, x: 1 }, { a: 2 }, { upsert: true });
    expect(await collection.find().sort({ _id: 1 }).toArray()).to.deep.equal([
      { _id: 7, a: 1 },
      { _id: 8, a: 2 },
    ]);
  });

  it('finds and changes in one step, giving the document before or after', async () => {
    const collection = await server.collectionOf({ _id: 1, n: 1 }, { _id: 2, n: 5 });
    expect(await collection.findOneAndUpdate({}, { $inc: { n: 1 } }, { sort: { n: -1 } })).to.deep.equal({
      _id: 2,
      n: 5,
    });
    expect(
      await collection.findOneAndUpdate(
        { _id: 1 },
        { $inc: { n: 1 } },
        { returnDocument: 'after', projection: { _id: 0 } },
      ),
    ).to.deep.equal({ n: 2 });
    expect(await collection.findOneAndUpdate({ _id: 9 }, { $inc: { n: 1 } })).to.equal(null);
    expect(
      await collection.findOneAndUpdate(
        { _id: 9 },
        { $inc: { n: 1 } },
        { upsert: true, returnDocument: 'after' },
      ),
    ).to.deep.equal({ _id: 9, n: 1 });
    expect(await collection.findOneAndDelete({ _id: 2 })).to.deep.equal({ _id: 2, n: 6 });
    expect(await collection.countDocuments()).to.equal(2);
  });

  it('lets only one of many take a job by compare-and-set', async () => {
    const collection = await server.collectionOf({ _id: 1, state: 'free', version: 0 });
    const attempts = Array.from({ length: 20 }, (_, by) =>
      collection.findOneAndUpdate(
        { _id: 1, state: 'free' },
        { $set: { state: 'taken', by }, $inc: { version: 1 } },
      ),
    );
    const won = (await Promise.all(attempts)).filter((found) => found !== null);
    expect(won).to.have.length(1);
    expect((await collection.findOne())?.['version']).to.equal(1);
  });

  it('loses no increment of many at once', async () => {
    const collection = await server.collectionOf({ _id: 1, n: 0 });
    await Promise.all(
      Array.from({ length: 100 }, () => collection.updateOne({ _id: 1 }, { $inc: { n: 1 } })),
    );
    expect((await collection.findOne())?.['n']).to.equal(100);
  });
});
