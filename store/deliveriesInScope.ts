/** Deliveries as people see them: when they came and what became of their rows, never what was in them. */
import type { DeliveryReport } from '../domain/webhooks/deliveryReport.ts';
import { reviveDelivery, type DeliveryRecord } from './deliveries.ts';
import { findDeliveryReport } from './deliveryReports.ts';
import type { Store } from './openStore.ts';
import { schoolThingsInScope, type Scope } from './scope.ts';
import { nameSources } from './sources.ts';

const ACTION = 'see-deliveries';

/** A delivery without its body. */
export type DeliveryLine = Pick<
  DeliveryRecord,
  '_id' | 'sourceId' | 'schoolUrn' | 'kind' | 'receivedAt' | 'state' | 'counts'
> & {
  /** What the school calls the system that sent it. */
  readonly sourceName: string;
};

/** Which deliveries something is wrong with: set aside or refused whole, or with rows that cannot be used. */
function withProblems(scope: Scope, since: Date): object {
  return {
    $and: [
      schoolThingsInScope(scope, ACTION),
      { receivedAt: { $gte: since } },
      { $or: [{ state: { $in: ['refused', 'failed'] } }, { 'counts.rejected': { $gt: 0 } }] },
    ],
  };
}

/** Deliveries of the viewer's schools, received since an instant, with which something is wrong; newest first. */
export async function listDeliveryProblems(
  store: Store,
  scope: Scope,
  { since, limit }: { since: Date; limit: number },
): Promise<DeliveryLine[]> {
  const kept = { sourceId: 1, schoolUrn: 1, kind: 1, receivedAt: 1, state: 1, counts: 1 };
  const deliveries = await store.deliveries
    .find(withProblems(scope, since), kept)
    .sort({ receivedAt: -1 })
    .limit(limit)
    .lean<Omit<DeliveryLine, 'sourceName'>[]>();
  const names = await nameSources(
    store,
    deliveries.map(({ sourceId }) => sourceId),
  );
  return deliveries.map((delivery) => ({ ...delivery, sourceName: names.get(delivery.sourceId) ?? '' }));
}

/** How many there are of those. */
export async function countDeliveryProblems(store: Store, scope: Scope, since: Date): Promise<number> {
  return store.deliveries.countDocuments(withProblems(scope, since));
}

/** What became of a delivery by row and field, as its sender is told; undefined when the viewer has none such. */
export async function findReportInScope(
  store: Store,
  scope: Scope,
  deliveryId: string,
): Promise<{ line: DeliveryLine; report: DeliveryReport } | undefined> {
  const delivery = await findMine(store, scope, deliveryId);
  const report = delivery && (await findDeliveryReport(store, { sourceId: delivery.sourceId, deliveryId }));
  if (!report) return undefined;
  const names = await nameSources(store, [delivery.sourceId]);
  return { line: { ...delivery, sourceName: names.get(delivery.sourceId) ?? '' }, report };
}

/**
 * Has a delivery that was set aside processed once more. The caller enqueues it and records the audit event.
 * @returns false when the viewer has no such delivery, or it was not set aside
 */
export async function rerunInScope(store: Store, scope: Scope, deliveryId: string): Promise<boolean> {
  return (await findMine(store, scope, deliveryId)) !== null && reviveDelivery(store, deliveryId);
}

async function findMine(
  store: Store,
  scope: Scope,
  deliveryId: string,
): Promise<Omit<DeliveryLine, 'sourceName'> | null> {
  return store.deliveries
    .findOne({ $and: [schoolThingsInScope(scope, ACTION) as never, { _id: deliveryId }] }, { body: 0 })
    .lean<Omit<DeliveryLine, 'sourceName'>>();
}
