import { Schema } from 'mongoose';
import type { Urn } from '../domain/identifiers.ts';
import type { Store } from './openStore.ts';

/**
 * `written` is kept and waits to be sent; `sending` was handed to the mail server, whose answer is not known;
 * `sent` was taken by it (or lies in the outbox).
 */
export type DigestState = 'written' | 'sending' | 'sent';

/** What one reader was sent for one week, whole, as sent. */
export interface DigestRecord {
  /** `urn:week:readerId`: there is never a second for the same reader and week. */
  _id: string;
  schoolUrn: Urn;
  week: string;
  readerId: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  writtenAt: Date;
  state: DigestState;
  /** The same however often it is tried, so that a mail system can drop a second copy. */
  messageId: string;
  attempts: number;
  claimedAt?: Date;
  sentAt?: Date;
  /** Where it went: `smtp` or `outbox`. */
  sentBy?: 'smtp' | 'outbox';
}

export const digestSchema = new Schema<DigestRecord>(
  {
    _id: { type: String, required: true },
    schoolUrn: { type: String, required: true },
    week: { type: String, required: true },
    readerId: { type: String, required: true },
    to: { type: String, required: true },
    subject: { type: String, required: true },
    html: { type: String, required: true },
    text: { type: String, required: true },
    writtenAt: { type: Date, required: true },
    state: { type: String, required: true },
    messageId: { type: String, required: true },
    attempts: { type: Number, required: true },
    claimedAt: Date,
    sentAt: Date,
    sentBy: String,
  },
  { versionKey: false },
);
digestSchema.index({ schoolUrn: 1, week: 1 });
digestSchema.index({ state: 1, writtenAt: 1 });

export type NewDigest = Omit<DigestRecord, 'state' | 'attempts' | 'claimedAt' | 'sentAt' | 'sentBy'>;

/** Keeps a digest before it is sent; the first one written for a reader and week stays. */
export async function recordDigest(store: Store, digest: NewDigest): Promise<DigestRecord> {
  const { _id, ...rest } = digest;
  await store.digests.updateOne(
    { _id },
    { $setOnInsert: { ...rest, state: 'written', attempts: 0 } },
    { upsert: true },
  );
  return store.digests.findById(_id).orFail().lean<DigestRecord>();
}

export async function findDigest(store: Store, digestId: string): Promise<DigestRecord | null> {
  return store.digests.findById(digestId).lean<DigestRecord>();
}

/**
 * Claims a digest for sending; false when it is sent already or somebody else is sending it.
 * @param giveUpAfterMs how long a claim stands before its worker is taken to be gone
 */
export async function claimDigest(
  store: Store,
  digestId: string,
  now: Date,
  giveUpAfterMs: number,
): Promise<boolean> {
  const givenUp = new Date(now.getTime() - giveUpAfterMs);
  const result = await store.digests.updateOne(
    { _id: digestId, $or: [{ state: 'written' }, { state: 'sending', claimedAt: { $lt: givenUp } }] },
    { $set: { state: 'sending', claimedAt: now }, $inc: { attempts: 1 } },
  );
  return result.modifiedCount === 1;
}

/** Gives a claim back when the mail server is known not to have taken the digest. */
export async function releaseDigest(store: Store, digestId: string): Promise<void> {
  await store.digests.updateOne({ _id: digestId, state: 'sending' }, { $set: { state: 'written' } });
}

export async function markDigestSent(
  store: Store,
  digestId: string,
  sentBy: 'smtp' | 'outbox',
  now: Date,
): Promise<void> {
  await store.digests.updateOne({ _id: digestId }, { $set: { state: 'sent', sentBy, sentAt: now } });
}

/** Digests of a school and week, as written or sent. */
export async function listDigests(store: Store, schoolUrn: Urn, week: string): Promise<DigestRecord[]> {
  return store.digests.find({ schoolUrn, week }).sort({ _id: 1 }).lean<DigestRecord[]>();
}

/** The week that a school's last digest before a week was about, if there was one. */
export async function findPreviousDigestWeek(
  store: Store,
  schoolUrn: Urn,
  week: string,
): Promise<string | undefined> {
  const previous = await store.digests
    .findOne({ schoolUrn, week: { $lt: week } }, { week: 1 })
    .sort({ week: -1 })
    .lean<{ week: string }>();
  return previous?.week;
}

/** Ids of digests written before an instant and not sent yet. */
export async function listUnsentDigests(store: Store, before: Date): Promise<string[]> {
  const found = await store.digests
    .find({ state: { $ne: 'sent' }, writtenAt: { $lt: before } }, { _id: 1 })
    .lean<{ _id: string }[]>();
  return found.map((digest) => digest._id);
}
