import { Double, Long } from 'bson';
import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MongoClient, type Document } from 'mongodb';
import { ArchiveRefused } from '../../../scripts/backup/archive.ts';
import { dumpDatabase, NoSnapshot, readContents } from '../../../scripts/backup/dumpDatabase.ts';
import { checkArchive, DatabaseNotEmpty, restoreDatabase } from '../../../scripts/backup/restoreDatabase.ts';
import { readSealed, writeSealed } from '../../../scripts/backup/sealedFile.ts';
import { startDatabase } from '../../../scripts/runtime/startDatabase.ts';
import { withDatabaseName } from '../../../scripts/runtime/mongoUri.ts';
import { SERVICES_TIMEOUT_MS, testServices, type TestServices } from '../../support/testServices.ts';

const PASSPHRASE = 'a passphrase nobody uses';
/** A cheap key derivation, so that the tests are quick. */
const SEALING = { passphrase: PASSPHRASE, scryptWorkFactor: 8 };

interface Row extends Document {
  _id: string;
}

const ROWS: Row[] = [
  { _id: 'a', whole: new Double(3), long: Long.fromString('9007199254740993'), at: new Date(1), none: null },
  { _id: 'b', bytes: Buffer.from([1, 2]), words: ['x', 'y'] },
  { _id: 'c', nested: { z: 1, a: [{ b: 2 }] }, note: 'Said “fine” — twice.' },
];

