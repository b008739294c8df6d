import { createHash } from 'node:crypto';
import { Schema } from 'mongoose';
import type { Urn } from '../domain/identifiers.ts';
import type { Store } from './openStore.ts';

/** Somebody who is sent the weekly digest of a school. */
export interface ReaderRecord {
  _id: string;
  schoolUrn: Urn;
  name: string;
  email: string;
  role: 'dsl';
  stoppedAt?: Date;
}

export const readerSchema = new Schema<ReaderRecord>(
  {
    _id: { type: String, required: true },
    schoolUrn: { type: String, required: true, index: true },
    name: { type: String, required: true },
    email: { type: String, required: true },
    role: { type: String, required: true },
    stoppedAt: Date,
  },
  { versionKey: false, timestamps: true },
);

/** Adds a reader, or renames the one with this address at this school. */
export async function recordReader(store: Store, reader: Omit<ReaderRecord, '_id'>): Promise<string> {
  const _id = readerId(reader);
  await store.readers.updateOne({ _id }, { $set: reader, $unset: { stoppedAt: '' } }, { upsert: true });
  return _id;
}

/** The same for the same address at the same school, and says neither. */
function readerId({ schoolUrn, email }: Pick<ReaderRecord, 'schoolUrn' | 'email'>): string {
  const digest = createHash('sha256').update(`${schoolUrn}:${email.toLowerCase()}`).digest('hex');
  return `rdr_${digest.slice(0, 24)}`;
}

/** Sends a reader no more digests; what was sent stays on record. False when there is no such reader. */
export async function stopReader(
  store: Store,
  reader: Pick<ReaderRecord, 'schoolUrn' | 'email'>,
  now: Date,
): Promise<boolean> {
  const result = await store.readers.updateOne({ _id: readerId(reader) }, { $set: { stoppedAt: now } });
  return result.matchedCount === 1;
}

/** Those who are sent this school's digest. */
export async function listReaders(store: Store, schoolUrn: Urn): Promise<ReaderRecord[]> {
  return store.readers
    .find({ schoolUrn, stoppedAt: { $exists: false } })
    .sort({ _id: 1 })
    .lean<ReaderRecord[]>();
}
