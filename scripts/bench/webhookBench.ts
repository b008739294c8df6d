import Bull from 'bull';
import express from 'express';
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Urn } from '../../domain/identifiers.ts';
import { recordSchool } from '../../store/schools.ts';
import { recordSource } from '../../store/sources.ts';
import type { Throughline } from '../process/openThroughline.ts';
import { sendDelivery, type OutgoingDelivery, type Sender } from '../demo/sendDelivery.ts';
import { onBenchServices } from './onBenchServices.ts';
import { inParallel, sideBySide, type Benchmark, type Measured } from './benchmark.ts';

const REQUESTS = 400;
const AT_ONCE = 20;
const ROUNDS = 3;
const BENCH_SCHOOL = '990001' as Urn;

/** A delivery of one incident, as a school that sends each entry as it is logged would make. */
const DELIVERY: OutgoingDelivery = {
  kind: 'incidents',
  contentType: 'application/json',
  body: JSON.stringify({
    incidents: [
      {
        externalId: 'bench-1',
        schoolUrn: BENCH_SCHOOL,
        pupil: { forename: 'Benchley', surname: 'Figment', dateOfBirth: '2015-03-09' },
        occurredAt: '2026-09-14T10:40:00+01:00',
        category: 'Wellbeing',
        narrative:
          'Came in without breakfast again and asked for toast. Said there was none at home this week.',
      },
    ],
  }),
};

/** From a signed POST to a delivery that is durable and queued, beside a bare Express that does as little as it can. */
export const webhookBench: Benchmark = {
  name: 'webhook',
  run: () =>
    onBenchServices(['server'], async (throughline, { redisUrl, queuePrefix }) => [
      await measure(throughline, redisUrl, queuePrefix),
    ]),
};

async function measure(throughline: Throughline, redisUrl: string, prefix: string): Promise<Measured> {
  const { store } = throughline;
  await recordSchool(store, { _id: BENCH_SCHOOL, name: 'Bench', phase: 'other', termDates: [] });
  const source = await recordSource(store, { schoolUrn: BENCH_SCHOOL, name: 'Bench', now: new Date() });
  const sender: Sender = { url: `http://127.0.0.1:${throughline.server?.port ?? 0}`, ...source };
  const bare = await startBare(throughline, redisUrl, prefix);
  try {
    const post = (to: Sender) => async (): Promise<number> => {
      await inParallel(REQUESTS, AT_ONCE, () => sendDelivery(to, DELIVERY, randomUUID()));
      return REQUESTS;
    };
    const result = await sideBySide(ROUNDS, post(sender), post({ ...sender, url: bare.url }));
    return {
      name: 'webhook: signed POST to durable and queued',
      unit: 'deliveries/s',
      baselineIs: 'bare Express + insertOne + Bull add',
      ...result,
    };
  } finally {
    await bare.close();
  }
}

/** The same HTTP, the same bytes stored, the same job added; no signature, no identity, no answer for trouble. */
async function startBare(
  { store }: Throughline,
  redisUrl: string,
  prefix: string,
): Promise<{ url: string; close: () => Promise<void> }> {
  const queue = new Bull('bare', redisUrl, { prefix });
  const collection = store.connection.collection('bare');
  const app = express();
  app.post('/webhooks/v1/incidents', express.raw({ type: () => true }), async (request, response) => {
    const deliveryId = randomUUID();
    await collection.insertOne({ _id: deliveryId as never, body: request.body, receivedAt: new Date() });
    await queue.add({ deliveryId });
    response.status(202).json({ deliveryId });
  });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await queue.close();
    },
  };
}
