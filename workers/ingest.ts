/**
 * Ingest: reads a delivery and lands its rows, each on its own. Deliveries of one source are taken strictly in
 * the order they were received, so that a correction never loses to what it corrects; different sources go side
 * by side. Run again at any point, it lands nothing twice.
 */
import type { Job } from 'bull';
import { readBody } from '../domain/formats/readBody.ts';
import {
  countDeliveryAttempt,
  findDelivery,
  findNextDelivery,
  finishDelivery,
  type DeliveryRecord,
} from '../store/deliveries.ts';
import { markPupilsStale } from '../store/pupils.ts';
import { DeliveryTally } from './deliveryTally.ts';
import { landRows } from './landing/landRows.ts';
import { enqueueChronology, enqueueIngest, enqueueTagging, type IngestJob } from './queues.ts';
import type { StageContext } from './stageContext.ts';

/** After so many starts a delivery is set aside for a person, and those behind it go on. */
const MAX_ATTEMPTS = 12;

/** The processor of ingest jobs. */
export async function ingest(context: StageContext, job: Pick<Job<IngestJob>, 'data'>): Promise<void> {
  const { store, queues } = context;
  const { deliveryId, traceId } = job.data;
  const delivery = await findDelivery(store, deliveryId);
  if (!delivery) return;
  const turn = await findNextDelivery(store, delivery.sourceId);
  if (turn === undefined) return;
  if (turn !== deliveryId) {
    await enqueueIngest(queues, turn, traceId);
    return;
  }
  const attempt = await countDeliveryAttempt(store, deliveryId);
  if (attempt > MAX_ATTEMPTS) await setAside(context, delivery, attempt);
  else await process(context, delivery, attempt, traceId);
  const next = await findNextDelivery(store, delivery.sourceId);
  if (next !== undefined) await enqueueIngest(queues, next, traceId);
}

async function process(
  context: StageContext,
  delivery: DeliveryRecord,
  attempt: number,
  traceId: string,
): Promise<void> {
  const { store, queues, log, metrics } = context;
  const reading = readBody(delivery.kind, delivery.body, {
    contentType: delivery.contentType,
    now: delivery.receivedAt,
    ...(delivery.system === undefined ? {} : { source: delivery.system }),
  });
  if (!reading.ok) {
    await finishDelivery(store, delivery._id, {
      state: 'refused',
      finishedAt: context.now(),
      problem: reading.problem,
    });
    log('warn', 'delivery refused', { deliveryId: delivery._id, kind: delivery.kind, traceId });
    return;
  }
  const tally = new DeliveryTally();
  // On a second attempt, rows landed by the first look unchanged; their children still want a new look.
  await landRows(context, delivery, reading, tally, { countUnchangedAsTouched: attempt > 1 });
  await markPupilsStale(store, [...tally.touched], context.now());
  await finishDelivery(store, delivery._id, {
    state: 'processed',
    finishedAt: context.now(),
    counts: tally.counts,
    problems: tally.problems,
    warnings: tally.warnings,
  });
  await enqueueTagging(queues, [...tally.incidentIds], traceId);
  await enqueueChronology(queues, [...tally.touched], traceId);
  for (const outcome of ['landed', 'unchanged', 'held', 'rejected'] as const) {
    metrics.rows.inc({ kind: delivery.kind, outcome }, tally.counts[outcome]);
  }
  const { rows, landed, held, rejected } = tally.counts;
  log('info', 'delivery processed', {
    deliveryId: delivery._id,
    kind: delivery.kind,
    rows,
    landed,
    held,
    rejected,
    traceId,
  });
}

async function setAside(context: StageContext, delivery: DeliveryRecord, attempt: number): Promise<void> {
  await finishDelivery(context.store, delivery._id, {
    state: 'failed',
    finishedAt: context.now(),
    problem: 'could not be processed after repeated attempts; nothing is lost, and it can be run again',
  });
  context.log('error', 'delivery set aside', { deliveryId: delivery._id, attempt });
}
