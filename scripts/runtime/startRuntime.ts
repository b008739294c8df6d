import { resolve } from 'node:path';
import { checkDatabaseAnswers, checkRedisAnswers } from './checkAnswers.ts';
import { claimDataFolder, type ServiceAddresses } from './claimDataFolder.ts';
import { databaseNameIn, withDatabaseName } from './mongoUri.ts';
import { DATABASE_NAME, startDatabase } from './startDatabase.ts';
import type { StartedService } from './startedService.ts';
import { startRedis } from './startRedis.ts';

export interface RuntimeWanted {
  /** Folder for whatever is started here; made when missing. */
  readonly dataDir: string;
  /** A database that runs elsewhere; without it one is started. */
  readonly mongoUri?: string | undefined;
  /** A Redis that runs elsewhere; without it one is started. */
  readonly redisUrl?: string | undefined;
  /** Told, in one line without passwords, of anything worth a person's eye. */
  readonly log: (line: string) => void;
}

/** A database and a Redis that answer. The addresses may hold passwords. */
export interface Runtime extends ServiceAddresses {
  /** Set when another process already looks after this data folder and its services are used. */
  readonly sharedWithPid?: number;
  /** Stops what was started here, and nothing else. Calling it again does nothing more. */
  stop(): Promise<void>;
  /** A line for each service: what it is and where; no passwords. */
  describe(): string[];
}

/**
 * Brings up what Throughline stands on: the database and Redis given, or our own on the data folder. When
 * another process already runs them on that folder, they are shared and left running at the end.
 * @throws {RuntimeUnavailable} in one line with its remedy; what had been started is stopped first
 */
export async function startRuntime(wanted: RuntimeWanted): Promise<Runtime> {
  const dataDir = resolve(wanted.dataDir);
  if (wanted.mongoUri !== undefined && wanted.redisUrl !== undefined) {
    const addresses = { mongoUri: named(wanted.mongoUri), redisUrl: wanted.redisUrl };
    await checkAnswers(addresses);
    return { ...addresses, stop: () => Promise.resolve(), describe: () => [GIVEN_REDIS, GIVEN_DATABASE] };
  }
  const claim = await claimDataFolder(dataDir);
  if (claim.kind === 'in-use') {
    const addresses = {
      mongoUri: wanted.mongoUri === undefined ? claim.addresses.mongoUri : named(wanted.mongoUri),
      redisUrl: wanted.redisUrl ?? claim.addresses.redisUrl,
    };
    await checkAnswers(addresses);
    return {
      ...addresses,
      sharedWithPid: claim.ownerPid,
      stop: () => Promise.resolve(),
      describe: () => [`Database and Redis: shared with process ${claim.ownerPid}, which keeps ${dataDir}`],
    };
  }

  const started: StartedService[] = [];
  const stopAll = async (): Promise<void> => {
    await Promise.all(started.map((service) => service.child.stop()));
    await claim.release();
  };
  try {
    const redisUrl = wanted.redisUrl ?? (await keep(startRedis(dataDir, wanted.log), started)).url;
    const mongoUri =
      wanted.mongoUri === undefined
        ? (await keep(startDatabase(dataDir, wanted.log), started)).url
        : named(wanted.mongoUri);
    const addresses = { mongoUri, redisUrl };
    await checkAnswers(addresses);
    await claim.publish(addresses);
    let stopped: Promise<void> | undefined;
    return {
      ...addresses,
      stop: () => (stopped ??= stopAll()),
      describe: () => [
        ...(wanted.redisUrl === undefined ? [] : [GIVEN_REDIS]),
        ...(wanted.mongoUri === undefined ? [] : [GIVEN_DATABASE]),
        ...started.map(({ description }) => description),
      ],
    };
  } catch (error) {
    await stopAll();
    throw error;
  }
}

const GIVEN_REDIS = 'Redis: the one in REDIS_URL';
const GIVEN_DATABASE = 'Database: the one in MONGODB_URI';

async function keep(starting: Promise<StartedService>, started: StartedService[]): Promise<StartedService> {
  const service = await starting;
  started.push(service);
  return service;
}

async function checkAnswers({ mongoUri, redisUrl }: ServiceAddresses): Promise<void> {
  await Promise.all([checkRedisAnswers(redisUrl), checkDatabaseAnswers(mongoUri)]);
}

/** Without a name the driver would use the database `test`. */
function named(mongoUri: string): string {
  return databaseNameIn(mongoUri) === undefined ? withDatabaseName(mongoUri, DATABASE_NAME) : mongoUri;
}
