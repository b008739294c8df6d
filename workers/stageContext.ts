import type { Configuration } from '../domain/configuration.ts';
import type { EventLog } from '../domain/eventLog.ts';
import type { Store } from '../store/openStore.ts';
import type { Queues } from './queues.ts';
import type { StageMetrics } from './stageMetrics.ts';

/** What every stage is handed: its stores, its queues, the clock. */
export interface StageContext {
  readonly store: Store;
  readonly queues: Queues;
  readonly configuration: Configuration;
  readonly log: EventLog;
  readonly metrics: StageMetrics;
  readonly now: () => Date;
}
