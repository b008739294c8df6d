import { expect } from 'chai';
import { Binary, MongoBulkWriteError, type Document } from 'mongodb';
import { codeOf, useServer } from '../support/conformanceServer.ts';

async function bulkFailure(promise: Promise<unknown>): Promise<MongoBulkWriteError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof MongoBulkWriteError) return error;
  throw error instanceof Error ? error : new Error('it did not fail');
}

function failedAt(error: MongoBulkWriteError): number[] {
  const errors = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors];
  return errors.map(({ index }) => index);
}

describe('bulk writes', () => {
  const server = useServer();

  it('stop at the first failure when ordered', async () => {
    const collection = await server.collectionOf({ _id: 2 });
    const error = await bulkFailure(collection.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3 }]));
    expect(failedAt(error)).to.deep.equal([1]);
    expect(error.insertedCount).to.equal(1);
    expect(await collection.countDocuments()).to.equal(2);
  });

  it('go on when unordered, and name each failure by its place', async () => {
    const collection = await server.collectionOf({ _id: 2 });
    const documents = [{ _id: 1 }, { _id: 2 }, { _id: 3 }, { _id: 3 }];
    const error = await bulkFailure(collection.insertMany(documents, { ordered: false }));
    expect(failedAt(error)).to.deep.equal([1, 3]);
    expect(error.insertedCount).to.equal(2);
  });

  it('mix kinds and count each', async () => {
    const collection = await server.collectionOf({ _id: 1, a: 1 }, { _id: 2, a: 1 });
    const result = await collection.bulkWrite([
      { insertOne: { document: { _id: 3 } } },
      { updateOne: { filter: { _id: 4 }, update: { $set: { a: 4 } }, upsert: true } },
      { updateMany: { filter: { a: 1 }, update: { $inc: { a: 1 } } } },
      { replaceOne: { filter: { _id: 3 }, replacement: { b: 3 } } },
      { deleteOne: { filter: { _id: 1 } } },
    ]);
    const { insertedCount, upsertedCount, modifiedCount, deletedCount, upsertedIds } = result;
    expect({ insertedCount, upsertedCount, modifiedCount, deletedCount, upsertedIds }).to.deep.equal({
      insertedCount: 1,
      upsertedCount: 1,
      modifiedCount: 3,
      deletedCount: 1,
      upsertedIds: { 1: 4 },
    });
  });

  it('upsert the same key only once, however many do it together', async () => {
    const collection = await server.collectionOf();
    await collection.createIndex({ key: 1 }, { unique: true });
    const upserts = Array.from({ length: 30 }, () =>
      collection.bulkWrite([
        {
          updateOne: {
            filter: { key: 'k' },
            update: { $setOnInsert: { first: true }, $inc: { n: 1 } },
            upsert: true,
          },
        },
      ]),
    );
    const results = await Promise.all(upserts);
    expect(results.reduce((sum, { upsertedCount }) => sum + upsertedCount, 0)).to.equal(1);
    expect(await collection.findOne({}, { projection: { _id: 0 } })).to.deep.equal({
      key: 'k',
      first: true,
      n: 30,
    });
  });

  it('delete one or all', async () => {
    const collection = await server.collectionOf({ a: 1 }, { a: 1 }, { a: 1 }, { a: 2 });
    expect((await collection.deleteOne({ a: 1 })).deletedCount).to.equal(1);
    expect((await collection.deleteMany({ a: 1 })).deletedCount).to.equal(2);
    expect(await collection.estimatedDocumentCount()).to.equal(1);
  });

  it('take a document of ten megabytes and give it back whole', async () => {
    const bytes = Buffer.alloc(10 * 1024 * 1024, 'throughline');
    const collection = await server.collectionOf({ _id: 1, body: new Binary(bytes) });
    const found = await collection.findOne({ _id: 1 });
    expect(found?.['body'].buffer.equals(bytes)).to.equal(true);
  });

  it('refuse an _id that is an array', async () => {
    const collection = await server.collectionOf();
    const insertion: Document = { _id: [1] };
    expect(await codeOf(server.db().collection(collection.collectionName).insertOne(insertion))).to.equal(53);
  });
});

