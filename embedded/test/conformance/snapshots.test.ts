import { expect } from 'chai';
import { MongoServerError, type ClientSession, type Document } from 'mongodb';
import { useServer } from '../support/conformanceServer.ts';

describe('snapshot sessions', () => {
  const server = useServer();
  let session: ClientSession;

  /** A lone mongod and some other servers have no snapshots: there is nothing to state there. */
  before(async function () {
    const { collectionName: find } = await server.collectionOf({ _id: 1 });
    const supported = await server
      .db()
      .command({ find, readConcern: { level: 'snapshot' } })
      .then(
        (reply: Document) => reply['cursor'].atClusterTime !== undefined,
        (error: unknown) => !(error instanceof MongoServerError),
      );
    if (!supported) this.skip();
  });

  beforeEach(() => {
    session = server.client().startSession({ snapshot: true });
  });

  afterEach(() => session.endSession());

  it('read every collection as it was at their first reading, whatever is written meanwhile', async () => {
    const first = await server.collectionOf({ _id: 1, n: 1 }, { _id: 2, n: 1 });
    const second = await server.collectionOf({ _id: 1, n: 1 });
    expect(await first.countDocuments({}, { session })).to.equal(2);
    await second.updateOne({ _id: 1 }, { $set: { n: 2 } });
    await second.insertOne({ _id: 2, n: 2 });
    await first.deleteMany({});
    expect(await second.find({}, { session }).toArray()).to.deep.equal([{ _id: 1, n: 1 }]);
    expect(await first.find({}, { session }).sort({ _id: 1 }).toArray()).to.have.length(2);
    expect(await second.countDocuments()).to.equal(2);
  });

  it('see an index as little as the documents of later', async () => {
    const collection = await server.collectionOf({ _id: 1, n: 1 });
    await collection.findOne({}, { session });
    await collection.insertOne({ _id: 2, n: 1 });
    await collection.createIndex({ n: 1 });
    expect(await collection.find({ n: 1 }, { session }).toArray()).to.deep.equal([{ _id: 1, n: 1 }]);
  });
});
