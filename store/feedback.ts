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

/**
 * Claims one try at telling a sender, for as long as such a try may take; another worker then keeps away.
 * @returns which try it is, from 1, and whose delivery it is, or undefined when there is nothing to tell now
 */
export async function claimFeedback(
  store: Store,
  deliveryId: string,
  now: Date,
  untilMs: number,
): Promise<{ attempt: number; sourceId: string } | undefined> {
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
  return claimed?.feedback ? { attempt: claimed.feedback.tries, sourceId: claimed.sourceId } : undefined;
}

/** Keeps how a try went, and what follows from it. */
export async function recordFeedbackAttempt(
  store: Store,
  deliveryId: string,
  attempt: FeedbackAttempt,
  next: Pick<FeedbackProgress, 'state' | 'nextAt'>,
): Promise<void> {
  await store.deliveries.updateOne(
    { _id: deliveryId, 'feedback.state': 'due' },
    {
      $set: { 'feedback.state': next.state, 'feedback.nextAt': next.nextAt },
      $push: { 'feedback.attempts': { $each: [attempt], $slice: -ATTEMPTS_KEPT } },
    },
  );
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
