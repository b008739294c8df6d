import { expect } from 'chai';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Redis } from 'ioredis';
import type { Urn } from '../../domain/identifiers.ts';
import { findFreePort } from '../../scripts/runtime/findFreePort.ts';
import { sendDelivery, type OutgoingDelivery, type Sender } from '../../scripts/demo/sendDelivery.ts';
import { closeStore, openStore, type Store } from '../../store/openStore.ts';
import { countWaitingDeliveries } from '../../store/deliveries.ts';
import { countWaitingForTags } from '../../store/incidentTags.ts';
import { countStalePupils } from '../../store/pupils.ts';
import { recordSchool } from '../../store/schools.ts';
import { recordSource } from '../../store/sources.ts';
import { A_SCHOOL_URN, anIncident, aPupil } from '../support/people.ts';
import { SERVICES_TIMEOUT_MS, testServices, type TestServices } from '../support/testServices.ts';
import { waitFor } from '../support/waitFor.ts';

const PUPILS = 40;
const DELIVERIES = 30;
const ROWS = 20;

describe('a delivery, whatever is killed', function () {
  this.timeout(180_000);
  let services: TestServices;
  let store: Store;
  let sender: Sender;
  let port: number;
  const running = new Map<'server' | 'workers', ChildProcess>();
  const pupils = Array.from({ length: PUPILS }, () => aPupil());
  const json = (kind: string, value: unknown): OutgoingDelivery => ({
    kind,
    contentType: 'application/json',
    body: JSON.stringify(value),
  });

  before(async function () {
    this.timeout(SERVICES_TIMEOUT_MS);
    services = await testServices();
    store = await openStore(services.mongoUri);
    port = await findFreePort();
    const school = A_SCHOOL_URN as Urn;
    await recordSchool(store, { _id: school, name: 'Test School', phase: 'primary', termDates: [] });
    const source = await recordSource(store, { schoolUrn: school, name: 'Exports', now: new Date() });
    sender = { url: `http://127.0.0.1:${port}`, ...source };
    await Promise.all([start('server'), start('workers')]);
  });
  after(async () => {
    await Promise.all([kill('server'), kill('workers')]);
    await closeStore(store);
    await services.drop();
  });

  async function start(part: 'server' | 'workers'): Promise<void> {
    const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/serve.ts', part], {
      env: {
        ...process.env,
        MONGODB_URI: services.mongoUri,
        REDIS_URL: services.redisUrl,
        PORT: String(port),
        QUEUE_PREFIX: services.queuePrefix,
        RECONCILE_EVERY_SECONDS: '1',
        STALLED_INTERVAL_SECONDS: '2',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    running.set(part, child);
    await once(child.stdout, 'data');
    child.stdout.resume();
  }

  async function kill(part: 'server' | 'workers'): Promise<void> {
    const child = running.get(part);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  /** Sends until it is accepted, with the same webhook-id each time, as a sender should. */
  async function insist(delivery: OutgoingDelivery, webhookId: string): Promise<void> {
    await waitFor(() => sendDelivery(sender, delivery, webhookId), {
      what: 'a delivery to be accepted',
      timeoutMs: 60_000,
    });
  }

  const left = async () =>
    (await countWaitingDeliveries(store)) +
    (await countWaitingForTags(store)) +
    (await countStalePupils(store));

  it('is dealt with exactly once in effect', async () => {
    await insist(json('pupils', { pupils }), 'pupils');
    const incidents = Array.from({ length: DELIVERIES }, () =>
      Array.from({ length: ROWS }, (_, i) => anIncident({ pupil: { upn: pupils[i]!.upn } })),
    );
    for (const [i, rows] of incidents.entries()) {
      await insist(json('incidents', { incidents: rows }), `incidents-${i}`);
      if (i % 6 === 3) {
        await kill('workers');
        await start('workers');
      }
      if (i === 10) await kill('server').then(() => start('server'));
      if (i === 20) await forgetQueues();
    }
    await waitFor(async () => (await left()) === 0, {
      what: 'everything to be processed',
      timeoutMs: 90_000,
    });

    const expected = incidents.flat().map(({ externalId }) => externalId);
    const kept = await store.incidents.find({}, { externalId: 1, revision: 1, tagState: 1 }).lean();
    expect(kept.map(({ externalId }) => externalId).sort()).to.deep.equal(expected.sort());
    expect(kept.every(({ revision, tagState }) => revision === 1 && tagState === 'tagged')).to.equal(true);
    expect(await store.deliveries.countDocuments({ state: 'processed' })).to.equal(DELIVERIES + 1);
    const assessed = await store.assessments.distinct('pupilId', { moment: 'now' });
    expect(assessed).to.have.length(PUPILS);
  });

  /** What losing a Redis without persistence comes to: every job of ours is gone. */
  async function forgetQueues(): Promise<void> {
    const redis = new Redis(services.redisUrl);
    const keys = await redis.keys(`${services.queuePrefix}:*`);
    if (keys.length > 0) await redis.del(...keys);
    redis.disconnect();
  }
});
