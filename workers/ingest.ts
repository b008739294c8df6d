/**
 * Ingest: reads a delivery and lands its rows, each on its own. Deliveries of one source are taken strictly in
 * the order they were received, so that a correction never loses to what it corrects; different sources go side
 * by side. Run again at any point, it lands nothing twice.
 */
import type { Job } from 'bull';
import type { RowProblem } from '../domain/formats/rows.ts';
import { readBody } from '../domain/formats/readBody.ts';
import {
  findDelivery,
  findDeliveryHead,
  findNextDelivery,
  finishDelivery,
  type DeliveryOutcome,
  type DeliveryRecord,
} from '../store/deliveries.ts';
import {
  CLAIM_MS,
  claimDeliveries,
  releaseClaims,
  renewClaims,
  type Claimed,
} from '../store/deliveryClaims.ts';
import { askAboutMissing } from '../store/missingRows.ts';
import { revisitDecisionsSince } from '../store/matchDecisions.ts';
import { findSource, sayingsOf } from '../store/sources.ts';
import { markPupilsStale } from '../store/pupils.ts';
import { DeliveryTally } from './deliveryTally.ts';
import { carryOutInTurn } from './landing/carryOutInTurn.ts';
import { landRows } from './landing/landRows.ts';
import type { ReadDelivery } from './landing/openLanding.ts';
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
  const delivery = await findDeliveryHead(store, deliveryId);
  if (!delivery) return;
  const turn = await findNextDelivery(store, delivery.sourceId);
  if (turn === deliveryId) {
    const claimed = await claimDeliveries(store, delivery, context.now());
    if (claimed === undefined) {
      // Somebody has it, or died holding it: look again once their claim would have run out.
      await queues.ingest.add(job.data, { delay: CLAIM_MS });
      return;
    }
    if (claimed.attempt > MAX_ATTEMPTS) await setAside(context, delivery, claimed.attempt, traceId);
    else await whileClaimed(context, claimed, () => process(context, claimed, traceId));
  }
  if (delivery.state === 'accepted' && turn !== deliveryId) return;
  const next = await findNextDelivery(store, delivery.sourceId);
  if (next !== undefined) await enqueueIngest(queues, next, traceId);
}

/** Keeps the claims alive while the work goes on, and gives them back when the work fails. */
async function whileClaimed(
  context: StageContext,
  { ids }: Claimed,
  work: () => Promise<void>,
): Promise<void> {
  const renewing = setInterval(() => {
    // A renewal that fails is made good by the next one, or the claim runs out and somebody else goes on.
    renewClaims(context.store, ids, context.now()).catch(() => undefined);
  }, SAY_STILL_AT_IT_MS);
  try {
    await work();
  } catch (error) {
    await releaseClaims(context.store, ids);
    throw error;
  } finally {
    clearInterval(renewing);
  }
}

type Settled = Pick<ReadDelivery, 'record' | 'tally'>;

async function process(context: StageContext, { ids, attempt }: Claimed, traceId: string): Promise<void> {
  const { store, queues } = context;
  const begun = context.now();
  const settled: Settled[] = [];
  // On a second attempt, rows landed by the first look unchanged; their children still want a new look.
  const options = { countUnchangedAsTouched: attempt > 1 };
  await landRows(context, readDeliveries(context, ids, { settled, traceId }), options);
  const touched = [...new Set(settled.flatMap(({ tally }) => [...tally.touched]))];
  for (const { record, tally } of settled) {
    // A row that is left out because it was erased is no fault of the export.
    if (tally.counts.rejected === (tally.counts.erased ?? 0))
      await askAboutMissing(store, record, context.now());
  }
  const [first] = settled;
  if (first === undefined) return;
  await revisitDecisionsSince(store, first.record.schoolUrn, begun);
  await markPupilsStale(store, touched, context.now());
  for (const one of settled) await settle(context, one, traceId);
  const moreFollows = (await findNextDelivery(store, first.record.sourceId)) !== undefined;
  await enqueueChronology(queues, touched, traceId, moreFollows);
}

/** The deliveries that can be read, one at a time: a body is a few megabytes. The others are refused. */
async function* readDeliveries(
  context: StageContext,
  ids: readonly string[],
  { settled, traceId }: { settled: Settled[]; traceId: string },
): AsyncGenerator<ReadDelivery> {
  for (const id of ids) {
    const found = await findDelivery(context.store, id);
    if (!found) continue;
    const { body, ...record } = found;
    const source = await findSource(context.store, record.sourceId);
    const reading = readBody(record.kind, body, {
      ...sayingsOf(source, record.kind),
      contentType: record.contentType,
      now: record.receivedAt,
      ...(record.system === undefined ? {} : { source: record.system }),
    });
    if (reading.ok) {
      const tally = new DeliveryTally();
      settled.push({ record, tally });
      yield { record, rows: reading.rows, tally };
      continue;
    }
    await finish(context, record, { state: 'refused', problem: reading.problem }, traceId);
    context.log('warn', 'delivery refused', { deliveryId: id, kind: record.kind, traceId });
  }
}

async function settle(context: StageContext, { record, tally }: Settled, traceId: string): Promise<void> {
  const { queues, log, metrics } = context;
  const { _id: deliveryId, kind } = record;
  const outcome = {
    state: 'processed',
    counts: tally.counts,
    problems: tally.problems.sort(byRow),
    warnings: tally.warnings.sort(byRow),
  } as const;
  await finish(context, record, outcome, traceId);
  await enqueueTagging(queues, [...tally.incidentIds], traceId);
  for (const name of ['landed', 'unchanged', 'held', 'rejected'] as const) {
    metrics.rows.inc({ kind, outcome: name }, tally.counts[name]);
  }
  const { rows, landed, held, rejected } = tally.counts;
  log('info', 'delivery processed', { deliveryId, kind, rows, landed, held, rejected, traceId });
}

/** Ends a delivery, and has its sender told where it asked for that. */
async function finish(
  { store, queues, now }: StageContext,
  { _id, feedback }: Pick<DeliveryRecord, '_id' | 'feedback'>,
  outcome: Omit<DeliveryOutcome, 'finishedAt'>,
  traceId: string,
): Promise<void> {
  await finishDelivery(store, _id, { ...outcome, finishedAt: now() });
  if (feedback) await enqueueFeedback(queues, _id, traceId);
}

function byRow(a: RowProblem, b: RowProblem): number {
  return a.row - b.row;
}

async function setAside(
  context: StageContext,
  delivery: Pick<DeliveryRecord, '_id' | 'feedback'>,
  attempt: number,
  traceId: string,
): Promise<void> {
  const problem = 'could not be processed after repeated attempts; nothing is lost, and it can be run again';
  await finish(context, delivery, { state: 'failed', problem }, traceId);
  context.log('error', 'delivery set aside', { deliveryId: delivery._id, attempt });
}
