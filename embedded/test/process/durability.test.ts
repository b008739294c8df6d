import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { ClassicLevel } from 'classic-level';
import { MongoClient } from 'mongodb';
import { codeOf } from '../support/conformanceServer.ts';
import { runToFailure, startProcess, type ServerProcess } from '../support/serverProcess.ts';

const DOCTOR = fileURLToPath(new URL('../../doctor/main.ts', import.meta.url));
const FULL_DISK_BYTES = 12 * 1024 * 1024;

interface Row {
  _id: number;
  text: string;
}

describe('the data folder of the embedded server', function () {
  this.timeout(60_000);
  let folder = '';
  let server: ServerProcess | undefined;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'embedded-durability-'));
  });

  afterEach(async () => {
    await server?.end('SIGKILL');
    server = undefined;
    rmSync(folder, { recursive: true, force: true });
  });

  async function withRows<T>(data: string, work: (client: MongoClient) => Promise<T>): Promise<T> {
    server = await startProcess(data);
    const client = await MongoClient.connect(server.uri);
    try {
      return await work(client);
    } finally {
      await client.close();
      await server.end('SIGKILL');
    }
  }

  const rowsOf = (client: MongoClient) => client.db('kept').collection<Row>('rows');

  function doctor(...args: string[]): { status: number | null; stdout: string } {
    const run = spawnSync(process.execPath, ['--import', 'tsx', DOCTOR, '--data', folder, ...args]);
    return { status: run.status, stdout: run.stdout.toString() };
  }

  /** Ten rows with an index, each synced on its own. */
  async function tenRows(): Promise<void> {
    await withRows(folder, async (client) => {
      await rowsOf(client).createIndex({ text: 1 });
      for (let _id = 0; _id < 10; _id += 1)
        await rowsOf(client).insertOne({ _id, text: `row ${String(_id)} ${'.'.repeat(200)}` });
    });
  }

  async function changeKeys(work: (db: ClassicLevel<Buffer, Buffer>) => Promise<void>): Promise<void> {
    const db = new ClassicLevel<Buffer, Buffer>(folder, { keyEncoding: 'buffer', valueEncoding: 'buffer' });
    await db.open();
    await work(db);
    await db.close();
  }

  it('is not opened when bytes in the middle of its log have changed, and the doctor saves the rest', async () => {
    await tenRows();
    const log = readdirSync(folder)
      .filter((name) => name.endsWith('.log'))
      .map((name) => join(folder, name))
      .find((name) => statSync(name).size > 0)!;
    const bytes = readFileSync(log);
    const at = bytes.indexOf('row 5');
    bytes[at] = 0x52;
    writeFileSync(log, bytes);
    const refused = await runToFailure(['--data', folder, '--port', '0']);
    expect(refused.code).to.equal(1);
    expect(refused.stderr).to.match(/is damaged: \d+\.log is damaged at byte \d+.*Restore a backup/);
    expect(doctor().status).to.equal(1);
    expect(doctor('--rebuild').stdout).to.include('Records are lost');
    expect(doctor().status).to.equal(0);
    expect(await withRows(folder, (client) => rowsOf(client).countDocuments({}))).to.be.lessThan(10);
  });

  it('gives out no document whose bytes have changed, names it, and the doctor sets it aside', async () => {
    await tenRows();
    await changeKeys(async (db) => {
      for await (const [key, value] of db.iterator()) {
        if (key[0] !== 2 || !value.includes('row 7')) continue;
        value[value.indexOf('row 7')] = 0x52;
        await db.put(key, value);
      }
    });
    const code = await withRows(folder, (client) => codeOf(rowsOf(client).find().toArray()));
    expect(code).to.equal(1);
    const found = doctor();
    expect(found.status).to.equal(1);
    expect(found.stdout).to.match(/record 8 is damaged/);
    doctor('--rebuild');
    expect(readdirSync(join(folder, 'set-aside'))).to.deep.equal(['kept.rows-8.bin']);
    expect(await withRows(folder, (client) => rowsOf(client).find().toArray())).to.have.length(9);
  });

  it('has its indexes made anew by the doctor when entries are missing or too many', async () => {
    await tenRows();
    await changeKeys(async (db) => {
      const entries = await db.keys({ gte: Buffer.from([3]), lt: Buffer.from([4]) }).all();
      await db.del(entries.at(-1)!);
      await db.put(Buffer.concat([entries.at(-2)!, Buffer.from([1])]), Buffer.alloc(0));
    });
    expect(doctor().stdout)
      .to.match(/lacks 1 of 10 entries/)
      .and.match(/has 1 entries of no document/);
    expect(doctor('--rebuild').status).to.equal(0);
    expect(doctor().stdout).to.equal('kept.rows: 10 documents, sound\n');
    expect(
      await withRows(folder, (client) => rowsOf(client).find({ text: /^row/ }).toArray()),
    ).to.have.length(10);
  });

  it('is not opened by the doctor while the server has it', async () => {
    server = await startProcess(folder);
    expect(doctor().status).to.equal(1);
  });

  it('is refused with a clear message when an older version wrote it', async () => {
    await changeKeys((db) => db.put(Buffer.from([0]), Buffer.from([0])));
    const { code, stderr } = await runToFailure(['--data', folder, '--port', '0']);
    expect(code).to.equal(1);
    expect(stderr).to.include('format version 0');
  });

  it('loses nothing acknowledged when the disk is full, refuses more, and goes on once there is room', async function () {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    try {
      const size = `size=${String(FULL_DISK_BYTES)}`;
      execFileSync('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      // Only root may make a small disk, and not everywhere.
      this.skip();
    }
    try {
      const filler = join(disk, 'filler');
      writeFileSync(filler, Buffer.alloc(FULL_DISK_BYTES / 2));
      const data = join(disk, 'data');
      const acknowledged = await withRows(data, async (client) => {
        let count = 0;
        for (let code: number | undefined; code === undefined;) {
          const row = { _id: count, text: 'x'.repeat(50_000) };
          code = await rowsOf(client)
            .insertOne(row)
            .then(
              () => undefined,
              (error) => Number(error.code),
            );
          if (code === undefined) count += 1;
          else expect(code).to.equal(14031);
        }
        expect(await codeOf(rowsOf(client).insertOne({ _id: -1, text: '' }))).to.equal(14031);
        expect(await rowsOf(client).countDocuments({ _id: { $gte: 0 } })).to.equal(count);
        return count;
      });
      expect(acknowledged).to.be.greaterThan(0);
      rmSync(filler);
      await withRows(data, async (client) => {
        const ids = (await rowsOf(client).find().sort({ _id: 1 }).toArray()).map(({ _id }) => _id);
        expect(ids.slice(0, acknowledged)).to.deep.equal(Array.from({ length: acknowledged }, (_, id) => id));
        await rowsOf(client).insertOne({ _id: 1_000_000, text: '' });
      });
    } finally {
      await server?.end('SIGKILL');
      execFileSync('umount', [disk]);
    }
  });
});
