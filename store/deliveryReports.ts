import type { DeliveryReport, DeliverySummary } from '../domain/webhooks/deliveryReport.ts';
import type { Kind } from '../domain/formats/rows.ts';
import { findDeliveryOutcome, type DeliveryRecord, type DeliveryState } from './deliveries.ts';
import type { FeedbackProgress } from './feedback.ts';
import { countHeldRowsOf, listHeldRowsOf } from './heldRows.ts';
import type { Store } from './openStore.ts';

const HELD_ROWS_TOLD = 1000;

/** Which deliveries a list is asked for; `before` is the id of the delivery that the page before ended with. */
export interface DeliveryPage {
  readonly before?: string;
  readonly limit: number;
  readonly kind?: Kind;
  readonly state?: DeliveryState;
}

/** What became of a delivery of this source, by row and field, or undefined when it has none such. */
export async function findDeliveryReport(
  store: Store,
  scope: { sourceId: string; deliveryId: string },
): Promise<DeliveryReport | undefined> {
  const delivery = await findDeliveryOutcome(store, scope);
  if (!delivery) return undefined;
  const summary = summaryOf(delivery);
  const held = delivery.counts?.held ?? 0;
  const heldRows = held === 0 ? [] : await listHeldRowsOf(store, delivery._id, HELD_ROWS_TOLD);
  const since = held === 0 ? { held: 0, landed: 0 } : await countHeldRowsOf(store, delivery._id);
  const heldNow = Math.min(held, since.held);
  const { rows } = summary;
  return {
    ...summary,
    rows:
      rows === null
        ? null
        : { ...rows, matched: rows.landed + rows.unchanged + Math.min(held, since.landed), heldNow },
    heldRows: heldRows
      .map(({ row, count, reason, releasedAt }) => ({
        row,
        count,
        reason,
        state: releasedAt === undefined ? ('held' as const) : ('released' as const),
      }))
      .sort((a, b) => a.row - b.row),
    problems: delivery.problems,
    ...(delivery.feedback ? { feedback: feedbackOf(delivery.feedback) } : {}),
    warnings: delivery.warnings,
  };
}

/** Deliveries of a source, newest first, with the cursor of the next page or null after the last. */
export async function listDeliverySummaries(
  store: Store,
  sourceId: string,
  page: DeliveryPage,
): Promise<{ deliveries: DeliverySummary[]; next: string | null }> {
  const found = await listDeliveriesOfSource(store, sourceId, { ...page, limit: page.limit + 1 });
  const deliveries = found.slice(0, page.limit).map(summaryOf);
  return { deliveries, next: found.length > page.limit ? (deliveries.at(-1)?.deliveryId ?? null) : null };
}

async function listDeliveriesOfSource(
  store: Store,
  sourceId: string,
  page: DeliveryPage,
): Promise<Omit<DeliveryRecord, 'body' | 'problems' | 'warnings'>[]> {
  const { before, limit, kind, state } = page;
  return store.deliveries
    .find(
      {
        sourceId,
        ...(before === undefined ? {} : { _id: { $lt: before } }),
        ...(kind === undefined ? {} : { kind }),
        ...(state === undefined ? {} : { state }),
      },
      { body: 0, problems: 0, warnings: 0 },
    )
    .sort({ _id: -1 })
    .limit(limit)
    .lean<Omit<DeliveryRecord, 'body' | 'problems' | 'warnings'>[]>();
}

function feedbackOf({ state, attempts }: FeedbackProgress): NonNullable<DeliveryReport['feedback']> {
  return { state, attempts: attempts.map(({ at, outcome }) => ({ at: at.toISOString(), outcome })) };
}

function summaryOf(delivery: Omit<DeliveryRecord, 'body' | 'problems' | 'warnings'>): DeliverySummary {
  const { counts } = delivery;
  return {
    deliveryId: delivery._id,
    webhookId: delivery.webhookId,
    kind: delivery.kind,
    status: delivery.state,
    receivedAt: delivery.receivedAt.toISOString(),
    finishedAt: delivery.finishedAt?.toISOString() ?? null,
    problem: delivery.problem ?? null,
    rows: counts
      ? {
          rows: counts.rows,
          accepted: counts.rows - counts.rejected,
          landed: counts.landed,
          unchanged: counts.unchanged,
          held: counts.held,
          rejected: counts.rejected,
          warnings: counts.warnings,
        }
      : null,
  };
}
