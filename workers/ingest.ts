/**
 * Ingest: reads a delivery and lands its rows, each on its own. Deliveries of one source are taken strictly in
 * the order they were received, so that a correction never loses to what it corrects; different sources go side
 * by side. Run again at any point, it lands nothing twice.
 */
import type { Job } from 'bull';
import type { RowProblem } from '../domain/formats/rows.ts';
import { readBody } from '../domain/formats/readBody.ts';
import {
  CLAIM_MS,
  claimDelivery,
  findDelivery,
  findNextDelivery,
  finishDelivery,
  releaseClaim,
  renewClaim,
  type DeliveryRecord,
} from '../store/deliveries.ts';
import { askAboutMissing } from '../store/missingRows.ts';
import { revisitDecisionsSince } from '../store/matchDecisions.ts';
import { findSource, sayingsOf } from '../store/sources.ts';
import { markPupilsStale } from '../store/pupils.ts';
import { DeliveryTally } from './deliveryTally.ts';
import { carryOutInTurn } from './landing/carryOutInTurn.ts';
import { landRows } from './landing/landRows.ts';
import {
  enqueueChronology,
  enqueueFeedback,
  enqueueIngest,
  enqueueTagging,
  type IngestJob,
} from './queues.ts';
import type { StageContext } from './stageContext.ts';

/** After so many starts a delivery is set aside for a person, and those behind it go on. */
const MAX_ATTEMPTS = 12;

const SAY_STILL_AT_IT_MS = CLAIM_MS / 3;

/** The processor of ingest jobs. A delivery whose turn has not come is left: the one before it calls it. */
export async function ingest(context: StageContext, job: Pick<Job<IngestJob>, 'data'>): Promise<void> {
  if ('decisions' in job.data) return carryOutInTurn(context, job.data.traceId);
  const { store, queues } = context;
  const { deliveryId, traceId } = job.data;
  const delivery = await findDelivery(store, deliveryId);
  if (!delivery) return;
  const turn = await findNextDelivery(store, delivery.sourceId);
  if (turn === deliveryId) {
    const attempt = await claimDelivery(store, deliveryId, context.now());
    if (attempt === undefined) {
      // Somebody has it, or died holding it: look again once their claim would have run out.
      await queues.ingest.add(job.data, { delay: CLAIM_MS });
      return;
    }
    if (attempt > MAX_ATTEMPTS) await setAside(context, delivery, attempt);
    else await whileClaimed(context, deliveryId, () => process(context, delivery, attempt, traceId));
    if (delivery.feedback) await enqueueFeedback(queues, deliveryId, traceId);
  }
  if (delivery.state === 'accepted' && turn !== deliveryId) return;
  const next = await findNextDelivery(store, delivery.sourceId);
  if (next !== undefined) await enqueueIngest(queues, next, traceId);
}

/** Keeps the claim alive while the work goes on, and gives it back when the work fails. */
async function whileClaimed(
  context: StageContext,
  deliveryId: string,
  work: () => Promise<void>,
): Promise<void> {
  const renewing = setInterval(() => {
    // A renewal that fails is made good by the next one, or the claim runs out and somebody else goes on.
    renewClaim(context.store, deliveryId, context.now()).catch(() => undefined);
  }, SAY_STILL_AT_IT_MS);
  try {
    await work();
  } catch (error) {
    await releaseClaim(context.store, deliveryId);
    throw error;
  } finally {
    clearInterval(renewing);
  }
}

async function process(
  context: StageContext,
  delivery: DeliveryRecord,
  attempt: number,
  traceId: string,
): Promise<void> {
  const { store, queues, log, metrics } = context;
  const source = await findSource(store, delivery.sourceId);
  const reading = readBody(delivery.kind, delivery.body, {
    ...sayingsOf(source, delivery.kind),
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
  const begun = context.now();
  // On a second attempt, rows landed by the first look unchanged; their children still want a new look.
  await landRows(context, delivery, reading, tally, { countUnchangedAsTouched: attempt > 1 });
  // A row that is left out because it was erased is no fault of the export.
  if (tally.counts.rejected === (tally.counts.erased ?? 0))
    await askAboutMissing(store, delivery, context.now());
  await revisitDecisionsSince(store, delivery.schoolUrn, begun);
  await markPupilsStale(store, [...tally.touched], context.now());
  await finishDelivery(store, delivery._id, {
    state: 'processed',
    finishedAt: context.now(),
    counts: tally.counts,
    problems: tally.problems.sort(byRow),
    warnings: tally.warnings.sort(byRow),
  });
  await enqueueTagging(queues, [...tally.incidentIds], traceId);
  const moreFollows = (await findNextDelivery(store, delivery.sourceId)) !== undefined;
  await enqueueChronology(queues, [...tally.touched], traceId, moreFollows);
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

function byRow(a: RowProblem, b: RowProblem): number {
  return a.row - b.row;
}

async function setAside(context: StageContext, delivery: DeliveryRecord, attempt: number): Promise<void> {
  await finishDelivery(context.store, delivery._id, {
    state: 'failed',
    finishedAt: context.now(),
    problem: 'could not be processed after repeated attempts; nothing is lost, and it can be run again',
  });
  context.log('error', 'delivery set aside', { deliveryId: delivery._id, attempt });
}
