import type { Registry } from 'prom-client';
import type { Configuration } from '../domain/configuration.ts';
import type { EventLog } from '../domain/eventLog.ts';
import type { Store } from '../store/openStore.ts';
import type { Queues } from '../workers/queues.ts';
import type { ServerMetrics } from './serverMetrics.ts';

/** What every route is handed. */
export interface ServerContext {
  readonly store: Store;
  readonly queues: Queues;
  readonly configuration: Configuration;
  readonly log: EventLog;
  readonly registry: Registry;
  readonly metrics: ServerMetrics;
  readonly now: () => Date;
}
