import { expect } from 'chai';
import { Redis } from 'ioredis';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RuntimeUnavailable } from '../../../scripts/runtime/runtimeUnavailable.ts';
import { startRedis } from '../../../scripts/runtime/startRedis.ts';
import { waitFor } from '../../support/waitFor.ts';

describe('a Redis of our own', function () {
  this.timeout(60_000);
  let folder = '';

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'throughline redis "'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function withClient<T>(url: string, use: (redis: Redis) => Promise<T>): Promise<T> {
    const redis = new Redis(url, { maxRetriesPerRequest: 20 });
    redis.on('error', () => undefined);
    try {
      return await use(redis);
    } finally {
      redis.disconnect();
    }
  }

  it('keeps what it was given, on the same address, when it is killed', async () => {
    const lines: string[] = [];
    const service = await startRedis(folder, (line) => lines.push(line));
    try {
      await withClient(service.url, async (redis) => {
        await redis.set('waiting', 'job');
        process.kill(service.child.pid()!, 'SIGKILL');
        await waitFor(() => lines.includes('Redis is running again.'), { what: 'Redis to be started again' });
        expect(await redis.get('waiting')).to.equal('job');
      });
    } finally {
      await service.child.stop();
    }
  });

  it('keeps what it was given through a stop and a start', async () => {
    const first = await startRedis(folder, () => undefined);
    await withClient(first.url, (redis) => redis.set('waiting', 'job'));
    await first.child.stop();
    const second = await startRedis(folder, () => undefined);
    try {
      expect(await withClient(second.url, (redis) => redis.get('waiting'))).to.equal('job');
    } finally {
      await second.child.stop();
    }
  });

  it('answers nobody without the password, which only this user can read', async () => {
    const service = await startRedis(folder, () => undefined);
    try {
      const { port } = new URL(service.url);
      const refused = await withClient(`redis://127.0.0.1:${port}`, (redis) =>
        redis.get('x').catch((error: unknown) => String(error)),
      );
      expect(refused).to.contain('NOAUTH');
      const path = join(folder, 'redis', 'password');
      expect((await stat(path)).mode & 0o077).to.equal(0);
      expect(service.description).not.to.contain(await readFile(path, 'utf8'));
    } finally {
      await service.child.stop();
    }
  });

  it('would rather refuse a job than drop one when memory is short', async () => {
    const service = await startRedis(folder, () => undefined);
    try {
      const policy = await withClient(service.url, (redis) => redis.config('GET', 'maxmemory-policy'));
      expect(policy).to.deep.equal(['maxmemory-policy', 'noeviction']);
    } finally {
      await service.child.stop();
    }
  });

  it('says what to install when there is no redis-server', async () => {
    const path = process.env['PATH'];
    process.env['PATH'] = folder;
    try {
      const refused = await startRedis(folder, () => undefined).catch((error: unknown) => error);
      expect(refused).to.be.instanceOf(RuntimeUnavailable);
      expect(String(refused)).to.contain('apt-get install redis-server').and.to.contain('REDIS_URL');
    } finally {
      process.env['PATH'] = path;
    }
  });
});