describe('backup and restore', function () {
  this.timeout(60_000);
  let services: TestServices;
  let client: MongoClient;
  let elsewhere: MongoClient;
  let stopElsewhere: () => Promise<void>;
  let folder = '';
  let databases = 0;

  before(async function () {
    this.timeout(SERVICES_TIMEOUT_MS);
    folder = await mkdtemp(join(tmpdir(), 'throughline-backup-'));
    services = await testServices();
    client = await MongoClient.connect(services.mongoUri);
    const other = await startDatabase(join(folder, 'data'), () => undefined);
    elsewhere = await MongoClient.connect(other.url);
    stopElsewhere = () => other.child.stop();
  });

  after(async () => {
    await client.close();
    await elsewhere.close();
    await stopElsewhere();
    await services.drop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Some documents and indexes in the database of the tests, and the backup of it. */
  async function aBackup(from = client): Promise<string> {
    const db = from.db();
    await db.dropDatabase();
    await db.collection<Row>('rows').insertMany(ROWS.map((row) => ({ ...row })));
    await db.collection('rows').createIndex({ words: 1, at: -1 }, { name: 'by words' });
    await db.collection('rows').createIndex({ note: 1 }, { unique: true, sparse: true });
    await db.createCollection('empty');
    databases += 1;
    const file = join(folder, `backup-${databases}`);
    const dump = await dumpDatabase(from, 'test', true);
    await writeSealed(file, dump.bytes, SEALING);
    return file;
  }

  const open = (file: string, passphrase = PASSPHRASE) => readSealed(file, passphrase);

  async function failureOf(work: Promise<unknown>): Promise<unknown> {
    return work.then(
      () => undefined,
      (error: unknown) => error,
    );
  }

  for (const direction of ['from here to the other server', 'from the other server to here'] as const) {
    it(`carries every document, type and index ${direction}`, async () => {
      const [from, to] =
        direction === 'from here to the other server' ? [client, elsewhere] : [elsewhere, client];
      const file = await aBackup(from);
      await to.db().dropDatabase();
      const restored = await restoreDatabase(to.db(), open(file), false);
      expect(restored).to.deep.equal(await readContents(from.db(), ['empty', 'rows']));
      expect(restored['rows']?.count).to.equal(3);
      const indexes = async (of: MongoClient) =>
        (await of.db().collection('rows').indexes()).map(({ name, key, unique, sparse }) => ({
          name,
          key,
          unique,
          sparse,
        }));
      expect(await indexes(to)).to.deep.equal(await indexes(from));
    });
  }

  it('reads everything as it was at one moment, while others write', async function () {
    const db = client.db();
    await db.dropDatabase();
    await db.collection<Row>('first').insertOne({ _id: 'n', n: 0 });
    await db.collection<Row>('second').insertOne({ _id: 'n', n: 0 });
    await db
      .collection('middle')
      .insertMany(Array.from({ length: 3_000 }, (_, n) => ({ n, pad: 'x'.repeat(200) })));
    const dump = await dumpDatabase(client, 'test', false).catch((error: unknown) => {
      if (error instanceof NoSnapshot) this.skip();
      throw error;
    });
    let over = false;
    const writing = (async () => {
      while (!over) {
        await db.collection<Row>('first').updateOne({ _id: 'n' }, { $inc: { n: 1 } });
        await db.collection<Row>('second').updateOne({ _id: 'n' }, { $inc: { n: 1 } });
      }
    })();
    const file = join(folder, 'while-writing');
    await writeSealed(file, dump.bytes, SEALING);
    over = true;
    await writing;
    await elsewhere.db().dropDatabase();
    await restoreDatabase(elsewhere.db(), open(file), false);
    const first = await elsewhere.db().collection<Row>('first').findOne({ _id: 'n' });
    const second = await elsewhere.db().collection<Row>('second').findOne({ _id: 'n' });
    expect(first?.['n'] - second?.['n']).to.be.oneOf([0, 1]);
  });

  it('refuses a database that holds something, unless told to replace it', async () => {
    const file = await aBackup();
    const db = elsewhere.db();
    await db.dropDatabase();
    await db.collection<Row>('kept').insertOne({ _id: 'here' });
    expect(await failureOf(restoreDatabase(db, open(file), false))).to.be.instanceOf(DatabaseNotEmpty);
    expect(await db.collection('kept').countDocuments()).to.equal(1);
    await restoreDatabase(db, open(file), true);
    expect((await db.listCollections().toArray()).map(({ name }) => name).sort()).to.deep.equal([
      'empty',
      'rows',
    ]);
  });

  it('writes a file that only its owner can read, and no word of the records in it', async () => {
    const file = await aBackup();
    expect((await stat(file)).mode & 0o077).to.equal(0);
    const bytes = await readFile(file);
    expect(bytes.toString('latin1')).to.match(/^age-encryption\.org\/v1\n/);
    expect(bytes.includes('twice')).to.equal(false);
  });

  it('refuses a wrong passphrase', async () => {
    const file = await aBackup();
    expect(await failureOf(checkArchive(open(file, 'another passphrase')))).to.be.instanceOf(ArchiveRefused);
  });

  it('finds one changed bit', async () => {
    const file = await aBackup();
    const bytes = await readFile(file);
    bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 1;
    await writeFile(file, bytes);
    expect(await failureOf(checkArchive(open(file)))).to.be.instanceOf(ArchiveRefused);
  });

  it('finds that a file is cut short', async () => {
    const file = await aBackup();
    await truncate(file, (await stat(file)).size - 20);
    expect(await failureOf(checkArchive(open(file)))).to.be.instanceOf(ArchiveRefused);
  });

  it('leaves no file behind when it fails', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('some');
      await Promise.reject(new Error('the database went away'));
    }
    const file = join(folder, 'broken');
    expect(await failureOf(writeSealed(file, broken(), SEALING))).to.be.instanceOf(Error);
    expect(await failureOf(stat(file))).to.have.property('code', 'ENOENT');
    expect(await failureOf(stat(`${file}.unfinished`))).to.have.property('code', 'ENOENT');
  });

  it('is rehearsed by the commands a person runs', async function () {
    this.timeout(180_000);
    await aBackup();
    const file = join(folder, 'by-command');
    const target = withDatabaseName(services.mongoUri, `${client.db().databaseName}_restored`);
    const npm = (script: string, uri: string, ...args: string[]) =>
      promisify(execFile)(process.execPath, ['--import', 'tsx', `scripts/${script}.ts`, ...args], {
        cwd: join(import.meta.dirname, '..', '..', '..'),
        env: { ...process.env, MONGODB_URI: uri, BACKUP_PASSPHRASE: PASSPHRASE },
      });
    const written = JSON.parse((await npm('backup', services.mongoUri, '--out', file, '--stopped')).stdout);
    const read = JSON.parse((await npm('restore', target, '--in', file)).stdout);
    expect(read.collections).to.deep.equal(written.collections);
    expect(await failureOf(npm('restore', target, '--in', file))).to.have.property('code', 2);
    await client.db(`${client.db().databaseName}_restored`).dropDatabase();
  });
});
