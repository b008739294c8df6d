import { Schema } from 'mongoose';
import type { PupilIdentity } from '../domain/formats/rows.ts';
import type { Urn } from '../domain/identifiers.ts';
import type { Store } from './openStore.ts';

/** Who decided, when, and in their words why. */
export interface DecidedBy {
  /** The name as it is to be read in years to come. */
  by: string;
  personId: string;
  at: Date;
  why?: string;
}

/**
 * A person's decision which child a school means when it says this name, date of birth or number. Rows that
 * say the same later go to the same child without asking again. What lands by a decision is filed under it,
 * so that a decision taken back takes along everything that followed from it.
 */
export interface MatchDecisionRecord extends DecidedBy {
  /** `urn:told` of the row that was decided on */
  _id: string;
  schoolUrn: Urn;
  /** Fingerprints of what the school said that this decides (see `identityHash`). */
  told: string[];
  /** As the school said it. */
  identity: PupilIdentity;
  pupilId: string;
  /** What was decided before, oldest first. */
  before: (DecidedBy & { pupilId: string })[];
  /** Set while what was filed under it is still to be moved to its child. */
  waitingSince?: Date;
}

export const matchDecisionSchema = new Schema<MatchDecisionRecord>(
  {
    _id: { type: String, required: true },
    schoolUrn: { type: String, required: true },
    told: { type: [String], required: true },
    identity: { type: Schema.Types.Mixed, required: true } as never,
    pupilId: { type: String, required: true, index: true },
    by: { type: String, required: true },
    personId: { type: String, required: true },
    at: { type: Date, required: true },
    why: String,
    before: { type: [Schema.Types.Mixed], required: true } as never,
    waitingSince: Date,
  },
  { versionKey: false, minimize: false },
);
matchDecisionSchema.index({ schoolUrn: 1, told: 1 });
matchDecisionSchema.index({ waitingSince: 1 }, { sparse: true });

/**
 * Keeps a decision, or changes one. What was filed under it before waits to be moved: `listWaitingDecisions`
 * finds it, and the ingest stage does it.
 */
export async function recordMatchDecision(
  store: Store,
  decision: Pick<MatchDecisionRecord, '_id' | 'schoolUrn' | 'told' | 'identity' | 'pupilId'> & DecidedBy,
): Promise<void> {
  const { _id, schoolUrn, told, identity, pupilId } = decision;
  const known = await store.matchDecisions.findById(_id).lean<MatchDecisionRecord>();
  if (known?.pupilId === pupilId) return;
  await store.matchDecisions.updateOne(
    { _id, ...(known ? { pupilId: known.pupilId } : {}) },
    {
      $setOnInsert: { schoolUrn, identity: identity as never },
      $set: { told, pupilId, ...decidedBy(decision), waitingSince: decision.at },
      ...(known ? { $push: { before: { pupilId: known.pupilId, ...decidedBy(known) } as never } } : {}),
    },
    { upsert: !known },
  );
}

function decidedBy({ by, personId, at, why }: DecidedBy): DecidedBy {
  return { by, personId, at, ...(why === undefined ? {} : { why }) };
}

/** The decisions on what a school says, by fingerprint. Costs one question where nobody has decided anything. */
export async function mapMatchDecisions(
  store: Store,
  schoolUrn: Urn,
  told: readonly string[],
): Promise<Map<string, MatchDecisionRecord>> {
  if (!(await store.matchDecisions.exists({ schoolUrn }))) return new Map();
  const found = await store.matchDecisions
    .find({ schoolUrn, told: { $in: [...told] } })
    .sort({ at: 1 })
    .lean<MatchDecisionRecord[]>();
  return new Map(found.flatMap((decision) => decision.told.map((one) => [one, decision] as const)));
}

/** Decisions whose consequences are still to be carried out, oldest first. */
export async function listWaitingDecisions(store: Store, limit: number): Promise<MatchDecisionRecord[]> {
  return store.matchDecisions
    .find({ waitingSince: { $gt: new Date(0) } })
    .sort({ waitingSince: 1 })
    .limit(limit)
    .lean<MatchDecisionRecord[]>();
}

/**
 * Says that a decision has been carried out. One that was changed meanwhile waits, also where the change has been
 * carried out already: what was just moved goes to its child again.
 */
export async function clearWaitingDecision(
  store: Store,
  { _id, pupilId, waitingSince }: MatchDecisionRecord,
): Promise<void> {
  if (waitingSince === undefined) return;
  await store.matchDecisions.updateOne({ _id, pupilId, waitingSince }, { $unset: { waitingSince: '' } });
  await store.matchDecisions.updateOne(
    { _id, pupilId: { $ne: pupilId }, waitingSince: { $exists: false } },
    { $set: { waitingSince } },
  );
}

/**
 * Has the decisions a delivery may have missed carried out once more: those made after it was begun, when it
 * may have filed rows by the one before.
 */
export async function revisitDecisionsSince(store: Store, schoolUrn: Urn, since: Date): Promise<void> {
  await store.matchDecisions.updateMany(
    { schoolUrn, at: { $gte: since }, waitingSince: { $exists: false } },
    { $set: { waitingSince: since } },
  );
}
