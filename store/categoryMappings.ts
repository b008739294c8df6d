/**
 * What people say the categories of their school's own system mean. It makes some concerns likelier when an entry is
 * read, and is never the last word. What is said is kept first; the ingest stage (`enqueueDecisions`, or the
 * reconciler within a minute) has the entries under the category read again.
 */
import { Schema } from 'mongoose';
import type { Urn } from '../domain/identifiers.ts';
import { mayAt } from '../domain/access/viewer.ts';
import { categoryKey, type SchoolCategories } from '../domain/tagging/mapSourceCategory.ts';
import type { ConcernCategory } from '../domain/taxonomy.ts';
import type { DecidedBy } from './matchDecisions.ts';
import type { Store } from './openStore.ts';
import type { Scope } from './scope.ts';

export interface CategoryMappingRecord extends DecidedBy {
  /** `urn:key` */
  _id: string;
  schoolUrn: Urn;
  /** See `categoryKey`. */
  key: string;
  /** As the school's system names it. */
  category: string;
  /** The concerns it makes likelier; none: it says nothing. Absent: taken back, and as commonly meant again. */
  concerns?: ConcernCategory[];
  /** What was said before, oldest first. */
  before: (DecidedBy & { concerns?: ConcernCategory[] })[];
  /** Set while entries under the category are still to be read again. */
  waitingSince?: Date;
}

export const categoryMappingSchema = new Schema<CategoryMappingRecord>(
  {
    _id: { type: String, required: true },
    schoolUrn: { type: String, required: true, index: true },
    key: { type: String, required: true },
    category: { type: String, required: true },
    concerns: { type: [String], default: undefined } as never,
    by: { type: String, required: true },
    personId: { type: String, required: true },
    at: { type: Date, required: true },
    before: { type: [Schema.Types.Mixed], required: true } as never,
    waitingSince: Date,
  },
  { versionKey: false, minimize: false },
);
categoryMappingSchema.index({ waitingSince: 1 }, { sparse: true });

/** What these schools say their categories mean, by school. */
export async function mapSchoolCategories(
  store: Store,
  schoolUrns: readonly Urn[],
): Promise<Map<Urn, SchoolCategories>> {
  const said = await store.categoryMappings
    .find({ schoolUrn: { $in: [...schoolUrns] } })
    .lean<CategoryMappingRecord[]>();
  const bySchool = new Map<Urn, Map<string, readonly ConcernCategory[]>>();
  for (const { schoolUrn, key, concerns } of said) {
    if (concerns === undefined) continue;
    const ofSchool = bySchool.get(schoolUrn) ?? new Map<string, readonly ConcernCategory[]>();
    bySchool.set(schoolUrn, ofSchool.set(key, concerns));
  }
  return bySchool;
}

/**
 * Keeps what a person says a category means, with their name; the same again changes nothing. The caller enqueues
 * the ingest stage's decisions and records the audit event.
 * @param concerns those it makes likelier, none of them, or undefined to take back what was said
 * @returns false when the school is not the viewer's
 */
export async function recordCategoryMapping(
  store: Store,
  scope: Scope,
  said: { schoolUrn: Urn; category: string; concerns: readonly ConcernCategory[] | undefined; at: Date },
): Promise<boolean> {
  const { schoolUrn, category, concerns, at } = said;
  if (!mayAt(scope.viewer, 'review-matches', schoolUrn)) return false;
  const key = categoryKey(category);
  const { personId, name: by } = scope.viewer;
  const known = await store.categoryMappings.findById(`${schoolUrn}:${key}`).lean<CategoryMappingRecord>();
  if (JSON.stringify(known?.concerns) === JSON.stringify(concerns)) return true;
  await store.categoryMappings.updateOne(
    { _id: `${schoolUrn}:${key}` },
    {
      $setOnInsert: { schoolUrn, key, ...(known ? {} : { before: [] }) },
      $set: {
        category,
        by,
        personId,
        at,
        waitingSince: at,
        ...(concerns ? { concerns: [...concerns] } : {}),
      },
      ...(concerns ? {} : { $unset: { concerns: '' } }),
      ...(known ? { $push: { before: whatWasSaid(known) as never } } : {}),
    },
    { upsert: true },
  );
  return true;
}

function whatWasSaid({ by, personId, at, concerns }: CategoryMappingRecord) {
  return { by, personId, at, ...(concerns === undefined ? {} : { concerns }) };
}

/** What was said and not carried out yet, oldest first. */
export async function listWaitingMappings(store: Store, limit: number): Promise<CategoryMappingRecord[]> {
  return store.categoryMappings
    .find({ waitingSince: { $gt: new Date(0) } })
    .sort({ waitingSince: 1 })
    .limit(limit)
    .lean<CategoryMappingRecord[]>();
}

/** Entries that are to be read again, marked at a time. */
const AT_A_TIME = 1000;

/**
 * Has the entries under a category wait to be read again, by what is said of it now. Safe to run again.
 * @param onMarked is told of each batch of incidents
 */
export async function carryOutMapping(
  store: Store,
  { _id, schoolUrn, key, at, waitingSince }: CategoryMappingRecord,
  onMarked: (incidentIds: readonly string[]) => Promise<void>,
): Promise<void> {
  const names = (await store.incidents.distinct('category', { schoolUrn })).filter(
    (name): name is string => typeof name === 'string' && bearsOn(name, key),
  );
  const unread = { schoolUrn, category: { $in: names }, categoryMappedAt: { $ne: at } };
  for (;;) {
    const found = await store.incidents
      .find(unread as never, { _id: 1 })
      .limit(AT_A_TIME)
      .lean<{ _id: string }[]>();
    if (found.length === 0) break;
    const ids = found.map((incident) => incident._id);
    await store.incidents.updateMany(
      { _id: { $in: ids } },
      { $set: { categoryMappedAt: at, tagState: 'waiting' } },
    );
    await onMarked(ids);
  }
  await store.categoryMappings.updateOne({ _id, waitingSince } as never, { $unset: { waitingSince: '' } });
}

/** A category is read by its whole name and by its parts ("Home > Contact"). */
function bearsOn(name: string, key: string): boolean {
  return [name, ...name.split(/[>/:|]| - /)].some((part) => categoryKey(part) === key);
}
