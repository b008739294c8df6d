import type { DeliveryRecord } from './deliveries.ts';
import type { Store } from './openStore.ts';

/** How long a worker may be silent before its deliveries are taken to be abandoned. */
export const CLAIM_MS = 15_000;

/** Registers claimed together: what is kept of each meanwhile is a code a mark. */
const MOST_TOGETHER = 8;

/** Deliveries that one worker deals with, in their order. */
export interface Claimed {
  readonly ids: readonly string[];
  /** How many times the first has been begun; the others are begun for the first time. */
  readonly attempt: number;
}

/**
 * Claims a waiting delivery for one worker, which then says every so often that it is still at it; with a register those
 * that follow it from its source, so that all are laid over the children's registers at once. After trouble each goes
 * by itself, lest one holds up the rest.
 * @returns undefined when it has ended or another worker has it
 */
export async function claimDeliveries(
  store: Store,
  { _id, sourceId, kind }: Pick<DeliveryRecord, '_id' | 'sourceId' | 'kind'>,
  now: Date,
): Promise<Claimed | undefined> {
  const attempt = await claim(store, _id, now);
  if (attempt === undefined) return undefined;
  const ids = [_id];
  if (kind !== 'attendance' || attempt > 1) return { ids, attempt };
  const waiting = await store.deliveries
    .find({ sourceId, state: 'accepted' }, { kind: 1, attempts: 1 })
    .sort({ receivedAt: 1, _id: 1 })
    .limit(MOST_TOGETHER)
    .lean<Pick<DeliveryRecord, '_id' | 'kind' | 'attempts'>[]>();
  for (const next of waiting) {
    if (next._id === _id) continue;
    if (next.kind !== 'attendance' || next.attempts > 0) break;
    if ((await claim(store, next._id, now)) === undefined) break;
    ids.push(next._id);
  }
  return { ids, attempt };
}

async function claim(store: Store, deliveryId: string, now: Date): Promise<number | undefined> {
  const after = await store.deliveries
    .findOneAndUpdate(
      {
        _id: deliveryId,
        state: 'accepted',
        $or: [{ claimedUntil: { $exists: false } }, { claimedUntil: { $lt: now } }],
      },
      { $set: { claimedUntil: new Date(now.getTime() + CLAIM_MS) }, $inc: { attempts: 1 } },
      { returnDocument: 'after', projection: { attempts: 1 } },
    )
    .lean<{ attempts: number }>();
  return after?.attempts;
}

/** Says that the deliveries' worker is still at it. */
export async function renewClaims(store: Store, ids: readonly string[], now: Date): Promise<void> {
  const claimedUntil = new Date(now.getTime() + CLAIM_MS);
  await store.deliveries.updateMany(
    { _id: { $in: [...ids] }, state: 'accepted' },
    { $set: { claimedUntil } },
  );
}

/** Gives claims back after trouble, so that the next attempt need not wait for them to run out. */
export async function releaseClaims(store: Store, ids: readonly string[]): Promise<void> {
  await store.deliveries.updateMany({ _id: { $in: [...ids] } }, { $unset: { claimedUntil: '' } });
}
