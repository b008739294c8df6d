import { Schema } from 'mongoose';
import type { Upn, Urn } from '../domain/identifiers.ts';
import type { LocalDate } from '../domain/localDate.ts';
import type { Session } from '../domain/attendance/marks.ts';
import type { ContactRow, IncidentRow, PupilIdentity } from '../domain/formats/rows.ts';
import { noteChanged } from './feedback.ts';
import type { DecidedBy } from './matchDecisions.ts';
import type { HeldVerdict } from './reviewMatches.ts';
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
  /** Whom the row may be about, as it stood when it was held; the likeliest first. */
  candidates: { pupilId: string; score: number; why: string[] }[];
  /** How the row tells which child it is. */
  identity: PupilIdentity;
  told: string;
  value: HeldValue;
  /** How many rows of the delivery it stands for: one, or as many as there are marks. */
  count: number;
  heldAt: Date;
  /** What a person said of it; it then flows on, or is left out, by itself. */
  decision?: HeldDecision;
  decidedAt?: Date;
  /** Why a decision could not be carried out; the row then waits for another. */
  problem?: string;
  /** Set once the row waits no longer, with how that ended. */
  releasedAt?: Date;
  outcome?: 'landed' | 'superseded' | 'rejected';
}

/** What a person said of a held row, and who. */
export interface HeldDecision extends DecidedBy {
  verdict: HeldVerdict;
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
    identity: { type: Schema.Types.Mixed } as never,
    told: String,
    heldAt: { type: Date, required: true },
    decision: { type: Schema.Types.Mixed } as never,
    decidedAt: Date,
    problem: String,
    releasedAt: Date,
    outcome: String,
  },
  { versionKey: false, minimize: false },
);
heldRowSchema.index({ schoolUrn: 1, releasedAt: 1, heldAt: 1 });
heldRowSchema.index({ schoolUrn: 1, upn: 1 });
heldRowSchema.index({ sourceId: 1, externalId: 1 }, { sparse: true });
heldRowSchema.index({ schoolUrn: 1, matchKeys: 1 });
heldRowSchema.index({ schoolUrn: 1, told: 1 });
heldRowSchema.index({ decidedAt: 1 }, { sparse: true });

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
 * Lets go of held rows of incidents that later rows revise or withdraw: what they say now is what counts.
 * @returns how many there were
 */
export async function releaseSuperseded(
  store: Store,
  { sourceId, externalIds }: { sourceId: string; externalIds: readonly string[] },
  receivedAt: Date,
): Promise<number> {
  const waiting = { sourceId, releasedAt: { $exists: false }, heldAt: { $lt: receivedAt } };
  if (!(await store.heldRows.exists(waiting))) return 0;
  const older = { ...waiting, externalId: { $in: [...externalIds] } };
  const of = await store.heldRows.distinct('deliveryId', older);
  if (of.length === 0) return 0;
  await noteChanged(store, of, receivedAt);
  const result = await store.heldRows.updateMany(older, {
    $set: { releasedAt: receivedAt, outcome: 'superseded' },
    $unset: { decidedAt: '' },
  });
  return result.modifiedCount;
}

/** Says that a row waits no longer. */
export async function markReleased(
  store: Store,
  heldRowId: string,
  { at, outcome }: { at: Date; outcome: NonNullable<HeldRowRecord['outcome']> },
): Promise<void> {
  await store.heldRows.updateOne(
    { _id: heldRowId },
    { $set: { releasedAt: at, outcome }, $unset: { decidedAt: '' } },
  );
}

/** Lets a row wait for another decision, because this one could not be carried out. */
export async function reopenHeldRow(store: Store, heldRowId: string, problem: string): Promise<void> {
  await store.heldRows.updateOne(
    { _id: heldRowId, releasedAt: { $exists: false } },
    { $set: { problem }, $unset: { decision: '', decidedAt: '' } },
  );
}

/** Rows that a person has decided on and that have not flowed on yet, oldest decision first. */
export async function listDecidedRows(store: Store, limit: number): Promise<HeldRowRecord[]> {
  return store.heldRows
    .find({ decidedAt: { $gt: new Date(0) }, releasedAt: { $exists: false } })
    .sort({ decidedAt: 1 })
    .limit(limit)
    .lean<HeldRowRecord[]>();
}

/** Rows of a school, still held and not decided on, that tell of their child in one of these ways. */
export async function listHeldRowsTelling(
  store: Store,
  schoolUrn: Urn,
  told: readonly string[],
): Promise<HeldRowRecord[]> {
  return store.heldRows
    .find({
      schoolUrn,
      told: { $in: [...told] },
      releasedAt: { $exists: false },
      decision: { $exists: false },
    })
    .sort({ heldAt: 1, _id: 1 })
    .lean<HeldRowRecord[]>();
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

/** How many rows of one delivery are held still, and how many that were are with their child by now. */
export async function countHeldRowsOf(
  store: Store,
  deliveryId: string,
): Promise<{ held: number; landed: number }> {
  const sums = await store.heldRows.aggregate<{ _id: string | null; count: number }>([
    { $match: { _id: idsOf(deliveryId) } },
    { $group: { _id: '$outcome', count: { $sum: '$count' } } },
  ]);
  const of = (outcome: string | null): number => sums.find(({ _id }) => _id === outcome)?.count ?? 0;
  return { held: of(null), landed: of('landed') };
}

/** Ids of a delivery's held rows are `deliveryId:row`, and `;` comes after `:`. */
function idsOf(deliveryId: string): { $gte: string; $lt: string } {
  return { $gte: `${deliveryId}:`, $lt: `${deliveryId};` };
}
