import { Redis } from 'ioredis';
import { MongoClient } from 'mongodb';
import { RuntimeUnavailable } from './runtimeUnavailable.ts';

const WITHIN_MS = 10_000;

/** Asks a Redis for a sign of life. @throws {RuntimeUnavailable} naming the setting, never its value */
export async function checkRedisAnswers(redisUrl: string): Promise<void> {
  const redis = new Redis(redisUrl, {
    lazyConnect: true,
    connectTimeout: WITHIN_MS,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  });
  let reason: unknown;
  redis.on('error', (error) => (reason = error));
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    throw notAnswering('Redis', 'REDIS_URL', reason ?? error);
  } finally {
    redis.disconnect();
  }
}

/** Asks a MongoDB for a sign of life. @throws {RuntimeUnavailable} naming the setting, never its value */
export async function checkDatabaseAnswers(mongoUri: string): Promise<void> {
  let client: MongoClient | undefined;
  try {
    client = new MongoClient(mongoUri, { serverSelectionTimeoutMS: WITHIN_MS, connectTimeoutMS: WITHIN_MS });
    await client.connect();
    await client.db().command({ ping: 1 });
  } catch (error) {
    throw notAnswering('The database', 'MONGODB_URI', error);
  } finally {
    await client?.close();
  }
}

/** Drivers may quote the address, password and all; only the error's code or kind is passed on. */
function notAnswering(what: string, variable: string, error: unknown): RuntimeUnavailable {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const kind = code !== '' ? code : error instanceof Error ? error.name : 'unknown error';
  return new RuntimeUnavailable(
    `${what} does not answer (${kind}): check ${variable}, and that it can be reached from this machine.`,
  );
}
