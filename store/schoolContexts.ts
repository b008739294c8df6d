import { Schema } from 'mongoose';
import type { Urn } from '../domain/identifiers.ts';
import type { SchoolContext } from '../domain/concern/history.ts';
import type { Store } from './openStore.ts';

/** What is usual at a school, worked out from its own incidents and registers. */
export interface SchoolContextRecord extends SchoolContext {
  /** URN */
  _id: Urn;
  computedAt: Date;
}

export const schoolContextSchema = new Schema<SchoolContextRecord>(
  {
    _id: { type: String, required: true },
    schoolUrn: { type: String, required: true },
    roll: { type: Number, required: true },
    weeks: { type: Schema.Types.Mixed, required: true } as never,
    computedAt: { type: Date, required: true },
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
