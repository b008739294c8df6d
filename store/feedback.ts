import { randomBytes } from 'node:crypto';
import type { DeliveryRecord } from './deliveries.ts';
import type { Store } from './openStore.ts';
import type { SourceRecord } from './sources.ts';

/** One try at telling a sender what became of a delivery. */
export interface FeedbackAttempt {
  at: Date;
  /** The HTTP status, or the kind of trouble, such as `refused-address` or ECONNREFUSED. */
  outcome: string;
}

/**
 * How far telling the sender has come; a delivery has it from its receipt when its source wants to be told.
 * `due` until the sender has said that it knows, or has been tried for three days.
 */
export interface FeedbackProgress {
  state: 'due' | 'told' | 'given-up';
  /** Not tried before then: the next try, or the end of one that is being made. */
  nextAt: Date;
  tries: number;
  /** How often something changed after it was dealt with, such as held rows that flowed on. */
  round?: number;
  /** When the sender first said that it knows. */
  toldAt?: Date;
  /** The last ten tries. */
  attempts: FeedbackAttempt[];
}

/** Where a source is told what became of its deliveries, and the secret such messages are signed with. */
export interface FeedbackTarget {
  url: string;
  secret: string;
  since: Date;
}

const ATTEMPTS_KEPT = 10;

/** What a new delivery of this source carries: that the sender is to be told, or nothing. */
export function feedbackFor(source: SourceRecord, now: Date): { feedback?: FeedbackProgress } {
  return source.feedback ? { feedback: { state: 'due', nextAt: now, tries: 0, attempts: [] } } : {};
}

/**
 * Has a source told of its deliveries from now on, or with no address no more.
 * @returns the secret that the messages are signed with, shown once; undefined when there is no such source
 */
export async function setFeedback(
  store: Store,
  sourceId: string,
  input: { url: string; now: Date } | undefined,
): Promise<string | undefined> {
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const change = input
    ? { $set: { feedback: { url: input.url, secret, since: input.now } } }
    : { $unset: { feedback: '' } };
  const result = await store.sources.updateOne({ _id: sourceId }, change);
  return result.matchedCount === 1 ? secret : undefined;
}

/** Ids of deliveries that have been dealt with and whose sender should have been tried by `before`. */
export async function listDueFeedback(store: Store, before: Date, limit: number): Promise<string[]> {
  const due = await store.deliveries
    .find(
      { 'feedback.state': 'due', 'feedback.nextAt': { $lt: before }, state: { $ne: 'accepted' } },
      { _id: 1 },
    )
    .limit(limit)
    .lean<{ _id: string }[]>();
  return due.map(({ _id }) => _id);
}

/** One try at telling a sender. */
export interface FeedbackClaim {
  /** From 1, within its round. */
  readonly attempt: number;
  readonly round: number;
  /** True when the sender knows of the delivery already, and is told of a change. */
  readonly isUpdate: boolean;
  readonly sourceId: string;
}

/**
 * Claims one try at telling a sender, for as long as such a try may take; another worker then keeps away.
 * @returns which try it is, from 1, of which round, and whose delivery it is; undefined when there is nothing to tell now
 */
export async function claimFeedback(
  store: Store,
  deliveryId: string,
  now: Date,
  untilMs: number,
): Promise<FeedbackClaim | undefined> {
  const claimed = await store.deliveries
    .findOneAndUpdate(
      {
        _id: deliveryId,
        state: { $ne: 'accepted' },
        'feedback.state': 'due',
        'feedback.nextAt': { $lte: now },
      },
      { $set: { 'feedback.nextAt': new Date(now.getTime() + untilMs) }, $inc: { 'feedback.tries': 1 } },
      { returnDocument: 'after', projection: { sourceId: 1, feedback: 1 } },
    )
    .lean<Pick<DeliveryRecord, 'sourceId' | 'feedback'>>();
  if (!claimed?.feedback) return undefined;
  const { tries, round = 0, toldAt } = claimed.feedback;
  return { attempt: tries, round, isUpdate: toldAt !== undefined, sourceId: claimed.sourceId };
}

/** Keeps how a try went, and what follows from it. */
export async function recordFeedbackAttempt(
  store: Store,
  deliveryId: string,
  { round, ...attempt }: FeedbackAttempt & { readonly round: number },
  next: Pick<FeedbackProgress, 'state' | 'nextAt'>,
): Promise<void> {
  const told = next.state === 'told' ? { 'feedback.toldAt': attempt.at } : {};
  await store.deliveries.updateOne(
    {
      _id: deliveryId,
      'feedback.state': 'due',
      // Where something changed during the try, the sender is still to be told of that.
      'feedback.round': round === 0 ? { $exists: false } : round,
    },
    {
      $set: { 'feedback.state': next.state, 'feedback.nextAt': next.nextAt, ...told },
      $push: { 'feedback.attempts': { $each: [attempt], $slice: -ATTEMPTS_KEPT } },
    },
  );
}

/** Changes of one delivery within this time are told together. */
const GATHER_MS = 60_000;

/**
 * Notes that what became of these deliveries has changed after they were dealt with: senders who know of them are told
 * again, once for all that changes within a minute. One that has answered 410, or was given up, is not.
 */
export async function noteChanged(store: Store, deliveryIds: readonly string[], at: Date): Promise<void> {
  if (deliveryIds.length === 0) return;
  const these = { _id: { $in: [...new Set(deliveryIds)] } };
  const nextAt = new Date(at.getTime() + GATHER_MS);
  // Those that are being told now first: one that is told in between is then found by the second.
  await store.deliveries.updateMany(
    { ...these, 'feedback.state': 'due', state: { $ne: 'accepted' } },
    { $inc: { 'feedback.round': 1 } },
  );
  await store.deliveries.updateMany(
    { ...these, 'feedback.state': 'told' },
    {
      $set: { 'feedback.state': 'due', 'feedback.nextAt': nextAt, 'feedback.tries': 0 },
      $inc: { 'feedback.round': 1 },
    },
  );
}

/** Ids of deliveries that have changed and whose senders are to be told of it by now. */
export async function listChanged(store: Store, now: Date, limit: number): Promise<string[]> {
  const due = await store.deliveries
    .find(
      {
        'feedback.state': 'due',
        'feedback.nextAt': { $lte: now },
        'feedback.round': { $gt: 0 },
        'feedback.tries': 0,
      },
      { _id: 1 },
    )
    .limit(limit)
    .lean<{ _id: string }[]>();
  return due.map(({ _id }) => _id);
}

/** How many of a source's deliveries are told of, still to be told of and given up. */
export async function countFeedback(
  store: Store,
  sourceId: string,
): Promise<Record<FeedbackProgress['state'], number>> {
  const counts = { due: 0, told: 0, 'given-up': 0 };
  const groups = await store.deliveries.aggregate<{ _id: FeedbackProgress['state']; count: number }>([
    { $match: { sourceId, 'feedback.state': { $exists: true } } },
    { $group: { _id: '$feedback.state', count: { $sum: 1 } } },
  ]);
  for (const { _id, count } of groups) counts[_id] = count;
  return counts;
}
