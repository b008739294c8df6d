import { MongoClient } from 'mongodb';
import process from 'node:process';
import { parseConfiguration } from '../../domain/configuration.ts';
import { databaseNameIn, withDatabaseName } from '../runtime/mongoUri.ts';
import { DATABASE_NAME } from '../runtime/startDatabase.ts';
import { withRuntime } from './withRuntime.ts';

/**
 * Runs a command against the database alone: the one in MONGODB_URI, else our own on the data folder, that
 * of a Throughline running there or started for as long as the command takes.
 */
export async function withDatabase<T>(run: (client: MongoClient) => Promise<T>): Promise<T> {
  const { mongoUri } = parseConfiguration(process.env);
  if (mongoUri === undefined) return withRuntime((configuration) => connected(configuration.mongoUri, run));
  const name = databaseNameIn(mongoUri) ?? DATABASE_NAME;
  return connected(withDatabaseName(mongoUri, name), run);
}

async function connected<T>(uri: string, run: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = await MongoClient.connect(uri, {
    serverSelectionTimeoutMS: 10_000,
    writeConcern: { w: 'majority', journal: true },
  });
  try {
    return await run(client);
  } finally {
    await client.close();
  }
}
