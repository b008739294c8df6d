import { collectDefaultMetrics, Registry } from 'prom-client';
import type { Configuration } from '../../domain/configuration.ts';
import type { EventLog } from '../../domain/eventLog.ts';
import { serverMetrics } from '../../server/serverMetrics.ts';
import { startServer, type RunningServer } from '../../server/startServer.ts';
import { closeStore, openStore, type Store } from '../../store/openStore.ts';
import { closeQueues, openQueues, type Queues } from '../../workers/queues.ts';
import { stageMetrics } from '../../workers/stageMetrics.ts';
import { startWorkers } from '../../workers/startWorkers.ts';

export type Part = 'server' | 'workers';

export interface ThroughlineOptions {
  /** With the addresses of a database and a Redis that answer. */
  readonly configuration: Configuration & { readonly mongoUri: string; readonly redisUrl: string };
  readonly parts: readonly Part[];
  readonly log: EventLog;
  readonly now?: () => Date;
  /** False for a command that runs workers for a moment: the digest's hour is the lasting process's to keep. */
  readonly keepsSchedule?: boolean;
}

/** A process of Throughline: its connections, and whichever parts it runs. */
export interface Throughline {
  readonly store: Store;
  readonly queues: Queues;
  readonly server: RunningServer | undefined;
  /** Finishes what is under way, then lets go of everything. */
  close(): Promise<void>;
}

/**
 * Opens the store and the queues and starts the parts asked for.
 * @throws what the first thing that could not be had throws; what was opened before is closed
 */
export async function openThroughline(options: ThroughlineOptions): Promise<Throughline> {
  const { configuration, parts, log } = options;
  const now = options.now ?? (() => new Date());
  const store = await openStore(configuration.mongoUri);
  const { stalledIntervalSeconds } = configuration;
  const queues = openQueues({
    redisUrl: configuration.redisUrl,
    prefix: configuration.queuePrefix,
    ...(stalledIntervalSeconds === undefined ? {} : { stalledIntervalSeconds }),
    onError: (queue) => {
      log('warn', 'redis trouble', { queue });
    },
  });
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const shared = { store, queues, configuration, log, now };
  const closeConnections = async (): Promise<void> => {
    await closeQueues(queues);
    await closeStore(store);
  };
  try {
    const server = parts.includes('server')
      ? await startServer({ ...shared, registry, metrics: serverMetrics(registry, queues) })
      : undefined;
    const workers = parts.includes('workers')
      ? await startWorkers({ ...shared, metrics: stageMetrics(registry) }, options.keepsSchedule ?? true)
      : undefined;
    return {
      store,
      queues,
      server,
      close: async () => {
        await server?.close();
        await workers?.close();
        await closeConnections();
      },
    };
  } catch (error) {
    await closeConnections();
    throw error;
  }
}
