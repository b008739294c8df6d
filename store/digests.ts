import { Schema } from 'mongoose';
import type { DigestDetail } from '../domain/digest/digestFacts.ts';
import type { DigestKind } from '../domain/digest/digestReader.ts';
import { mayBeSentAgain, type DigestState } from '../domain/digest/digestState.ts';
import type { DigestView } from '../domain/digest/digestView.ts';
import type { Urn } from '../domain/identifiers.ts';
import type { Store } from './openStore.ts';

/** What one reader was sent for one week, whole, as sent. */
export interface DigestRecord {
  /** `week:readerId`: there is never a second for the same reader and week; `week:readerId:late` for its supplement. */
  _id: string;
  schoolUrns: Urn[];
  kind: DigestKind;
  /** For a supplement: the digest it adds to. */
  supplementTo?: string;
  week: string;
  readerId: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  /** Of what was mailed. */
  detail: DigestDetail;
  /** In full, for the page, the PDF and JSON, also where the mail holds initials only. */
  view: DigestView;
  /** Of the week: true when a register or everything was missing as it was written. */
  hadGaps: boolean;
  /** Entries of the week that were here as it was written; absent in those written before this was kept. */
  entriesThen?: number;
  writtenAt: Date;
  /** When what came since was last looked at. */
  lookedAt?: Date;
  state: DigestState;
  /** The same however often it is tried, so that a mail system can drop a second copy. */
  messageId: string;
  attempts: number;
  claimedAt?: Date;
  sentAt?: Date;
  /** Where it went: `smtp` or `outbox`. */
  sentBy?: 'smtp' | 'outbox';
  /** The mail server's answer when it turned the digest away, such as 550. */
  refusedWith?: number;
  /** Why it came back after it had been taken, such as `5.1.1`. */
  bouncedWith?: string;
  /** Set once a child it told of was erased: the mail as it was sent is gone, and is sent no more. */
  redacted?: true;
  /** Each time a person had it sent once more. */
  resends: { at: Date; by: string }[];
}

export const digestSchema = new Schema<DigestRecord>(
  {
    _id: { type: String, required: true },
    schoolUrns: { type: [String], required: true },
    kind: { type: String, required: true },
    supplementTo: String,
    week: { type: String, required: true },
    readerId: { type: String, required: true },
    to: { type: String, required: true },
    subject: { type: String, required: true },
    html: { type: String, required: true },
    text: { type: String, required: true },
    detail: { type: String, required: true },
    view: { type: Schema.Types.Mixed, required: true } as never,
    hadGaps: { type: Boolean, required: true },
    entriesThen: Number,
    writtenAt: { type: Date, required: true },
    lookedAt: Date,
    state: { type: String, required: true },
    messageId: { type: String, required: true },
    attempts: { type: Number, required: true },
    claimedAt: Date,
    sentAt: Date,
    sentBy: String,
    refusedWith: Number,
    bouncedWith: String,
    redacted: Boolean,
    resends: [{ _id: false, at: Date, by: String }],
  },
  { versionKey: false, minimize: false },
);
digestSchema.index({ schoolUrns: 1, week: -1 });
digestSchema.index({ messageId: 1 });
digestSchema.index({ readerId: 1, week: -1 });
digestSchema.index({ state: 1, writtenAt: 1 });

export type NewDigest = Omit<
  DigestRecord,
  'attempts' | 'lookedAt' | 'claimedAt' | 'sentAt' | 'sentBy' | 'refusedWith' | 'bouncedWith' | 'resends'
>;

/** Keeps a digest before it is sent; the first one written for a reader and week stays. */
export async function recordDigest(store: Store, digest: NewDigest): Promise<DigestRecord> {
  const { _id, ...rest } = digest;
  await store.digests.updateOne(
    { _id },
    { $setOnInsert: { ...rest, attempts: 0, resends: [] } },
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

/** Notes that the mail server turned a digest away for good; a person sees it and may have it sent again. */
export async function markDigestRefused(store: Store, digestId: string, refusedWith: number): Promise<void> {
  await store.digests.updateOne(
    { _id: digestId, state: 'sending' },
    { $set: { state: 'refused', refusedWith } },
  );
}

/** Keeps a digest back whose reader was stopped; a person may still have it sent. */
export async function markDigestStopped(store: Store, digestId: string): Promise<void> {
  await store.digests.updateOne({ _id: digestId, state: 'sending' }, { $set: { state: 'stopped' } });
}

/**
 * Has a digest sent once more, as it was written, under a Message-ID of its own so that no mail system takes it for
 * the copy it has. False when there is none, or it is on its way.
 * @param by who asked for it, for the record
 */
export async function askForResend(store: Store, digestId: string, by: string, now: Date): Promise<boolean> {
  const digest = await findDigest(store, digestId);
  if (!digest || digest.redacted || !mayBeSentAgain(digest.state)) return false;
  const messageId = digest.messageId.replace(/(?:\.\d+)?@/, `.${digest.resends.length + 2}@`);
  const result = await store.digests.updateOne(
    { _id: digestId, state: digest.state, resends: { $size: digest.resends.length } },
    {
      $set: { state: 'written', messageId },
      $unset: { refusedWith: '', bouncedWith: '' },
      $push: { resends: { at: now, by } },
    },
  );
  return result.modifiedCount === 1;
}

/** Digests of these readers for a week, as written or sent; supplements left out. */
export async function listDigestsOfReaders(
  store: Store,
  readerIds: readonly string[],
  week: string,
): Promise<DigestRecord[]> {
  return store.digests
    .find({ readerId: { $in: [...readerIds] }, week, supplementTo: { $exists: false } })
    .sort({ _id: 1 })
    .lean<DigestRecord[]>();
}

/** Ids of the schools' own digests of a week that have no supplement yet. */
export async function listDigestsWithoutSupplement(store: Store, week: string): Promise<string[]> {
  const found = await store.digests
    .find({ week, kind: 'school' }, { supplementTo: 1 })
    .lean<{ _id: string; supplementTo?: string }[]>();
  const supplemented = new Set(found.map(({ supplementTo }) => supplementTo));
  return found
    .filter(({ _id, supplementTo }) => supplementTo === undefined && !supplemented.has(_id))
    .map(({ _id }) => _id);
}

/** Notes that what came since was looked at, so that it is not weighed again until more comes. */
export async function noteLooked(store: Store, digestId: string, now: Date): Promise<void> {
  await store.digests.updateOne({ _id: digestId }, { $set: { lookedAt: now } });
}

/** The last digest of a school's own before a week: what week it was about, and when it was written. */
export async function findPreviousDigest(
  store: Store,
  schoolUrn: Urn,
  week: string,
): Promise<Pick<DigestRecord, 'week' | 'writtenAt'> | null> {
  return store.digests
    .findOne({ schoolUrns: schoolUrn, kind: 'school', week: { $lt: week } }, { week: 1, writtenAt: 1 })
    .sort({ week: -1 })
    .lean<Pick<DigestRecord, 'week' | 'writtenAt'>>();
}

/** Ids of digests written before an instant and not sent yet. */
export async function listUnsentDigests(store: Store, before: Date): Promise<string[]> {
  const found = await store.digests
    .find({ state: { $in: ['written', 'sending'] }, writtenAt: { $lt: before } }, { _id: 1 })
    .lean<{ _id: string }[]>();
  return found.map((digest) => digest._id);
}
