import { Schema } from 'mongoose';
import type { Urn } from '../domain/identifiers.ts';
import type { SchoolContext } from '../domain/concern/history.ts';
import type { Store } from './openStore.ts';

/** What is usual at a school, worked out from its own incidents and registers. */
export interface SchoolContextRecord extends SchoolContext {
  /** URN */
  _id: Urn;
  computedAt: Date;
  /** How much the school had on record when all its children were last weighed by its habit. */
  weighedWith?: SchoolExtent;
}

/** How much a school has on record. */
export interface SchoolExtent {
  incidents: number;
  registers: number;
  pupils: number;
}

export const schoolContextSchema = new Schema<SchoolContextRecord>(
  {
    _id: { type: String, required: true },
    schoolUrn: { type: String, required: true },
    roll: { type: Number, required: true },
    weeks: { type: Schema.Types.Mixed, required: true } as never,
    computedAt: { type: Date, required: true },
    weighedWith: { type: Schema.Types.Mixed } as never,
  },
  { versionKey: false, minimize: false },
);

export async function recordSchoolContext(
  store: Store,
  context: SchoolContext,
  computedAt: Date,
): Promise<void> {
  await store.schoolContexts.updateOne(
    { _id: context.schoolUrn },
    { $set: { ...context, computedAt } as never },
    { upsert: true },
  );
}

export async function findSchoolContext(store: Store, schoolUrn: Urn): Promise<SchoolContextRecord | null> {
  return store.schoolContexts.findById(schoolUrn).lean<SchoolContextRecord>();
}

/** How much a school has on record now. */
export async function countExtent(store: Store, schoolUrn: Urn): Promise<SchoolExtent> {
  const [incidents, registers, pupils] = await Promise.all([
    store.incidents.countDocuments({ schoolUrn }),
    store.marks.countDocuments({ schoolUrn }),
    store.pupils.countDocuments({ 'memberships.schoolUrn': schoolUrn }),
  ]);
  return { incidents, registers, pupils };
}

/** Claims the weighing of a whole school by a changed habit for one worker; false when another has it. */
export async function claimHabitRefresh(
  store: Store,
  { _id, weighedWith }: Pick<SchoolContextRecord, '_id' | 'weighedWith'>,
  extent: SchoolExtent,
): Promise<boolean> {
  const result = await store.schoolContexts.updateOne(
    { _id, weighedWith: weighedWith ?? { $exists: false } } as never,
    { $set: { weighedWith: extent } as never },
  );
  return result.modifiedCount === 1;
}
