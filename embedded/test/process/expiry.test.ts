import { expect } from 'chai';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { findDocuments } from '../../query/find.ts';
import { startServer } from '../../server.ts';
import { openCatalog } from '../../storage/catalog.ts';
import { expireDocuments } from '../../storage/expireDocuments.ts';
import { openLevelStore } from '../../storage/levelStore.ts';

const AT = new Date('2026-09-14T08:00:00Z');
const minutesLater = (minutes: number): Date => new Date(AT.getTime() + minutes * 60_000);

describe('an index after whose seconds documents expire', () => {
  const folder = mkdtempSync(join(tmpdir(), 'embedded-'));
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('has those go whose date is that long ago, and none whose value is not a date', async () => {
    const listen = { port: 0, host: '127.0.0.1' };
    const server = await startServer({ data: folder, listen, log: () => undefined });
    const client = await MongoClient.connect(server.address);
    const links = client.db('expiry').collection<{ _id: string; at?: unknown }>('links');
    await links.createIndex({ at: 1 }, { expireAfterSeconds: 600 });
    await links.insertMany([
      { _id: 'old', at: AT },
      { _id: 'young', at: minutesLater(5) },
      { _id: 'one date of several', at: [minutesLater(60), AT] },
      { _id: 'a number', at: 1 },
      { _id: 'nothing' },
    ]);
    await client.close();
    await server.stop();

    const store = await openLevelStore(folder);
    const catalog = await openCatalog(store);
    await expireDocuments(catalog, minutesLater(11));
    const collection = catalog.find('expiry.links');
    const left: unknown[] = [];
    if (collection) {
      const all = { filter: {}, sort: { _id: 1 }, skip: 0, limit: 0 };
      for await (const found of findDocuments(store, collection, all))
        left.push(...found.map(({ _id }) => _id));
    }
    await catalog.close();
    expect(left).to.deep.equal(['a number', 'nothing', 'young']);
  });
});
