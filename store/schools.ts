import { Schema } from 'mongoose';
import type { WordingChanges } from '../domain/digest/digestWording.ts';
import type { Urn } from '../domain/identifiers.ts';
import type { LocalDate } from '../domain/localDate.ts';
import type { Store } from './openStore.ts';

export const PHASES = ['primary', 'secondary', 'special', 'all-through', 'other'] as const;
export type Phase = (typeof PHASES)[number];

/** A stretch of weeks in which the school is open, such as the first half of the autumn term. */
export interface TermDates {
  name: string;
  start: LocalDate;
  end: LocalDate;
}

export interface SchoolRecord {
  /** URN. */
  _id: Urn;
  /** Local authority and establishment number, 7 digits. */
  laEstab?: string;
  name: string;
  phase: Phase;
  locality?: string;
  termDates: TermDates[];
  /** What the school changed of the digest's words, order and measures. */
  digestWording?: WordingChanges;
  /** The day on which its children were last weighed anew without anything having arrived. */
  refreshedOn?: LocalDate;
}

export const schoolSchema = new Schema<SchoolRecord>(
  {
    _id: { type: String, required: true },
    laEstab: String,
    name: { type: String, required: true },
    phase: { type: String, required: true },
    locality: String,
    digestWording: { type: Schema.Types.Mixed } as never,
    refreshedOn: String,
    termDates: [{ _id: false, name: String, start: String, end: String }],
  },
  { versionKey: false, timestamps: true },
);

/** Adds a school or replaces what is known of it. */
export async function recordSchool(store: Store, school: SchoolRecord): Promise<void> {
  const { _id, ...known } = school;
  await store.schools.updateOne({ _id }, { $set: known }, { upsert: true });
}

/** Sets what a school changed of its digest, or takes it off; false when there is no such school. */
export async function setDigestWording(
  store: Store,
  urn: Urn,
  wording: WordingChanges | undefined,
): Promise<boolean> {
  const result = await store.schools.updateOne(
    { _id: urn },
    wording === undefined ? { $unset: { digestWording: '' } } : { $set: { digestWording: wording } },
  );
  return result.matchedCount === 1;
}

export async function findSchool(store: Store, urn: Urn): Promise<SchoolRecord | null> {
  return store.schools.findById(urn).lean<SchoolRecord>();
}

export async function listSchools(store: Store): Promise<SchoolRecord[]> {
  return store.schools.find().sort({ _id: 1 }).lean<SchoolRecord[]>();
}

/** Claims a school's refresh of a day for one worker; false when it is done or being done. */
export async function claimDailyRefresh(store: Store, urn: Urn, today: LocalDate): Promise<boolean> {
  const result = await store.schools.updateOne(
    { _id: urn, refreshedOn: { $ne: today } },
    { $set: { refreshedOn: today } },
  );
  return result.modifiedCount === 1;
}

/** What schools are called, by URN; without those nobody has set up. */
export async function mapSchoolNames(
  store: Store,
  urns: readonly Urn[],
): Promise<ReadonlyMap<string, string>> {
  const found = await store.schools
    .find({ _id: { $in: [...urns] } }, { name: 1 })
    .lean<Pick<SchoolRecord, '_id' | 'name'>[]>();
  return new Map(found.map(({ _id, name }) => [_id, name]));
}

/** The terms of these schools, by URN; none for a school whose terms nobody has set. */
export async function mapTerms(
  store: Store,
  urns: readonly Urn[],
): Promise<ReadonlyMap<string, readonly TermDates[]>> {
  const found = await store.schools
    .find({ _id: { $in: [...urns] } }, { termDates: 1 })
    .lean<Pick<SchoolRecord, '_id' | 'termDates'>[]>();
  return new Map(found.map(({ _id, termDates }) => [_id, termDates]));
}
