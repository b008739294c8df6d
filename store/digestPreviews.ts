import { Schema } from 'mongoose';
import type { DigestView } from '../domain/digest/digestView.ts';
import type { Urn } from '../domain/identifiers.ts';
import { findReaderInScope } from './digestArchive.ts';
import type { Store } from './openStore.ts';
import type { Scope } from './scope.ts';

/** What a reader's next digest would say if it were written now; made when somebody asks, and never sent. */
export interface DigestPreviewRecord {
  /** The reader's id: there is one at a time. */
  _id: string;
  schoolUrns: Urn[];
  askedAt: Date;
  /** Absent while it is being made. */
  made?: { at: Date; week: string; view: DigestView };
}

export const digestPreviewSchema = new Schema<DigestPreviewRecord>(
  {
    _id: { type: String, required: true },
    schoolUrns: { type: [String], required: true },
    askedAt: { type: Date, required: true },
    made: { type: Schema.Types.Mixed } as never,
  },
  { versionKey: false, minimize: false },
);
/** It names children and is nobody's record: it goes by itself after a day. */
digestPreviewSchema.index({ askedAt: 1 }, { expireAfterSeconds: 86_400 });

/**
 * Asks for a preview of the next digest of a reader within the viewer's walls; the caller queues the job that makes it.
 * @returns false when the viewer has no such reader
 */
export async function askForPreviewInScope(
  store: Store,
  scope: Scope,
  readerId: string,
  now: Date,
): Promise<boolean> {
  const reader = await findReaderInScope(store, scope, readerId);
  if (!reader) return false;
  const { schoolUrns } = reader;
  await store.digestPreviews.updateOne(
    { _id: readerId },
    { $set: { schoolUrns, askedAt: now }, $unset: { made: '' } },
    { upsert: true },
  );
  return true;
}

/** The preview for such a reader, made or being made; null when nobody asked for one today, or outside the walls. */
export async function findPreviewInScope(
  store: Store,
  scope: Scope,
  readerId: string,
): Promise<DigestPreviewRecord | null> {
  const reader = await findReaderInScope(store, scope, readerId);
  const preview = await store.digestPreviews.findById(readerId).lean<DigestPreviewRecord>();
  // A reader's schools may have changed since; what was made for others is not for this viewer.
  const isOfThese = reader?.schoolUrns.join() === preview?.schoolUrns.join();
  return reader && isOfThese ? preview : null;
}

/** Keeps a preview that was asked for. */
export async function keepPreview(
  store: Store,
  readerId: string,
  made: NonNullable<DigestPreviewRecord['made']>,
): Promise<void> {
  await store.digestPreviews.updateOne({ _id: readerId }, { $set: { made } });
}
