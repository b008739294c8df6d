import { randomBytes } from 'node:crypto';
import { Schema } from 'mongoose';
import { groupBy } from '../../domain/groupBy.ts';
import type { Urn } from '../../domain/identifiers.ts';
import type { Hold } from '../../domain/retention/hold.ts';
import { authorOf } from '../childEvents.ts';
import type { Store } from '../openStore.ts';
import { findPupilInScope } from '../pupilsInScope.ts';
import { mayAt } from '../../domain/access/viewer.ts';
import { schoolsOf } from '../pupils.ts';
import type { Scope } from '../scope.ts';

const ACTION = 'decide-retention';

/** A hold on a child's records. Ended ones stay until the child is erased. */
export interface HoldRecord extends Hold {
  readonly _id: string;
  readonly pupilId: string;
  /** The school that put it. */
  readonly schoolUrn: Urn;
}

export const holdSchema = new Schema<HoldRecord>(
  {
    _id: { type: String, required: true },
    pupilId: { type: String, required: true, index: true },
    schoolUrn: { type: String, required: true },
    kind: { type: String, required: true },
    reason: { type: String, required: true },
    by: { type: Schema.Types.Mixed, required: true } as never,
    at: { type: Date, required: true },
    reviewOn: { type: String, required: true },
    ended: { type: Schema.Types.Mixed } as never,
  },
  { versionKey: false },
);

/**
 * Puts a hold on a child of the viewer's.
 * @returns false for a child outside the viewer's walls
 */
export async function putHold(
  store: Store,
  scope: Scope,
  { pupilId, ...hold }: Pick<HoldRecord, 'pupilId' | 'kind' | 'reason' | 'at' | 'reviewOn'>,
): Promise<boolean> {
  const found = await findPupilInScope(store, scope, ACTION, pupilId);
  const schoolUrn = found && schoolsOf(found.pupil).find((urn) => mayAt(scope.viewer, ACTION, urn));
  if (schoolUrn === undefined) return false;
  const _id = `hld_${randomBytes(12).toString('hex')}`;
  await store.holds.create({ _id, pupilId, schoolUrn, ...hold, by: authorOf(scope) });
  return true;
}

/**
 * Ends a hold with a reason, once. Any school that has the child may: the file is one.
 * @returns false when there is no such hold that stands on a child of the viewer's
 */
export async function endHold(
  store: Store,
  scope: Scope,
  { pupilId, holdId, reason, at }: { pupilId: string; holdId: string; reason: string; at: Date },
): Promise<boolean> {
  if (!(await findPupilInScope(store, scope, ACTION, pupilId))) return false;
  const { modifiedCount } = await store.holds.updateOne(
    { _id: holdId, pupilId, ended: { $exists: false } },
    { $set: { ended: { at, by: authorOf(scope), reason } } },
  );
  return modifiedCount === 1;
}

/** Every hold a child of the viewer's has had, the latest first. */
export async function listHolds(store: Store, scope: Scope, pupilId: string): Promise<HoldRecord[]> {
  if (!(await findPupilInScope(store, scope, ACTION, pupilId))) return [];
  return store.holds.find({ pupilId }).sort({ at: -1 }).lean<HoldRecord[]>();
}

/** The holds that stand on these records, by record; for no reader's eyes. */
export async function mapStandingHolds(
  store: Store,
  pupilIds: readonly string[],
): Promise<Map<string, HoldRecord[]>> {
  const found = await store.holds
    .find({ pupilId: { $in: [...pupilIds] }, ended: { $exists: false } })
    .sort({ at: 1 })
    .lean<HoldRecord[]>();
  return groupBy(found, ({ pupilId }) => pupilId);
}
