import { expect } from 'chai';
import { Redis } from 'ioredis';
import { MongoClient } from 'mongodb';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findProcess } from '../../../scripts/runtime/processIdentity.ts';
import { RuntimeUnavailable } from '../../../scripts/runtime/runtimeUnavailable.ts';
import { startDatabase } from '../../../scripts/runtime/startDatabase.ts';
import { startRuntime, type Runtime } from '../../../scripts/runtime/startRuntime.ts';

const quiet = (): void => undefined;

describe('the runtime', function () {
  this.timeout(120_000);
  let folder = '';

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'throughline-runtime-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function withRuntime(
    wanted: Parameters<typeof startRuntime>[0],
    use: (runtime: Runtime) => Promise<void>,
  ) {
    const runtime = await startRuntime(wanted);
    try {
      await use(runtime);
    } finally {
      await runtime.stop();
    }
  }

  async function pidsIn(dataDir: string): Promise<number[]> {
    const notes = await Promise.all(
      ['redis', 'embedded', 'mongo'].map((name) =>
        readFile(join(dataDir, name, 'process.json'), 'utf8').catch(() => undefined),
      ),
    );
    return notes.flatMap((note) => (note === undefined ? [] : [Number(JSON.parse(note).pid)]));
  }

  it('starts a database and a Redis that answer, and leaves no process behind', async () => {
    let pids: number[] = [];
    await withRuntime({ dataDir: folder, log: quiet }, async (runtime) => {
      pids = await pidsIn(folder);
      expect(pids).to.have.length(2);
      expect(new URL(runtime.mongoUri).pathname).to.equal('/throughline');
      await remember(runtime, 'first');
      expect(await remembered(runtime)).to.deep.equal({ redis: 'first', database: ['first'] });
      expect(runtime.describe()).to.have.length(2);
      expect(runtime.describe().join()).not.to.contain(new URL(runtime.redisUrl).password);
    });
    for (const pid of pids) expect(await findProcess(pid)).to.equal(undefined);
    expect(await readdir(folder)).not.to.include('runtime.json');
  });

  it('is shared by a second who asks for the same folder, and left running when that one stops', async () => {
    await withRuntime({ dataDir: folder, log: quiet }, async (runtime) => {
      const second = await startRuntime({ dataDir: folder, log: quiet });
      expect(second.sharedWithPid).to.equal(process.pid);
      expect(second.mongoUri).to.equal(runtime.mongoUri);
      await second.stop();
      await remember(runtime, 'still here');
      expect((await remembered(runtime)).redis).to.equal('still here');
    });
  });

  it('comes back with everything after the process that held it was killed', async () => {
    const holder = spawn(process.execPath, ['--import', 'tsx', 'test/support/holdRuntime.ts', folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(createInterface({ input: holder.stdout }), 'line');
    await remember(JSON.parse(String(line)), 'kept');
    const left = await pidsIn(folder);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    await withRuntime({ dataDir: folder, log: quiet }, async (runtime) => {
      expect(runtime.sharedWithPid).to.equal(undefined);
      expect(await remembered(runtime)).to.deep.equal({ redis: 'kept', database: ['kept'] });
      for (const pid of left) expect(await findProcess(pid)).to.equal(undefined);
    });
  });

  it('uses what it is given, names the database where the address does not, and stops neither', async () => {
    await withRuntime({ dataDir: folder, log: quiet }, async (own) => {
      const mongoUri = own.mongoUri.replace('/throughline', '');
      const given = { dataDir: join(folder, 'unused'), mongoUri, redisUrl: own.redisUrl, log: quiet };
      await withRuntime(given, async (runtime) => {
        expect(runtime.mongoUri).to.contain('/throughline');
        expect(runtime.redisUrl).to.equal(own.redisUrl);
      });
      expect(await readdir(folder)).not.to.include('unused');
      await remember(own, 'not stopped');
    });
  });

  it('names the setting whose server does not answer, without repeating its password', async () => {
    await withRuntime({ dataDir: folder, log: quiet }, async (own) => {
      const redisUrl = 'redis://:marked@127.0.0.1:1/0';
      const refused = await startRuntime({
        dataDir: folder,
        redisUrl,
        mongoUri: own.mongoUri,
        log: quiet,
      }).catch((error: unknown) => error);
      expect(refused).to.be.instanceOf(RuntimeUnavailable);
      expect(String(refused))
        .to.contain('ECONNREFUSED')
        .and.to.contain('REDIS_URL')
        .and.not.to.contain('marked');
    });
  });

  it('refuses to show an empty database where MongoDB wrote the data and is no longer installed', async () => {
    await mkdir(join(folder, 'mongo'));
    await writeFile(join(folder, 'mongo', 'WiredTiger'), '');
    const path = process.env['PATH'];
    process.env['PATH'] = '/nowhere';
    try {
      const refused = await startDatabase(folder, quiet).catch((error: unknown) => error);
      expect(refused).to.be.instanceOf(RuntimeUnavailable);
      expect(String(refused)).to.contain('mongod is not on the PATH').and.to.contain('MONGODB_URI');
    } finally {
      process.env['PATH'] = path;
    }
  });
});

type Addresses = Pick<Runtime, 'mongoUri' | 'redisUrl'>;

async function remember({ mongoUri, redisUrl }: Addresses, what: string): Promise<void> {
  const client = await MongoClient.connect(mongoUri);
  const redis = new Redis(redisUrl);
  await client.db().collection('memory').insertOne({ what });
  await redis.set('memory', what);
  redis.disconnect();
  await client.close();
}

async function remembered({ mongoUri, redisUrl }: Addresses) {
  const client = await MongoClient.connect(mongoUri);
  const redis = new Redis(redisUrl);
  const documents = await client.db().collection('memory').find().toArray();
  const answer = { redis: await redis.get('memory'), database: documents.map(({ what }) => String(what)) };
  redis.disconnect();
  await client.close();
  return answer;
}