describe('cursors', () => {
  const server = useServer();
  const many = Array.from({ length: 250 }, (_, _id) => ({ _id }));

  it('give batches of the size asked for', async () => {
    const { collectionName } = await server.collectionOf(...many);
    const first = await server.db().command({ find: collectionName, batchSize: 10 });
    expect(first['cursor'].firstBatch).to.have.length(10);
    const second = await server
      .db()
      .command({ getMore: first['cursor'].id, collection: collectionName, batchSize: 20 });
    expect(second['cursor'].nextBatch).to.have.length(20);
    await server.db().command({ killCursors: collectionName, cursors: [first['cursor'].id] });
    const gone = server.db().command({ getMore: first['cursor'].id, collection: collectionName });
    expect(await codeOf(gone)).to.equal(43);
  });

  it('give everything once, batch after batch', async () => {
    const collection = await server.collectionOf(...many);
    const seen: unknown[] = [];
    for await (const { _id } of collection.find().sort({ _id: 1 }).batchSize(7)) seen.push(_id);
    expect(seen).to.deep.equal(many.map(({ _id }) => _id));
  });

  it('are closed by one batch when that is asked for', async () => {
    const { collectionName } = await server.collectionOf(...many);
    const reply = await server.db().command({ find: collectionName, batchSize: 3, singleBatch: true });
    expect(reply['cursor'].firstBatch).to.have.length(3);
    expect(Number(reply['cursor'].id)).to.equal(0);
  });

  it('sort more than fits one batch, with and without a limit', async () => {
    const collection = await server.collectionOf(
      ...Array.from({ length: 3_000 }, (_, _id) => ({ _id, k: (_id * 7919) % 3_000 })),
    );
    const sorted = await collection.find().sort({ k: 1 }).toArray();
    expect(sorted.map((row) => row['k'])).to.deep.equal(sorted.map((_, position) => position));
    const top = await collection.find().sort({ k: -1 }).limit(5).toArray();
    expect(top.map((row) => row['k'])).to.deep.equal([2999, 2998, 2997, 2996, 2995]);
  });

  it('sort by a field without an index and give a large part of it', async () => {
    const rows = Array.from({ length: 3_500 }, (_, n) => ({ _id: n, k: (n * 1_237) % 3_500 }));
    const collection = await server.collectionOf(...rows);
    const top = await collection.find().sort({ k: 1 }).limit(1_100).toArray();
    expect(top.map((row) => row['k'])).to.deep.equal(top.map((_, position) => position));
    expect(top).to.have.length(1_100);
  });
});

describe('a time limit', () => {
  const server = useServer();

  it('ends a search that reads and finds nothing, a count and a pipeline', async () => {
    const many = Array.from({ length: 12_000 }, (_, _id) => ({ _id, words: 'toast and milk '.repeat(20) }));
    const collection = await server.collectionOf(...many);
    const filter = { words: /(a|b|c)+nowhere/ };
    expect(await codeOf(collection.find(filter, { maxTimeMS: 1 }).toArray())).to.equal(50);
    expect(await codeOf(collection.countDocuments(filter, { maxTimeMS: 1 }))).to.equal(50);
    const grouped = [{ $match: filter }, { $group: { _id: '$words' } }];
    expect(await codeOf(collection.aggregate(grouped, { maxTimeMS: 1 }).toArray())).to.equal(50);
  });
});

describe('commands', () => {
  const server = useServer();

  it('name the one that there is not', async () => {
    const promise = server.db().command({ noSuchCommand: 1 });
    expect(await codeOf(promise)).to.equal(59);
  });

  it('answer the greeting of drivers old and new', async () => {
    for (const name of ['hello', 'isMaster', 'ismaster', 'ping', 'buildInfo', 'connectionStatus']) {
      expect(
        (
          await server
            .db()
            .admin()
            .command({ [name]: 1 })
        )['ok'],
      ).to.equal(1);
    }
  });

  it('list databases and collections, and drop them', async () => {
    const collection = await server.collectionOf({ a: 1 });
    const name = collection.collectionName;
    const names = async () =>
      (await server.db().listCollections({}, { nameOnly: true }).toArray()).map((each) => each.name);
    expect(await names()).to.include(name);
    const { databases } = await server.db().admin().listDatabases({ nameOnly: true });
    expect(databases.map((each) => each.name)).to.include(server.db().databaseName);
    await collection.drop();
    expect(await names()).not.to.include(name);
    expect(await collection.countDocuments()).to.equal(0);
    await collection.insertOne({ a: 1 });
    expect(await collection.countDocuments()).to.equal(1);
  });

  it('take write concern majority', async () => {
    const collection = await server.collectionOf();
    await collection.insertOne({ a: 1 }, { writeConcern: { w: 'majority', j: true } });
    expect(await collection.countDocuments()).to.equal(1);
  });

  it('count by query, whole, and without reading', async () => {
    const collection = await server.collectionOf({ a: 1 }, { a: 2 }, { a: 2 });
    expect(await collection.countDocuments({ a: 2 })).to.equal(2);
    expect(await collection.countDocuments({ a: 9 })).to.equal(0);
    expect(await collection.countDocuments({}, { skip: 1 })).to.equal(2);
    expect(await collection.estimatedDocumentCount()).to.equal(3);
  });
});
