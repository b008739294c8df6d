import { Schema } from 'mongoose';
import type { Author } from '../../domain/childEvents/childEvent.ts';
import type { Urn } from '../../domain/identifiers.ts';
import type { OwnPeriods } from '../../domain/retention/periods.ts';
import type { RuleId } from '../../domain/retention/retentionRules.ts';
import { mayAt } from '../../domain/access/viewer.ts';
import { authorOf } from '../childEvents.ts';
import type { Store } from '../openStore.ts';
import { schoolThingsInScope, type Scope } from '../scope.ts';

interface PeriodSaid {
  readonly years: number;
  readonly reason: string;
  readonly by: Author;
  readonly at: Date;
}

/** A period a school set in place of the published one; each it set before is kept. */
export interface OwnPeriodRecord extends PeriodSaid {
  /** `urn:ruleId` */
  readonly _id: string;
  readonly schoolUrn: Urn;
  readonly ruleId: RuleId;
  readonly before: readonly PeriodSaid[];
}

export const ownPeriodSchema = new Schema<OwnPeriodRecord>(
  {
    _id: { type: String, required: true },
    schoolUrn: { type: String, required: true, index: true },
    ruleId: { type: String, required: true },
    years: { type: Number, required: true },
    reason: { type: String },
    by: { type: Schema.Types.Mixed, required: true } as never,
    at: { type: Date, required: true },
    before: { type: [Schema.Types.Mixed], required: true } as never,
  },
  { versionKey: false },
);

/**
 * Sets a school's own period for a rule; what it was before is kept. Ask `periodProblem` first.
 * @returns false when the school is not one the viewer decides for
 */
export async function setOwnPeriod(
  store: Store,
  scope: Scope,
  said: { schoolUrn: Urn; ruleId: RuleId; years: number; reason: string; at: Date },
): Promise<boolean> {
  const { schoolUrn, ruleId, ...period } = said;
  if (!mayAt(scope.viewer, 'decide-retention', schoolUrn)) return false;
  const _id = `${schoolUrn}:${ruleId}`;
  const known = await store.ownPeriods.findById(_id).lean<OwnPeriodRecord>();
  const before = known && { years: known.years, reason: known.reason, by: known.by, at: known.at };
  await store.ownPeriods.updateOne(
    { _id },
    {
      $set: { schoolUrn, ruleId, ...period, by: authorOf(scope) },
      ...(before ? { $push: { before: before as never } } : { $setOnInsert: { before: [] as never } }),
    },
    { upsert: true },
  );
  return true;
}

/** What the viewer's schools set. */
export async function listOwnPeriods(store: Store, scope: Scope): Promise<OwnPeriodRecord[]> {
  return store.ownPeriods
    .find(schoolThingsInScope(scope, 'see-retention') as never)
    .sort({ _id: 1 })
    .lean<OwnPeriodRecord[]>();
}

/** What each of these schools set; a school that set nothing has an empty entry. For no reader's eyes. */
export async function mapOwnPeriods(store: Store, urns: readonly Urn[]): Promise<Map<Urn, OwnPeriods>> {
  const found = await store.ownPeriods.find({ schoolUrn: { $in: [...urns] } }).lean<OwnPeriodRecord[]>();
  const periods = new Map<Urn, OwnPeriods>(urns.map((urn) => [urn, {}]));
  for (const { schoolUrn, ruleId, years } of found)
    periods.set(schoolUrn, { ...periods.get(schoolUrn), [ruleId]: years });
  return periods;
}
