import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseConfiguration } from '../../domain/configuration.ts';
import { openThroughline, type Part, type Throughline } from '../process/openThroughline.ts';
import type { RunnableConfiguration } from '../process/withRuntime.ts';
import { withDatabaseName } from '../runtime/mongoUri.ts';
import { startRuntime } from '../runtime/startRuntime.ts';

/**
 * Runs a benchmark on our own database and Redis, or on those in MONGODB_URI and REDIS_URL, in a database and under a
 * queue prefix that are nobody else's: what a deployment holds is neither measured nor touched. The database is dropped
 * afterwards.
 */
export async function onBenchServices<T>(
  parts: readonly Part[],
  run: (throughline: Throughline, configuration: RunnableConfiguration) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-bench-'));
  const runtime = await startRuntime({
    dataDir: folder,
    mongoUri: process.env['MONGODB_URI'],
    redisUrl: process.env['REDIS_URL'],
    log: () => undefined,
  });
  try {
    const name = `throughline_bench_${process.pid}`;
    const configuration = {
      ...parseConfiguration({ PORT: '0', DATA_DIR: folder, QUEUE_PREFIX: name }),
      mongoUri: withDatabaseName(runtime.mongoUri, name),
      redisUrl: runtime.redisUrl,
    };
    const throughline = await openThroughline({ configuration, parts, log: () => undefined });
    try {
      return await run(throughline, configuration);
    } finally {
      await throughline.store.connection.dropDatabase();
      await throughline.close();
    }
  } finally {
    await runtime.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
