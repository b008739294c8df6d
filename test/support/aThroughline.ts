import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfiguration } from '../../domain/configuration.ts';
import type { EventLog, LogFields } from '../../domain/eventLog.ts';
import type { Urn } from '../../domain/identifiers.ts';
import { A_SCHOOL_URN } from './people.ts';
import { findDelivery, type DeliveryRecord } from '../../store/deliveries.ts';
import { countStalePupils } from '../../store/pupils.ts';
import { countWaitingForTags } from '../../store/incidentTags.ts';
import { recordReader } from '../../store/readers.ts';
import { recordSchool } from '../../store/schools.ts';
import { recordSource } from '../../store/sources.ts';
import { sendDelivery, type OutgoingDelivery } from '../../scripts/demo/sendDelivery.ts';
import { openThroughline, type Part, type Throughline } from '../../scripts/process/openThroughline.ts';
import type { RunnableConfiguration } from '../../scripts/process/withRuntime.ts';
import { testServices } from './testServices.ts';
import { waitFor } from './waitFor.ts';

export interface LoggedEvent {
  readonly level: string;
  readonly event: string;
  readonly fields: LogFields;
}

/** A whole Throughline on real services, with a school and a source that may send for it. */
export interface TestThroughline extends Throughline {
  readonly url: string;
  readonly configuration: RunnableConfiguration;
  readonly sourceId: string;
  readonly secret: string;
  readonly events: readonly LoggedEvent[];
  /** What the server takes for the time: the real one, and what it was moved by. */
  readonly clock: { forward(ms: number): void };
  /** Posts a delivery, signed, and returns its id. */
  send(delivery: OutgoingDelivery, webhookId?: string): Promise<string>;
  /** Posts a delivery and waits until it is dealt with. */
  sendAndSettle(delivery: OutgoingDelivery, webhookId?: string): Promise<DeliveryRecord>;
  /** Waits until nothing is left to tag or to weigh. */
  settled(): Promise<void>;
  drop(): Promise<void>;
}

/** The school that every test's Throughline has set up. */
export const OUR_SCHOOL = A_SCHOOL_URN as Urn;

let count = 0;

/** Starts one for a test file; `drop` it afterwards. */
export async function aThroughline(
  parts: readonly Part[] = ['server', 'workers'],
  environment: Readonly<Record<string, string>> = {},
): Promise<TestThroughline> {
  const services = await testServices();
  const folder = await mkdtemp(join(tmpdir(), 'throughline-data-'));
  const configuration: RunnableConfiguration = {
    ...parseConfiguration({
      NODE_ENV: 'test',
      PORT: '0',
      DATA_DIR: folder,
      QUEUE_PREFIX: services.queuePrefix,
      RECONCILE_EVERY_SECONDS: '1',
      STALLED_INTERVAL_SECONDS: '2',
      ...environment,
    }),
    mongoUri: services.mongoUri,
    redisUrl: services.redisUrl,
  };
  const events: LoggedEvent[] = [];
  const log: EventLog = (level, event, fields = {}) => events.push({ level, event, fields });
  let aheadMs = 0;
  const now = (): Date => new Date(Date.now() + aheadMs);
  const throughline = await openThroughline({ configuration, parts, log, now });
  const { store } = throughline;
  await recordSchool(store, { _id: OUR_SCHOOL, name: 'Test School', phase: 'primary', termDates: [] });
  const reader = { name: 'Reader One', email: 'reader@school.example', role: 'dsl' } as const;
  await recordReader(store, { schoolUrns: [OUR_SCHOOL], ...reader }, new Date());
  const source = await recordSource(store, { schoolUrn: OUR_SCHOOL, name: 'Test exports', now: new Date() });
  const url = `http://127.0.0.1:${throughline.server?.port ?? 0}`;
  const send = (delivery: OutgoingDelivery, webhookId = `msg_${++count}`): Promise<string> =>
    sendDelivery({ url, ...source }, delivery, webhookId);
  return {
    ...throughline,
    ...source,
    url,
    configuration,
    events,
    clock: { forward: (ms) => void (aheadMs += ms) },
    send,
    sendAndSettle: async (delivery, webhookId) => {
      const deliveryId = await send(delivery, webhookId);
      const find = async (): Promise<DeliveryRecord | undefined> => {
        const found = await findDelivery(store, deliveryId);
        return found && found.state !== 'accepted' ? found : undefined;
      };
      return waitFor(find, { timeoutMs: 20_000, what: 'the delivery to be dealt with' });
    },
    settled: () =>
      waitFor(async () => (await countWaitingForTags(store)) + (await countStalePupils(store)) === 0, {
        timeoutMs: 20_000,
        what: 'everything to be tagged and weighed',
      }).then(() => undefined),
    drop: async () => {
      await throughline.close();
      await services.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
