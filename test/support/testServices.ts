import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { after } from 'mocha';
import { MongoClient } from 'mongodb';
import { withDatabaseName } from '../../scripts/runtime/mongoUri.ts';
import { startRuntime, type Runtime } from '../../scripts/runtime/startRuntime.ts';

/**
 * A real Redis and a real database for tests: one of each for the whole run, started when the first test
 * asks, or the ones in REDIS_URL and MONGODB_URI. Whoever asks gets a database and a queue prefix of its own.
 */
export interface TestServices {
  /** Address with a database name nobody else uses. */
  readonly mongoUri: string;
  readonly redisUrl: string;
  /** Bull's `prefix`, nobody else's. */
  readonly queuePrefix: string;
  /** Removes the database and every key under the prefix; what is not dropped goes when the run ends. */
  drop(): Promise<void>;
}

interface Running {
  readonly runtime: Runtime;
  readonly folder: string;
}

const START_WITHIN_MS = 120_000;
let running: Promise<Running> | undefined;
let asked = 0;
const undropped = new Set<TestServices>();

/** Starts the services when nobody has yet. Call it in a `before` hook whose timeout is `SERVICES_TIMEOUT_MS`. */
export async function testServices(): Promise<TestServices> {
  const { runtime } = await (running ??= start());
  asked += 1;
  const name = `throughline_test_${process.pid}_${Date.now().toString(36)}_${asked}`;
  const mongoUri = withDatabaseName(runtime.mongoUri, name);
  const services: TestServices = {
    mongoUri,
    redisUrl: runtime.redisUrl,
    queuePrefix: name,
    drop: async () => {
      if (!undropped.delete(services)) return;
      await Promise.all([dropDatabase(mongoUri), dropKeys(runtime.redisUrl, name)]);
    },
  };
  undropped.add(services);
  return services;
}

/** The first start on a slow machine may take longer than a test may. */
export const SERVICES_TIMEOUT_MS = START_WITHIN_MS;

async function start(): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-test-'));
  const runtime = await startRuntime({
    dataDir: folder,
    mongoUri: process.env['MONGODB_URI'] || undefined,
    redisUrl: process.env['REDIS_URL'] || undefined,
    log: (line) => void process.stderr.write(`${line}\n`),
  });
  return { runtime, folder };
}

async function dropDatabase(mongoUri: string): Promise<void> {
  const client = await MongoClient.connect(mongoUri);
  try {
    await client.db().dropDatabase();
  } finally {
    await client.close();
  }
}

async function dropKeys(redisUrl: string, prefix: string): Promise<void> {
  const redis = new Redis(redisUrl);
  try {
    for await (const keys of redis.scanStream({ match: `${prefix}:*`, count: 500 })) {
      if (Array.isArray(keys) && keys.length > 0) await redis.unlink(...keys.map(String));
    }
  } finally {
    redis.disconnect();
  }
}

// At the top level of a module that test files import, this is a hook of the whole run.
after('stop the services of the tests', async function () {
  this.timeout(START_WITHIN_MS);
  if (running === undefined) return;
  const { runtime, folder } = await running;
  await Promise.all([...undropped].map((services) => services.drop()));
  await runtime.stop();
  await rm(folder, { recursive: true, force: true });
});
