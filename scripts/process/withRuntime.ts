import process from 'node:process';
import { parseConfiguration, type Configuration } from '../../domain/configuration.ts';
import { startRuntime } from '../runtime/startRuntime.ts';

export type RunnableConfiguration = Configuration & { readonly mongoUri: string; readonly redisUrl: string };

/**
 * Runs a command against the configured database and Redis, or against our own on the data folder: those of a
 * Throughline that is running there, or else started for as long as the command takes.
 */
export async function withRuntime<T>(run: (configuration: RunnableConfiguration) => Promise<T>): Promise<T> {
  const configuration = parseConfiguration(process.env);
  const runtime = await startRuntime({
    dataDir: configuration.dataDir,
    mongoUri: configuration.mongoUri,
    redisUrl: configuration.redisUrl,
    log: (line) => void process.stderr.write(`${line}\n`),
  });
  try {
    return await run({ ...configuration, mongoUri: runtime.mongoUri, redisUrl: runtime.redisUrl });
  } finally {
    await runtime.stop();
  }
}
