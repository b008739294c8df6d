import { randomBytes } from 'node:crypto';
import { Schema } from 'mongoose';
import type { Carer, EarlierAttendance, EarlierSchool } from '../domain/formats/rows.ts';
import type { Upn, Urn } from '../domain/identifiers.ts';
import type { LocalDate } from '../domain/localDate.ts';
import type { Characteristics } from '../domain/concern/history.ts';
import type { Store } from './openStore.ts';

export interface MembershipRecord {
  schoolUrn: Urn;
  joined?: LocalDate;
  left?: LocalDate;
}

/** A household id as a school declared it; ids of different schools never meet by chance. */
export type HouseholdKey = string;

export interface PupilRecord {
  _id: string;
  /** Every UPN the pupil is or was known by; none is shared with another pupil. Absent where there is none. */
  upns?: Upn[];
  forename: string;
  surname: string;
  preferredName?: string;
  formerSurnames?: string[];
  dateOfBirth?: LocalDate;
  yearGroup?: string;
  memberships: MembershipRecord[];
  /** Schools and attendance before and who cares for the child, as transfer files told; nobody here recorded them. */
  earlierSchools?: readonly EarlierSchool[];
  earlierAttendance?: readonly EarlierAttendance[];
  carers?: readonly Carer[];
  /** Shared by children of one address: a hint, which joins no household by itself. */
  addressKey?: string;
  households: HouseholdKey[];
  characteristics: Omit<Characteristics, 'yearGroup' | 'dateOfBirth'>;
  /** Keys by which a row without a UPN can find this pupil (see domain/matching). */
  matchKeys: string[];
  /** Records of the same child that were merged into this one, with the numbers each brought. */
  absorbed?: {
    pupilId: string;
    upns: Upn[];
    /** What this record itself held before. */
    own: Pick<PupilRecord, 'memberships' | 'households'>;
  }[];
  /** Set on a record that was merged into another: it is on no roll and has no number until it is split off. */
  merged?: MergedRecord;
  /** Set while what lay with this record is still to be moved. */
  mergeWaiting?: Date;
  /** Counts everything that ever called for a new assessment; never counts down. */
  staleCount: number;
  /** Set while the assessment is out of date. */
  staleSince?: Date;
  /** Grows with each change, so that two writers cannot overwrite one another unseen. */
  revision: number;
}

/** Why and by whom two records were said to be one child, with what the vanished one held. */
export interface MergedRecord {
  into: string;
  by: string;
  at: Date;
  why: string;
  was: Pick<PupilRecord, 'memberships' | 'households' | 'matchKeys'> & { upns: Upn[] };
  /** Folders that lay with it and go back to it when it is split off. */
  folders: string[];
}

export const pupilSchema = new Schema<PupilRecord>(
  {
    _id: { type: String, required: true },
    upns: { type: [String], default: undefined },
    forename: { type: String, required: true },
    surname: { type: String, required: true },
    preferredName: String,
    formerSurnames: { type: [String], default: undefined },
    dateOfBirth: String,
    yearGroup: String,
    memberships: [{ _id: false, schoolUrn: String, joined: String, left: String }],
    earlierSchools: { type: [Schema.Types.Mixed], default: undefined } as never,
    earlierAttendance: { type: [Schema.Types.Mixed], default: undefined } as never,
    carers: { type: [Schema.Types.Mixed], default: undefined } as never,
    addressKey: String,
    households: [String],
    characteristics: { type: Schema.Types.Mixed },
    matchKeys: [String],
    absorbed: { type: [Schema.Types.Mixed], default: undefined } as never,
    merged: { type: Schema.Types.Mixed } as never,
    mergeWaiting: Date,
    staleCount: { type: Number, required: true },
    staleSince: Date,
    revision: { type: Number, required: true },
  },
  { versionKey: false, minimize: false },
);
// Sparse, since an absent UPN is no value that two pupils could share.
pupilSchema.index({ upns: 1 }, { unique: true, sparse: true });
pupilSchema.index({ 'memberships.schoolUrn': 1 });
pupilSchema.index({ households: 1 });
pupilSchema.index({ matchKeys: 1 });
pupilSchema.index({ staleSince: 1 }, { sparse: true });
pupilSchema.index({ mergeWaiting: 1 }, { sparse: true });

export function newPupilId(): string {
  return `pup_${randomBytes(12).toString('hex')}`;
}

export async function findPupilByUpn(store: Store, upn: Upn): Promise<PupilRecord | null> {
  return store.pupils.findOne({ upns: upn }).lean<PupilRecord>();
}

export async function findPupil(store: Store, pupilId: string): Promise<PupilRecord | null> {
  return store.pupils.findById(pupilId).lean<PupilRecord>();
}

