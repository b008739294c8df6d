import { createHash, randomBytes } from 'node:crypto';
import { Schema } from 'mongoose';
import type { Author } from '../domain/childEvents/childEvent.ts';
import type { Correction } from '../domain/concern/history.ts';
import { groupBy } from '../domain/groupBy.ts';
import type { Theme } from '../domain/taxonomy.ts';
import { authorOf } from './childEvents.ts';
import { isDuplicateKey } from './isDuplicateKey.ts';
import { listIncidentsByIds } from './incidents.ts';
import type { Store } from './openStore.ts';
import { markPupilsStale, withHouseholds } from './pupils.ts';
import { findWholeFile } from './pupilsInScope.ts';
import type { Scope } from './scope.ts';

/** What a person put right: an entry weighed otherwise or left out, or a theme that is over. */
export type CorrectionContent =
  | {
      readonly kind: 'entry-weight';
      readonly entryId: string;
      /** 0 leaves the entry out, 1 is its usual weight, 2 the most. */
      readonly factor: number;
    }
  | { readonly kind: 'theme-closed'; readonly theme: Theme };

/** A correction, kept for ever; one that is undone says by whom and why, and holds for the time in between. */
export interface CorrectionRecord {
  _id: string;
  pupilId: string;
  content: CorrectionContent;
  reason: string;
  at: Date;
  by: Author;
  undone?: { at: Date; by: Author; reason: string };
}

export const correctionSchema = new Schema<CorrectionRecord>(
  {
    _id: { type: String, required: true },
    pupilId: { type: String, required: true, index: true },
    content: { type: Schema.Types.Mixed, required: true } as never,
    reason: { type: String, required: true },
    at: { type: Date, required: true },
    by: { type: Schema.Types.Mixed, required: true } as never,
    undone: { type: Schema.Types.Mixed } as never,
  },
  { versionKey: false, minimize: false },
);

/** An entry may weigh up to twice as much as by itself: more would be a concern of its own, to be written down. */
export const MOST_FACTOR = 2;

export type Corrected =
  | { kind: 'corrected'; correctionId: string }
  /** The child, or the entry, is not there for this reader. */
  | { kind: 'not-found' }
  | { kind: 'reason-needed' }
  | { kind: 'factor-out-of-range' };

export interface NewCorrection {
  pupilId: string;
  content: CorrectionContent;
  reason: string;
  at: Date;
  /** What a form carries so that sending it twice corrects once. */
  requestId?: string;
}

/**
 * Keeps a correction of how a child's story is weighed; it holds from `at` on, and dates before stay as they were.
 * The child and its household are marked stale: enqueue their chronology, or the reconciler will.
 */
export async function recordCorrection(
  store: Store,
  scope: Scope,
  { pupilId, content, reason, at, requestId }: NewCorrection,
): Promise<Corrected> {
  if (!(await findWholeFile(store, scope, 'correct', pupilId))) return { kind: 'not-found' };
  if (reason.trim() === '') return { kind: 'reason-needed' };
  if (content.kind === 'entry-weight') {
    if (!(content.factor >= 0 && content.factor <= MOST_FACTOR)) return { kind: 'factor-out-of-range' };
    if (!(await bearsOn(store, content.entryId, pupilId))) return { kind: 'not-found' };
  }
  const own = requestId === undefined ? randomBytes(12).toString('hex') : `${pupilId}:${requestId}`;
  const _id = `cor_${createHash('sha256').update(own).digest('hex').slice(0, 24)}`;
  const record: CorrectionRecord = { _id, pupilId, content, reason: reason.trim(), at, by: authorOf(scope) };
  try {
    await store.corrections.collection.insertOne(record as never, {
      writeConcern: { w: 'majority', j: true },
    });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  await markPupilsStale(store, await withHouseholds(store, [pupilId]), at);
  return { kind: 'corrected', correctionId: _id };
}

/** True when the child is the subject of an incident or linked to it. */
async function bearsOn(store: Store, entryId: string, pupilId: string): Promise<boolean> {
  const [incident] = await listIncidentsByIds(store, [entryId]);
  if (!incident) return false;
  if (incident.pupilId === pupilId) return true;
  const linked = await store.pupils.countDocuments({ _id: pupilId, upns: { $in: incident.linkedUpns } });
  return linked > 0;
}

/** Undoes a correction from `at` on, with a reason; it stays on record, and held until then. */
export async function undoCorrection(
  store: Store,
  scope: Scope,
  { pupilId, correctionId, reason, at }: { pupilId: string; correctionId: string; reason: string; at: Date },
): Promise<Corrected> {
  const known = await store.corrections.findById(correctionId).lean<CorrectionRecord>();
  if (known?.pupilId !== pupilId) return { kind: 'not-found' };
  if (!(await findWholeFile(store, scope, 'correct', pupilId))) return { kind: 'not-found' };
  if (reason.trim() === '') return { kind: 'reason-needed' };
  await store.corrections.updateOne(
    { _id: correctionId, undone: { $exists: false } },
    { $set: { undone: { at, by: authorOf(scope), reason: reason.trim() } } },
  );
  await markPupilsStale(store, await withHouseholds(store, [pupilId]), at);
  return { kind: 'corrected', correctionId };
}

/** What people put right about these pupils, by pupil, as the judgement wants it; for no reader's eyes. */
export async function mapCorrections(
  store: Store,
  pupilIds: readonly string[],
): Promise<Map<string, Correction[]>> {
  const found = await store.corrections
    .find({ pupilId: { $in: [...pupilIds] } })
    .sort({ at: 1, _id: 1 })
    .lean<CorrectionRecord[]>();
  return new Map(
    [...groupBy(found, ({ pupilId }) => pupilId)].map(([pupilId, records]) => [
      pupilId,
      records.map(({ _id, content, at, by, reason, undone }) => ({
        ...content,
        correctionId: _id,
        at,
        by: by.name,
        reason,
        ...(undone === undefined ? {} : { undoneAt: undone.at }),
      })),
    ]),
  );
}
