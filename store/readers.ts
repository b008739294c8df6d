import { createHash } from 'node:crypto';
import { Schema } from 'mongoose';
import type { DigestRole } from '../domain/digest/digestReader.ts';
import type { ReaderChoice } from '../domain/digest/readerChoice.ts';
import type { DigestSchedule } from '../domain/digest/schedule.ts';
import type { Urn } from '../domain/identifiers.ts';
import type { Store } from './openStore.ts';

/** Somebody who is sent a weekly digest: of a school, of several, of a locality, or its numbers. */
export interface ReaderRecord {
  _id: string;
  /** The schools it tells of; one for a school's own digest. */
  schoolUrns: Urn[];
  name: string;
  email: string;
  role: DigestRole;
  /** Absent: when the deployment sends them. */
  schedule?: DigestSchedule;
  /** Absent: what the deployment's mail is safe for. */
  detail?: 'initials' | 'full';
  /** `news`: a week in which the school was closed is passed over unless something was recorded in it. */
  closedWeeks: 'send' | 'news';
  /** What they want told; absent: everything, as the school set it. */
  choice?: ReaderChoice;
  /** Digests that came due before are not sent by themselves. */
  startedAt: Date;
  stoppedAt?: Date;
  /** The last time mail to the address came back, and why (RFC 3463). */
  cameBack?: { at: Date; status: string };
}

export const readerSchema = new Schema<ReaderRecord>(
  {
    _id: { type: String, required: true },
    schoolUrns: { type: [String], required: true, index: true },
    name: { type: String, required: true },
    email: { type: String, required: true },
    role: { type: String, required: true },
    schedule: { type: { weekday: Number, time: String }, _id: false, default: undefined },
    detail: String,
    closedWeeks: { type: String, required: true },
    choice: { type: Schema.Types.Mixed } as never,
    startedAt: { type: Date, required: true },
    stoppedAt: Date,
    cameBack: { type: { at: Date, status: String }, _id: false, default: undefined },
  },
  { versionKey: false, timestamps: true },
);

export type NewReader = Pick<ReaderRecord, 'schoolUrns' | 'name' | 'email' | 'role'> &
  Partial<Pick<ReaderRecord, 'schedule' | 'detail' | 'closedWeeks'>>;

/**
 * Adds a reader, or changes the one with this address for these schools; one who was stopped begins anew.
 * @returns the reader's id, which says neither address nor school
 */
export async function recordReader(store: Store, reader: NewReader, now: Date): Promise<string> {
  const _id = readerId(reader);
  const before = await store.readers.findById(_id).lean<ReaderRecord>();
  const startedAt = before && !before.stoppedAt ? before.startedAt : now;
  const kept = before?.choice === undefined ? {} : { choice: before.choice };
  await store.readers.replaceOne(
    { _id },
    { closedWeeks: 'news', ...kept, ...reader, startedAt },
    { upsert: true },
  );
  return _id;
}

export interface ReaderChange extends Pick<ReaderRecord, 'closedWeeks'> {
  readonly choice: ReaderChoice;
  readonly schedule: DigestSchedule;
  readonly isSent: boolean;
}

/** Changes when and whether a reader is sent digests, and what they tell; one who was stopped begins anew. */
export async function changeReader(
  store: Store,
  readerId: string,
  change: ReaderChange,
  now: Date,
): Promise<void> {
  const { schedule, closedWeeks, choice, isSent } = change;
  await store.readers.updateOne({ _id: readerId }, { $set: { schedule, closedWeeks, choice } });
  if (isSent) {
    await store.readers.updateOne(
      { _id: readerId, stoppedAt: { $exists: true } },
      { $set: { startedAt: now }, $unset: { stoppedAt: '' } },
    );
  } else {
    await store.readers.updateOne(
      { _id: readerId, stoppedAt: { $exists: false } },
      { $set: { stoppedAt: now } },
    );
  }
}

/** The same for the same address and schools, and says neither. */
function readerId({ schoolUrns, email }: Pick<ReaderRecord, 'schoolUrns' | 'email'>): string {
  const schools = [...schoolUrns].sort().join('+');
  const digest = createHash('sha256').update(`${schools}:${email.toLowerCase()}`).digest('hex');
  return `rdr_${digest.slice(0, 24)}`;
}

/** Sends a reader no more digests; what was sent stays on record. False when there is no such reader. */
export async function stopReader(
  store: Store,
  reader: Pick<ReaderRecord, 'schoolUrns' | 'email'>,
  now: Date,
): Promise<boolean> {
  const result = await store.readers.updateOne({ _id: readerId(reader) }, { $set: { stoppedAt: now } });
  return result.matchedCount === 1;
}

const ACTIVE = { stoppedAt: { $exists: false } };

/** Everybody who is sent digests, in the order of their ids. */
export async function listAllReaders(store: Store): Promise<ReaderRecord[]> {
  return store.readers.find(ACTIVE).sort({ _id: 1 }).lean<ReaderRecord[]>();
}

/** Those whose digest tells of this school, alone or among others. */
export async function listReaders(store: Store, schoolUrn: Urn): Promise<ReaderRecord[]> {
  return store.readers
    .find({ ...ACTIVE, schoolUrns: schoolUrn })
    .sort({ _id: 1 })
    .lean<ReaderRecord[]>();
}

/** Readers by id, those stopped since among them. */
export async function listReadersByIds(store: Store, readerIds: readonly string[]): Promise<ReaderRecord[]> {
  return store.readers
    .find({ _id: { $in: [...readerIds] } })
    .sort({ _id: 1 })
    .lean<ReaderRecord[]>();
}
