import { randomBytes } from 'node:crypto';
import { Schema } from 'mongoose';
import { mayAt } from '../../domain/access/viewer.ts';
import type { Author } from '../../domain/childEvents/childEvent.ts';
import type { Urn } from '../../domain/identifiers.ts';
import type { LocalDate } from '../../domain/localDate.ts';
import { authorOf } from '../childEvents.ts';
import type { Store } from '../openStore.ts';
import { schoolThingsInScope, type Scope } from '../scope.ts';

/**
 * `proposed` by one person and waits for another; `declined` by one of them; `confirmed` and being carried out;
 * `stopped` because something had come in the way by then; `erased`, which makes it a line of the register.
 */
export type ErasureState = 'proposed' | 'declined' | 'confirmed' | 'stopped' | 'erased';

/** A rule as it held when it was applied. */
export interface AppliedRule {
  readonly title: string;
  readonly years: number;
  readonly source: string;
}

/**
 * The erasing of one child's records, or of a school's registers of one academic year, from being proposed to the line
 * that stays. The line holds no name, number, date of birth or word of a record: only random ids of ours, which lead
 * nowhere once it is done and by which it is done again to a backup that is restored.
 */
export interface ErasureRecord {
  _id: string;
  kind: 'child' | 'registers';
  /** The school that decides. */
  schoolUrn: Urn;
  /** Of a child: the ids of its records. Of registers: children left out because something stood in the way. */
  pupilIds: string[];
  academicYear?: number;
  yearOfBirth?: number;
  /** Months that the records covered. */
  from?: string;
  to?: string;
  rules: AppliedRule[];
  dueOn: LocalDate;
  proposed: { by: Author; at: Date };
  /** In the proposer's words; gone once it is erased. */
  reason?: string;
  confirmed?: { by: Author; at: Date };
  /** Why it was not done, by whom; nobody's where the machine found something in the way. */
  ended?: { by?: Author; at: Date; why?: string };
  /** How many of each there were, counted before the first was destroyed. */
  counts?: Record<string, number>;
  state: ErasureState;
  erasedAt?: Date;
  /** Set when a backup was restored in which the records may be: it is carried out again, whatever stands there. */
  again?: Date;
}

export const erasureSchema = new Schema<ErasureRecord>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    schoolUrn: { type: String, required: true },
    pupilIds: { type: [String], required: true, index: true },
    academicYear: Number,
    yearOfBirth: Number,
    from: String,
    to: String,
    rules: { type: [Schema.Types.Mixed], required: true } as never,
    dueOn: { type: String, required: true },
    proposed: { type: Schema.Types.Mixed, required: true } as never,
    reason: String,
    confirmed: { type: Schema.Types.Mixed } as never,
    ended: { type: Schema.Types.Mixed } as never,
    counts: { type: Schema.Types.Mixed } as never,
    state: { type: String, required: true },
    erasedAt: Date,
    again: Date,
  },
  { versionKey: false, minimize: false },
);
erasureSchema.index({ schoolUrn: 1, state: 1 });
erasureSchema.index({ state: 1, 'confirmed.at': 1 });

/** What is asked to be erased, for one person. The caller has made sure that it is due. */
export type NewErasure = Omit<
  ErasureRecord,
  '_id' | 'proposed' | 'confirmed' | 'ended' | 'counts' | 'state' | 'erasedAt' | 'again'
>;

/**
 * Keeps a proposal.
 * @returns its id; undefined when the school is not one the viewer decides for, or the same is proposed already
 */
export async function recordProposal(
  store: Store,
  scope: Scope,
  wanted: NewErasure,
  at: Date,
): Promise<string | undefined> {
  if (!mayAt(scope.viewer, 'decide-retention', wanted.schoolUrn)) return undefined;
  const { kind, schoolUrn, academicYear, pupilIds } = wanted;
  const same =
    kind === 'child'
      ? { kind, pupilIds: { $in: pupilIds } }
      : { kind, schoolUrn, academicYear: academicYear ?? 0 };
  if (await store.erasures.exists({ ...same, state: { $in: ['proposed', 'confirmed'] } })) return undefined;
  const _id = `ers_${randomBytes(12).toString('hex')}`;
  await store.erasures.create({ _id, ...wanted, proposed: { by: authorOf(scope), at }, state: 'proposed' });
  return _id;
}

