import { expect } from 'chai';
import mongoose from 'mongoose';
import { useServer } from '../support/conformanceServer.ts';

describe('mongoose', () => {
  const server = useServer();
  let connection: mongoose.Connection;

  before(async () => {
    connection = await mongoose
      .createConnection(server.uri(), { dbName: server.db().databaseName })
      .asPromise();
  });

  after(() => connection.close());

  const noteSchema = new mongoose.Schema(
    {
      ref: { type: String, required: true, unique: true },
      when: Date,
      tags: { type: [String], index: true },
      days: { type: Map, of: Map },
      history: [{ at: Date, what: String }],
    },
    { timestamps: true },
  );
  noteSchema.index({ when: -1, ref: 1 });

  it('makes its indexes, and reports a duplicate', async () => {
    const Note = connection.model('Made', noteSchema);
    await Note.init();
    const names = (await Note.collection.indexes()).map(({ name }) => name);
    expect(names).to.have.members(['_id_', 'ref_1', 'tags_1', 'when_-1_ref_1']);
    await Note.create({ ref: 'a' });
    const error: unknown = await Note.create({ ref: 'a' }).catch((reason: unknown) => reason);
    expect(error).to.have.property('code', 11000);
    expect(error).to.have.deep.property('keyPattern', { ref: 1 });
  });

  it('creates, finds, changes, saves and removes', async () => {
    const Note = connection.model('Kept', noteSchema);
    await Note.init();
    const made = await Note.create({ ref: 'a', when: new Date('2026-09-14'), tags: ['x'] });
    made.tags.push('y');
    await made.save();
    await Note.updateOne(
      { ref: 'a' },
      { $set: { 'days.2026-09-14.AM': '/' }, $push: { history: { what: 'marked' } } },
    );
    const found = await Note.findOne({ tags: 'y' }).lean<Record<string, unknown>>();
    expect(found).to.have.deep.property('days', { '2026-09-14': { AM: '/' } });
    expect(await Note.exists({ ref: 'a' })).not.to.equal(null);
    expect(await Note.exists({ ref: 'b' })).to.equal(null);
    await made.deleteOne();
    expect(await Note.countDocuments()).to.equal(0);
  });

  it('upserts in bulk and streams in order', async () => {
    const Note = connection.model('Streamed', noteSchema);
    await Note.init();
    const refs = ['c', 'a', 'b'];
    const upserts = refs.map((ref) => ({
      updateOne: {
        filter: { ref },
        update: { $setOnInsert: { ref }, $addToSet: { tags: ref } },
        upsert: true,
      },
    }));
    expect((await Note.bulkWrite(upserts)).upsertedCount).to.equal(3);
    expect((await Note.bulkWrite(upserts)).upsertedCount).to.equal(0);
    const seen: string[] = [];
    for await (const note of Note.find().sort({ ref: 1 }).limit(2).cursor()) seen.push(note.ref);
    expect(seen).to.deep.equal(['a', 'b']);
    expect(await Note.distinct('tags')).to.deep.equal(['a', 'b', 'c']);
  });
});