/** Pupils by any of these UPNs, as a look-up table. */
export async function mapPupilsByUpn(store: Store, upns: readonly Upn[]): Promise<Map<Upn, PupilRecord>> {
  const found = await store.pupils.find({ upns: { $in: [...upns] } }).lean<PupilRecord[]>();
  return new Map(found.flatMap((pupil) => (pupil.upns ?? []).map((upn) => [upn, pupil] as const)));
}

/** Everybody who is or was at a school. */
export async function listPupilsOfSchool(store: Store, schoolUrn: Urn): Promise<PupilRecord[]> {
  return store.pupils.find({ 'memberships.schoolUrn': schoolUrn }).lean<PupilRecord[]>();
}

/** Everybody who shares a household with any of these pupils, themselves included. */
export async function listHouseholdsOf(store: Store, pupils: readonly PupilRecord[]): Promise<PupilRecord[]> {
  const households = [...new Set(pupils.flatMap((pupil) => pupil.households))];
  if (households.length === 0) return [];
  return store.pupils.find({ households: { $in: households } }).lean<PupilRecord[]>();
}

/** Those of `others` who share a household with a pupil, the pupil left out. */
export function siblingsAmong(pupil: PupilRecord, others: readonly PupilRecord[]): PupilRecord[] {
  return others.filter(
    (other) => other._id !== pupil._id && other.households.some((key) => pupil.households.includes(key)),
  );
}

/** The pupils of these ids. */
export async function listPupils(store: Store, pupilIds: readonly string[]): Promise<PupilRecord[]> {
  return store.pupils.find({ _id: { $in: [...pupilIds] } }).lean<PupilRecord[]>();
}

/**
 * Says that these pupils' assessments are out of date. Enqueue their chronology after this; should the
 * queue lose that, the mark stays and the reconciler finds it.
 */
export async function markPupilsStale(store: Store, pupilIds: readonly string[], now: Date): Promise<void> {
  if (pupilIds.length === 0) return;
  await store.pupils.updateMany(
    { _id: { $in: [...pupilIds] } },
    { $inc: { staleCount: 1 }, $set: { staleSince: now } },
  );
}

/**
 * Says that pupils' assessments are up to date as of the stale counts they were computed from. Where something
 * new has arrived meanwhile the mark stays, so that the computation is done again.
 */
export async function clearStale(
  store: Store,
  pupils: readonly Pick<PupilRecord, '_id' | 'staleCount'>[],
): Promise<void> {
  if (pupils.length === 0) return;
  const writes = pupils.map(({ _id, staleCount }) => ({
    updateOne: {
      filter: { _id, staleCount },
      update: { $unset: { staleSince: '' } },
    },
  }));
  await store.pupils.collection.bulkWrite(writes as never, { ordered: false });
}

/** Pupils marked stale before an instant, oldest first. */
export async function listStalePupils(store: Store, before: Date, limit: number): Promise<string[]> {
  const found = await store.pupils
    .find({ staleSince: { $lt: before } }, { _id: 1 })
    .sort({ staleSince: 1 })
    .limit(limit)
    .lean<{ _id: string }[]>();
  return found.map((pupil) => pupil._id);
}

export async function countStalePupils(store: Store): Promise<number> {
  return store.pupils.countDocuments({ staleSince: { $gt: new Date(0) } });
}

/** Pupils with a membership of the school that is open on a day. */
export async function countPupilsOnRoll(store: Store, schoolUrn: Urn, on: LocalDate): Promise<number> {
  return (await listPupilsOfSchool(store, schoolUrn)).filter((pupil) => isOnRoll(pupil, schoolUrn, on))
    .length;
}

/** Every school a pupil is or was at, once each. */
export function schoolsOf(pupil: PupilRecord): Urn[] {
  return [...new Set(pupil.memberships.map((membership) => membership.schoolUrn))];
}

/** True when a membership of the school covers the day; an unknown end of it is open. */
export function isOnRoll(pupil: Pick<PupilRecord, 'memberships'>, schoolUrn: Urn, on: LocalDate): boolean {
  return pupil.memberships.some(
    ({ schoolUrn: urn, joined, left }) =>
      urn === schoolUrn && (joined === undefined || joined <= on) && (left === undefined || left > on),
  );
}

/** These pupils and everybody in their households: what bears on one bears on all. */
export async function withHouseholds(store: Store, pupilIds: readonly string[]): Promise<string[]> {
  const households = await listHouseholdsOf(store, await listPupils(store, pupilIds));
  return [...new Set([...pupilIds, ...households.map((pupil) => pupil._id)])];
}