/** Erasures of the viewer's schools in one of these states, the latest first. */
export async function listErasures(
  store: Store,
  scope: Scope,
  states: readonly ErasureState[],
): Promise<ErasureRecord[]> {
  return store.erasures
    .find({ $and: [schoolThingsInScope(scope, 'see-retention'), { state: { $in: [...states] } }] } as never)
    .sort({ 'proposed.at': -1, _id: 1 })
    .lean<ErasureRecord[]>();
}

/** One that the viewer may confirm or decline; null for none and for one of another school. */
export async function findErasure(
  store: Store,
  scope: Scope,
  erasureId: string,
): Promise<ErasureRecord | null> {
  return store.erasures
    .findOne({ $and: [schoolThingsInScope(scope, 'confirm-erasure'), { _id: erasureId }] } as never)
    .lean<ErasureRecord>();
}

/**
 * Confirms a proposal of somebody else. The caller has made sure that it is still due, enqueues the ingest stage's
 * decisions, which carry it out, and records the audit event.
 * @returns false when it is no proposal any more, or the viewer's own
 */
export async function confirmErasure(
  store: Store,
  scope: Scope,
  erasureId: string,
  at: Date,
): Promise<boolean> {
  const by = authorOf(scope);
  const { modifiedCount } = await store.erasures.updateOne(
    {
      $and: [schoolThingsInScope(scope, 'confirm-erasure')],
      _id: erasureId,
      state: 'proposed',
      'proposed.by.personId': { $ne: by.personId },
    } as never,
    { $set: { state: 'confirmed', confirmed: { by, at } } },
  );
  return modifiedCount === 1;
}

/** Declines a proposal, or takes one's own back, with a reason. False when it is no proposal any more. */
export async function declineErasure(
  store: Store,
  scope: Scope,
  erasureId: string,
  { why, at }: { why: string; at: Date },
): Promise<boolean> {
  const { modifiedCount } = await store.erasures.updateOne(
    {
      $and: [schoolThingsInScope(scope, 'confirm-erasure')],
      _id: erasureId,
      state: 'proposed',
    } as never,
    { $set: { state: 'declined', ended: { by: authorOf(scope), at, why } } },
  );
  return modifiedCount === 1;
}

/** Confirmed ones that wait to be carried out, the longest first; for the worker. */
export async function listConfirmedErasures(store: Store, limit: number): Promise<ErasureRecord[]> {
  return store.erasures
    .find({ state: 'confirmed' })
    .sort({ 'confirmed.at': 1, _id: 1 })
    .limit(limit)
    .lean<ErasureRecord[]>();
}

/** Of an erasure whose first document is still to be destroyed. */
export const NOT_ERASED_YET = { counts: { $exists: false } };

/** Keeps how much there was, once: what is counted after a stop in the middle would be less. */
export async function keepCounts(
  store: Store,
  erasureId: string,
  counts: Readonly<Record<string, number>>,
): Promise<void> {
  await store.erasures.updateOne({ _id: erasureId, ...NOT_ERASED_YET }, { $set: { counts } });
}

/** Makes a carried-out erasure the line that stays: without the proposer's words. */
export async function finishErasure(store: Store, erasureId: string, at: Date): Promise<void> {
  await store.erasures.updateOne(
    { _id: erasureId, state: 'confirmed', erasedAt: { $exists: false } },
    { $set: { erasedAt: at } },
  );
  await store.erasures.updateOne(
    { _id: erasureId, state: 'confirmed' },
    { $set: { state: 'erased' }, $unset: { reason: '', again: '' } },
  );
}

/** Ends a confirmed erasure undone, because something had come in the way. */
export async function stopErasure(store: Store, erasureId: string, why: string, at: Date): Promise<void> {
  await store.erasures.updateOne(
    { _id: erasureId, state: 'confirmed' },
    { $set: { state: 'stopped', ended: { at, why } } },
  );
}
