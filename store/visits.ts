import { Schema } from 'mongoose';
import type { Store } from './openStore.ts';
import type { Scope } from './scope.ts';

/** When a person was last at their list, so that it can say what is new. */
export interface VisitRecord {
  /** The person's id. */
  _id: string;
  /** The last look of the visit before this one; absent at the first. */
  before?: Date;
  /** The last look of this visit. */
  last: Date;
}

export const visitSchema = new Schema<VisitRecord>(
  { _id: { type: String, required: true }, before: Date, last: { type: Date, required: true } },
  { versionKey: false },
);

/** Looks further apart than this are two visits, hours. */
const SAME_VISIT_HOURS = 2;

/**
 * Notes that the reader looks at their list.
 * @returns the end of their visit before this one; undefined when there was none
 */
export async function recordVisit(store: Store, { viewer }: Scope, now: Date): Promise<Date | undefined> {
  const known = await store.visits.findById(viewer.personId).lean<VisitRecord>();
  const same = known && now.getTime() - known.last.getTime() < SAME_VISIT_HOURS * 3_600_000;
  const before = same ? known.before : known?.last;
  await store.visits.updateOne(
    { _id: viewer.personId },
    { $set: { last: now, ...(before === undefined ? {} : { before }) } },
    { upsert: true },
  );
  return before;
}
