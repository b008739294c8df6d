import { Schema } from 'mongoose';
import type { Upn, Urn } from '../domain/identifiers.ts';
import type { LocalDate } from '../domain/localDate.ts';
import type { Session } from '../domain/attendance/marks.ts';
import type { ContactRow, IncidentRow } from '../domain/formats/rows.ts';
import type { Store } from './openStore.ts';

/** Why a row waits: nobody on roll fits it, or several might. */
export type HeldReason = 'unknown-pupil' | 'uncertain-match';

/** A good row whose child is not known yet. It flows on by itself once the child is. */
export type HeldValue =
  | { kind: 'incidents'; row: IncidentRow }
  | { kind: 'contacts'; row: ContactRow }
  | { kind: 'attendance'; upn: Upn; marks: { date: LocalDate; session: Session; code: string }[] };

export interface HeldRowRecord {
  /** `deliveryId:row` */
  _id: string;
  deliveryId: string;
  sourceId: string;
  schoolUrn: Urn;
  row: number;
  reason: HeldReason;
  /** An incident's own number, by which a later row for it finds this one. */
  externalId?: string;
  upn?: Upn;
  matchKeys: string[];
  candidates: { pupilId: string; score: number; why: string[] }[];
  value: HeldValue;
  /** How many rows of the delivery it stands for: one, or as many as there are marks. */
  count: number;
  heldAt: Date;
  /** Set once the row has landed. */
  releasedAt?: Date;
}

export const heldRowSchema = new Schema<HeldRowRecord>(
  {
    _id: { type: String, required: true },
    deliveryId: { type: String, required: true },
    sourceId: { type: String, required: true },
    schoolUrn: { type: String, required: true },
    row: { type: Number, required: true },
    reason: { type: String, required: true },
    externalId: String,
    upn: String,
    matchKeys: [String],
    candidates: [{ _id: false, pupilId: String, score: Number, why: [String] }],
    value: { type: Schema.Types.Mixed, required: true } as never,
    count: { type: Number, required: true },
    heldAt: { type: Date, required: true },
    releasedAt: Date,
  },
  { versionKey: false, minimize: false },
);
heldRowSchema.index({ schoolUrn: 1, releasedAt: 1, heldAt: 1 });
heldRowSchema.index({ schoolUrn: 1, upn: 1 });
heldRowSchema.index({ sourceId: 1, externalId: 1 }, { sparse: true });
heldRowSchema.index({ schoolUrn: 1, matchKeys: 1 });

/** Holds a row; the same row of the same delivery is held once. */
export async function holdRow(store: Store, held: HeldRowRecord): Promise<void> {
  const { _id, ...rest } = held;
  await store.heldRows.updateOne({ _id }, { $setOnInsert: rest }, { upsert: true });
}

/** Rows of a school, still held, that name one of these UPNs or share one of these match keys, oldest first. */
export async function listHeldRowsFor(
  store: Store,
  schoolUrn: Urn,
  identities: { upns: readonly Upn[]; matchKeys: readonly string[] },
): Promise<HeldRowRecord[]> {
  return store.heldRows
    .find({
      schoolUrn,
      releasedAt: { $exists: false },
      $or: [{ upn: { $in: [...identities.upns] } }, { matchKeys: { $in: [...identities.matchKeys] } }],
    })
    .sort({ heldAt: 1, _id: 1 })
    .lean<HeldRowRecord[]>();
}

/**
 * Lets go of held rows of an incident that a later row revises or withdraws: what it says now is what counts.
 * @returns how many there were
 */
export async function releaseSuperseded(
  store: Store,
  incident: { sourceId: string; externalId: string },
  receivedAt: Date,
): Promise<number> {
  const result = await store.heldRows.updateMany(
    { ...incident, releasedAt: { $exists: false }, heldAt: { $lt: receivedAt } },
    { $set: { releasedAt: receivedAt } },
  );
  return result.modifiedCount;
}

export async function markReleased(store: Store, heldRowId: string, now: Date): Promise<void> {
  await store.heldRows.updateOne({ _id: heldRowId }, { $set: { releasedAt: now } });
}

/** What a school's held rows amount to, by kind and reason. */
export async function summariseHeldRows(
  store: Store,
  schoolUrn: Urn,
): Promise<{ kind: HeldValue['kind']; reason: HeldReason; count: number; since: Date }[]> {
  const groups = await store.heldRows.aggregate<{
    _id: { kind: HeldValue['kind']; reason: HeldReason };
    count: number;
    since: Date;
  }>([
    { $match: { schoolUrn, releasedAt: { $exists: false } } },
    {
      $group: {
        _id: { kind: '$value.kind', reason: '$reason' },
        count: { $sum: '$count' },
        since: { $min: '$heldAt' },
      },
    },
  ]);
  return groups.map(({ _id, count, since }) => ({ ..._id, count, since }));
}

/** Rows of one delivery that are or were held, without what they say, the first `limit` in order of their ids. */
export async function listHeldRowsOf(
  store: Store,
  deliveryId: string,
  limit: number,
): Promise<Pick<HeldRowRecord, 'row' | 'count' | 'reason' | 'releasedAt'>[]> {
  return store.heldRows
    .find({ _id: idsOf(deliveryId) }, { row: 1, count: 1, reason: 1, releasedAt: 1 })
    .sort({ _id: 1 })
    .limit(limit)
    .lean<Pick<HeldRowRecord, 'row' | 'count' | 'reason' | 'releasedAt'>[]>();
}

/** How many rows of one delivery are held still. */
export async function countHeldRowsOf(store: Store, deliveryId: string): Promise<number> {
  const [sum] = await store.heldRows.aggregate<{ count: number }>([
    { $match: { _id: idsOf(deliveryId), releasedAt: { $exists: false } } },
    { $group: { _id: null, count: { $sum: '$count' } } },
  ]);
  return sum?.count ?? 0;
}

/** Ids of a delivery's held rows are `deliveryId:row`, and `;` comes after `:`. */
function idsOf(deliveryId: string): { $gte: string; $lt: string } {
  return { $gte: `${deliveryId}:`, $lt: `${deliveryId};` };
}
