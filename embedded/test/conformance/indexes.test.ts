import { expect } from 'chai';
import fc from 'fast-check';
import { MongoServerError, type Collection, type Document } from 'mongodb';
import { codeOf, useServer, type Row } from '../support/conformanceServer.ts';

async function failureOf(promise: Promise<unknown>): Promise<MongoServerError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof MongoServerError) return error;
  throw error instanceof Error ? error : new Error('it did not fail');
}

function stagesOf(plan: Document): string[] {
  const inner: unknown = plan['inputStage'];
  const own = [String(plan['stage'])];
  return typeof inner === 'object' && inner !== null ? [...own, ...stagesOf(inner)] : own;
}

describe('indexes', () => {
  const server = useServer();

  it('refuse a second document with the same unique key, naming key and value', async () => {
    const collection = await server.collectionOf({ _id: 1, school: 'a', ref: 1 });
    await collection.createIndex({ school: 1, ref: 1 }, { unique: true });
    const error = await failureOf(collection.insertOne({ school: 'a', ref: 1 }));
    expect(error.code).to.equal(11000);
    expect(error['keyPattern']).to.deep.equal({ school: 1, ref: 1 });
    expect(error['keyValue']).to.deep.equal({ school: 'a', ref: 1 });
    expect(error.message)
      .to.include('E11000 duplicate key error collection:')
      .and.include('index: school_1_ref_1');
    await collection.insertOne({ school: 'a', ref: 2 });
  });

  it('hold a missing field as null when unique', async () => {
    const collection = await server.collectionOf();
    await collection.createIndex({ a: 1 }, { unique: true });
    await collection.insertOne({ b: 1 });
    expect(await codeOf(collection.insertOne({ a: null }))).to.equal(11000);
  });

  it('leave documents without the field out when sparse', async () => {
    const collection = await server.collectionOf();
    await collection.createIndex({ a: 1 }, { unique: true, sparse: true });
    await collection.insertMany([{ _id: 1 }, { _id: 2 }]);
    await collection.insertOne({ a: 1 });
    expect(await codeOf(collection.insertOne({ a: 1 }))).to.equal(11000);
    expect(await collection.countDocuments({ a: null })).to.equal(2);
  });

  it('are unique only among the documents of a partial filter', async () => {
    const collection = await server.collectionOf();
    await collection.createIndex(
      { upn: 1 },
      { unique: true, partialFilterExpression: { upn: { $type: 'string' } } },
    );
    await collection.insertMany([{ upn: null }, { upn: null }, {}, { upn: 'A' }]);
    expect(await codeOf(collection.insertOne({ upn: 'A' }))).to.equal(11000);
    expect(await collection.countDocuments({ upn: null })).to.equal(3);
    expect(await collection.countDocuments({ upn: 'A' })).to.equal(1);
  });

  it('are unique across the elements of arrays of different documents, not within one', async () => {
    const collection = await server.collectionOf({ tags: ['a', 'a', 'b'] });
    await collection.createIndex({ tags: 1 }, { unique: true });
    expect(await codeOf(collection.insertOne({ tags: ['c', 'b'] }))).to.equal(11000);
  });

  it('let go of a key when its document changes or goes', async () => {
    const collection = await server.collectionOf({ _id: 1, a: 1 });
    await collection.createIndex({ a: 1 }, { unique: true });
    await collection.updateOne({ _id: 1 }, { $set: { a: 2 } });
    await collection.insertOne({ _id: 2, a: 1 });
    expect(await codeOf(collection.updateOne({ _id: 1 }, { $set: { a: 1 } }))).to.equal(11000);
    await collection.deleteOne({ _id: 2 });
    await collection.updateOne({ _id: 1 }, { $set: { a: 1 } });
  });

  it('are refused on documents that break them, and then are not there', async () => {
    const collection = await server.collectionOf({ a: 1 }, { a: 1 });
    expect(await codeOf(collection.createIndex({ a: 1 }, { unique: true }))).to.equal(11000);
    expect(await collection.indexes()).to.have.length(1);
  });

  it('are refused over two arrays of one document', async () => {
    const collection = await server.collectionOf();
    await collection.createIndex({ a: 1, b: 1 });
    expect(await codeOf(collection.insertOne({ a: [1], b: [2] }))).to.equal(171);
  });

  it('may be asked for again, but not differently under the same name', async () => {
    const collection = await server.collectionOf();
    await collection.createIndex({ a: 1 });
    await collection.createIndex({ a: 1 });
    expect(await codeOf(collection.createIndex({ b: 1 }, { name: 'a_1' }))).to.equal(86);
    expect(await codeOf(collection.createIndex({ a: 1 }, { name: 'other' }))).to.equal(85);
  });

  it('are listed and dropped', async () => {
    const collection = await server.collectionOf({ a: 1 });
    await collection.createIndex({ a: 1, b: -1 }, { name: 'mine', sparse: true });
    expect(await collection.indexes()).to.deep.equal([
      { v: 2, key: { _id: 1 }, name: '_id_' },
      { v: 2, key: { a: 1, b: -1 }, name: 'mine', sparse: true },
    ]);
    await collection.dropIndex('mine');
    expect(await collection.indexExists('mine')).to.equal(false);
    expect(await codeOf(collection.dropIndex('mine'))).to.equal(27);
  });

  it('may let documents expire, and tell after how many seconds', async () => {
    const collection = await server.collectionOf({ at: new Date() });
    await collection.createIndex({ at: 1 }, { expireAfterSeconds: 3_600 });
    expect((await collection.indexes())[1]).to.deep.equal({
      v: 2,
      key: { at: 1 },
      name: 'at_1',
      expireAfterSeconds: 3_600,
    });
    expect(await codeOf(collection.createIndex({ b: 1 }, { expireAfterSeconds: -1 }))).to.equal(67);
  });

  it('are used for equality, ranges and order, as explain tells', async () => {
    const collection = await server.collectionOf({ pupil: 1, at: new Date(), terms: ['x'] });
    await collection.createIndex({ pupil: 1, at: -1 });
    await collection.createIndex({ terms: 1 });
    const stages = async (filter: Document, sort: Document = {}): Promise<string[]> => {
      const plan: Document = await collection.find(filter).sort(sort).explain('queryPlanner');
      return stagesOf(plan['queryPlanner'].winningPlan as Document);
    };
    expect(await stages({ pupil: 1 }, { at: -1 }))
      .to.include('IXSCAN')
      .and.not.include('SORT');
    expect(await stages({ pupil: 1 }, { at: 1 }))
      .to.include('IXSCAN')
      .and.not.include('SORT');
    expect(await stages({ pupil: { $gt: 0 } }, { at: 1 })).to.include.members(['IXSCAN', 'SORT']);
    expect(await stages({ pupil: { $in: [1, 2] } }, { at: -1 }))
      .to.include('IXSCAN')
      .and.not.include('SORT');
    expect(await stages({ terms: 'x' })).to.include('IXSCAN');
    expect(await stages({ other: 1 })).to.include('COLLSCAN');
  });

  it('give the first of several values together in one order, either way', async () => {
    const places = Array.from({ length: 400 }, (_, i) => i);
    const documents = places.map((i) => ({
      _id: `d${i}`,
      school: ['a', 'bb', 'ccc', null, 5][i % 5],
      terms: ['x', 'y', 'z'].filter((_, bit) => ((i * 7) >> bit) % 2 === 1),
      at: (i * 263) % 400,
    }));
    const collection = await server.collectionOf(...documents);
    await collection.createIndex({ school: 1, terms: 1, at: -1 });
    const schools = ['a', 'bb', null, 'nobody'];
    for (const [terms, sort, skip, limit] of [
      [['x'], -1, 0, 20],
      [['x', 'z'], -1, 5, 30],
      [['y'], 1, 0, 7],
      [['x', 'y'], 1, 3, 0],
    ] as const) {
      for (const least of [-1, 150]) {
        const found = await collection
          .find({
            school: { $in: schools },
            $and: terms.map((term) => ({ terms: term })),
            at: { $gt: least },
          })
          .sort({ at: sort })
          .skip(skip)
          .limit(limit)
          .toArray();
        const expected = documents
          .filter(({ school }) => schools.includes(school as string | null))
          .filter((one) => one.at > least && terms.every((term) => one.terms.includes(term)))
          .sort((a, b) => (a.at - b.at) * sort)
          .slice(skip, limit === 0 ? undefined : skip + limit);
        expect(found).to.deep.equal(expected);
      }
    }
  });

  it('find by the beginning of a unique key, and many keys in the order asked for', async () => {
    const keys = ['a-1', 'a-2', 'a-20', 'b-1', 'b-2'];
    const collection = await server.collectionOf(...keys.map((_id, n) => ({ _id, n })));
    await collection.createIndex({ n: 1 });
    const idsOf = async (filter: object, sort: object): Promise<unknown[]> =>
      (await collection.find(filter, { sort: sort as never }).toArray()).map(({ _id }) => _id);
    expect(await idsOf({ _id: /^a-/ }, { _id: 1 })).to.deep.equal(['a-1', 'a-2', 'a-20']);
    expect(await idsOf({ _id: { $in: ['b-2', 'none', 'a-2', 'a-1'] } }, { _id: -1 })).to.deep.equal([
      'b-2',
      'a-2',
      'a-1',
    ]);
    expect(await idsOf({ n: { $in: [4, 0, 9, 2] } }, { n: -1 })).to.deep.equal(['b-2', 'a-20', 'a-1']);
    expect(await idsOf({ n: { $in: [4, 0, 9, 2] } }, { n: 1 })).to.deep.equal(['a-1', 'a-20', 'b-2']);
  });

  it('find thousands of keys in one question, each document once', async () => {
    const ids = Array.from({ length: 3_000 }, (_, n) => n);
    const collection = await server.collectionOf(...ids.map((_id) => ({ _id })));
    const wanted = { $in: [...ids.filter((id) => id % 2 === 0), 0, 2, 5_000] };
    const found = await collection
      .find({ $and: [{ _id: wanted }, { _id: { $in: ids.slice(500) } }] })
      .toArray();
    expect(found.map(({ _id }) => Number(_id)).sort((x, y) => x - y)).to.deep.equal(
      ids.filter((id) => id % 2 === 0 && id >= 500),
    );
  });

  it('refuse a hint at none', async () => {
    const collection = await server.collectionOf({ a: 1 });
    expect(await codeOf(collection.find({}).hint('none_1').toArray())).to.equal(2);
  });

  it('find what has several values in one array, in the order asked for', async () => {
    const rows = Array.from({ length: 900 }, (_, _id) => ({
      _id,
      school: _id % 3,
      at: (_id * 7) % 901,
      terms: ['all', ...[2, 3, 5, 7].filter((n) => _id % n === 0).map((n) => `by${String(n)}`)],
    }));
    const collection = await server.collectionOf(...rows);
    await collection.createIndex({ school: 1, terms: 1, at: -1 });
    for (const all of [
      ['all', 'by2'],
      ['by2', 'by3', 'by5'],
      ['by7', 'all'],
      ['by2', 'none'],
    ]) {
      for (const at of [1, -1] as const) {
        for (const narrowed of [{}, { at: { $gt: 300, $lt: 700 } }]) {
          const where = { school: 0, terms: { $all: all }, ...narrowed };
          const found = await collection.find(where).sort({ at }).toArray();
          const read = await collection.find(where).sort({ at }).hint({ $natural: 1 }).toArray();
          expect(found.map(({ _id }) => _id)).to.deep.equal(read.map(({ _id }) => _id));
        }
      }
    }
  });

  describe('against reading the whole collection', () => {
    const KEYS: Document[] = [
      { a: 1 },
      { a: -1, b: 1 },
      { b: 1, a: -1, c: 1 },
      { 'd.x': 1 },
      { 'd.x': -1, 'd.y': 1 },
      { c: -1, 'd.y': 1 },
    ];
    const scalar = fc.constantFrom<unknown>(null, 0, 1, 2, 2.5, -1, '', 'a', 'ab', 'b', true, new Date(0), {
      x: 1,
    });
    const field = fc.oneof({ weight: 4, arbitrary: scalar }, fc.array(scalar, { maxLength: 3 }));
    const sub = fc.record({ x: field, y: scalar }, { requiredKeys: [] });
    const document = fc.record(
      { a: field, b: scalar, c: scalar, d: fc.oneof(sub, fc.array(sub, { maxLength: 3 }), scalar) },
      { requiredKeys: [] },
    );
    const condition = fc.oneof(
      scalar,
      scalar.map((value) => ({ $gt: value })),
      scalar.map((value) => ({ $lte: value })),
      fc.tuple(scalar, scalar).map(([low, high]) => ({ $gte: low, $lt: high })),
      fc.array(scalar, { maxLength: 3 }).map((values) => ({ $in: values })),
      fc.constantFrom(
        { $exists: true },
        { $exists: false },
        { $regex: '^a' },
        { $ne: 1 },
        { $elemMatch: { $gt: 0, $lt: 3 } },
        { $all: ['a', 1] },
        { $all: ['a', 'ab', 'b'] },
        { $all: [0, null] },
        { $all: [null] },
      ),
    );
    const filter = fc.oneof(
      fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd.x', 'd.y'), condition, { maxKeys: 3 }),
      fc.tuple(condition, condition).map(([a, b]) => ({ $or: [{ a }, { 'd.x': b }] })),
      fc.tuple(condition, condition).map(([x, y]) => ({ d: { $elemMatch: { x, y } } })),
    );
    const sort = fc.constantFrom<Document>(
      {},
      { a: 1 },
      { a: -1, b: 1 },
      { b: -1, a: 1 },
      { b: 1 },
      { c: 1 },
    );
    const key = (found: Document[]) => found.map(({ _id }) => Number(_id)).sort((x, y) => x - y);

    let collection: Collection<Row>;
    before(async () => {
      collection = await server.collectionOf();
      const documents = fc.sample(document, { numRuns: 120, seed: 20260914 });
      await collection.insertMany(documents.map((fields, _id) => ({ _id: _id, ...fields })));
      await collection.createIndexes(KEYS.map((each) => ({ key: each })));
    });

    it('find the same documents, in an order that the sort allows', async function () {
      this.timeout(60_000);
      await fc.assert(
        fc.asyncProperty(filter, sort, async (where, order) => {
          const byPlan = await collection.find(where).sort(order).toArray();
          const byReading = await collection.find(where).sort(order).hint({ $natural: 1 }).toArray();
          expect(key(byPlan)).to.deep.equal(key(byReading));
          const limited = await collection
            .find(where)
            .sort({ ...order, _id: 1 })
            .limit(7)
            .toArray();
          const read = await collection
            .find(where)
            .sort({ ...order, _id: 1 })
            .hint({ $natural: 1 })
            .limit(7)
            .toArray();
          expect(limited.map(({ _id }) => _id)).to.deep.equal(read.map(({ _id }) => _id));
          const sortValues = (found: Document[]) =>
            found.map(({ b, c }) =>
              'b' in order && Object.keys(order).length === 1 ? (b ?? null) : 'c' in order ? (c ?? null) : 0,
            );
          expect(sortValues(byPlan)).to.deep.equal(sortValues(byReading));
        }),
        { numRuns: 400 },
      );
    });
  });
});
