import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClassicLevel } from 'classic-level';
import { expect } from 'chai';
import { MongoClient } from 'mongodb';
import { runToFailure, startProcess, type ServerProcess } from '../support/serverProcess.ts';

const WRITERS = 8;

describe('the embedded server as a process', function () {
  this.timeout(60_000);
  let folder = '';
  const running: ServerProcess[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'embedded-process-'));
  });

  afterEach(async () => {
    for (const server of running.splice(0)) {
      if (server.child.exitCode === null && server.child.signalCode === null) await server.end('SIGKILL');
    }
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(): Promise<ServerProcess> {
    const server = await startProcess(folder);
    running.push(server);
    return server;
  }

  /** Writes from several clients until told to stop or the server is gone; gives the ids acknowledged. */
  function writeUntilGone(
    client: MongoClient,
    prefix: string,
  ): { acknowledged: string[]; done: Promise<unknown> } {
    const acknowledged: string[] = [];
    const collection = client.db('kept').collection<{ _id: string; unique: string; tags: string[] }>('rows');
    const write = async (writer: number): Promise<void> => {
      for (let n = 0; ; n += 1) {
        const id = `${prefix}-${String(writer)}-${String(n)}`;
        try {
          await collection.insertOne({ _id: id, unique: id, tags: [id, `writer-${String(writer)}`] });
        } catch {
          return;
        }
        acknowledged.push(id);
      }
    };
    return { acknowledged, done: Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer))) };
  }

  it('keeps every acknowledged write once, with its index entries, however often it is killed', async () => {
    const acknowledged: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const server = await start();
      const client = new MongoClient(server.uri, { serverSelectionTimeoutMS: 500, retryWrites: false });
      const collection = client.db('kept').collection('rows');
      await collection.createIndex({ unique: 1 }, { unique: true });
      await collection.createIndex({ tags: 1 });
      const writing = writeUntilGone(client, `round${String(round)}`);
      while (writing.acknowledged.length < 100) await new Promise((resolve) => setImmediate(resolve));
      await server.end('SIGKILL');
      await writing.done;
      await client.close();
      acknowledged.push(...writing.acknowledged);
    }
    const client = await MongoClient.connect((await start()).uri);
    const collection = client.db('kept').collection<{ _id: string; unique: string }>('rows');
    const stored = await collection.find().hint({ $natural: 1 }).toArray();
    const byIndex = await collection.find({ unique: { $gte: '' } }).toArray();
    const byTag = await collection.find({ tags: /^writer-/ }).toArray();
    const counted = await collection.estimatedDocumentCount();
    await client.close();
    expect(new Set(stored.map(({ _id }) => _id))).to.include.all.keys(acknowledged);
    expect(new Set(stored.map(({ _id }) => _id)).size).to.equal(stored.length);
    expect(byIndex.map(({ _id }) => _id).sort()).to.deep.equal(stored.map(({ _id }) => _id).sort());
    expect(byTag.length).to.equal(stored.length);
    expect(counted).to.equal(stored.length);
  });

  it('ends with 0 on SIGTERM and has its data when started again', async () => {
    const first = await start();
    const client = await MongoClient.connect(first.uri);
    await client.db('kept').collection('rows').insertOne({ a: 1 });
    await client.close();
    expect(await first.end('SIGTERM')).to.equal(0);
    const again = await MongoClient.connect((await start()).uri);
    expect(await again.db('kept').collection('rows').countDocuments()).to.equal(1);
    await again.close();
  });

  it('does not start on a folder another process has, and says so in one line', async () => {
    await start();
    const { code, stderr } = await runToFailure(['--data', folder, '--port', '0']);
    expect(code).to.equal(1);
    expect(stderr.trim()).to.equal(`The data folder ${folder} is in use by another process.`);
  });

  it('does not start on a folder a newer version wrote', async () => {
    const db = new ClassicLevel<Buffer, Buffer>(folder, { keyEncoding: 'buffer', valueEncoding: 'buffer' });
    await db.put(Buffer.from([0]), Buffer.from([99]), { sync: true });
    await db.close();
    const { code, stderr } = await runToFailure(['--data', folder, '--port', '0']);
    expect(code).to.equal(1);
    expect(stderr).to.include('format version 99');
  });

  it('ends with 2 on bad usage', async () => {
    expect((await runToFailure(['--port', '0'])).code).to.equal(2);
  });

  it('loses only the last, unfinished write when the log is cut short', async () => {
    const server = await start();
    const client = await MongoClient.connect(server.uri);
    const collection = client.db('kept').collection<{ _id: number }>('rows');
    for (let _id = 0; _id < 20; _id += 1) await collection.insertOne({ _id });
    await client.close();
    await server.end('SIGKILL');
    const log = readdirSync(folder)
      .filter((name) => name.endsWith('.log'))
      .map((name) => join(folder, name))
      .sort()
      .at(-1);
    if (log === undefined) throw new Error('no log file');
    truncateSync(log, statSync(log).size - 3);
    const again = await MongoClient.connect((await start()).uri);
    const rows = again.db('kept').collection<{ _id: number }>('rows');
    const ids = (await rows.find().hint({ $natural: 1 }).toArray()).map(({ _id }) => _id);
    const count = await rows.estimatedDocumentCount();
    await again.close();
    expect(ids).to.deep.equal(Array.from({ length: 19 }, (_, id) => id));
    expect(count).to.equal(19);
  });
});
