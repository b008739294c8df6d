import { Schema } from 'mongoose';
import type { Upn, Urn } from '../domain/identifiers.ts';
import type { Correction } from '../domain/tagging/applyCorrections.ts';
import type { Tagging } from '../domain/tagging/tag.ts';
import type { Store } from './openStore.ts';

export interface IncidentAction {
  takenAt?: Date;
  what: string;
  by?: string;
}

/** What a school told us of an incident, in one revision of it. */
export interface IncidentContent {
  pupilId: string;
  linkedUpns: Upn[];
  occurredAt: Date;
  /** True when the school gave the day but not the hour. */
  occurredDateOnly: boolean;
  recordedAt: Date;
  recordedBy?: string;
  category?: string;
  narrative: string;
  actions: IncidentAction[];
  contentHash: string;
  /** How the school told which child it is: a fingerprint (`identityHash`), the same for the same words. */
  told?: string;
  /** How the child was found, and for anything but the number alone what spoke for it. */
  matchedBy?: MatchedBy;
  matchWhy?: string[];
  /** What else than its child decides whose it is: a decision or a merged record (see `FiledUnder`). */
  filedUnder?: FiledUnder;
}

/** By number, by name and date of birth, or because a person said so. */
export type MatchedBy = 'upn' | 'name-and-birth' | 'decision';

/**
 * The folder a record lies in when that is not simply its child's: the id of a match decision, of a pupil
 * record that was merged into another, or of the record itself when a person moved it alone. What lies in one
 * folder moves together, so that a decision can be taken back with all that followed from it.
 */
export type FiledUnder = string;

/** A record put on another child by a person's decision. */
export interface Move {
  from: string;
  to: string;
  at: Date;
  why: string;
}

/** How the words stood before a later revision replaced them, and until when. */
export interface IncidentRevision extends IncidentContent {
  receivedAt: Date;
  deliveryId: string;
  replacedAt: Date;
  /** What had been read in these words; absent where they were replaced before they were read. */
  tagging?: Tagging;
  /** Set when it had been withdrawn by then. */
  withdrawnAt?: Date;
}

export interface IncidentRecord extends IncidentContent {
  _id: string;
  schoolUrn: Urn;
  sourceId: string;
  externalId: string;
  revision: number;
  revisions: IncidentRevision[];
  receivedAt: Date;
  deliveryId: string;
  withdrawnAt?: Date;
  /** The full export it was last in. */
  seenIn?: string;
  /** Which children it was moved between, oldest first. */
  moves?: Move[];
  /** `waiting` until the tags are kept and every pupil they bear on is marked stale. */
  tagState: 'waiting' | 'tagged';
  /** When a person last said what its category means: it was then to be read again. */
  categoryMappedAt?: Date;
  /** The concerns as they stand: what the tagger read, with every correction obeyed. */
  tagging?: Tagging;
  /** What it is found by (see domain/search). */
  searchTerms?: string[];
  /** Which `SEARCH_TERMS_VERSION` they are of. */
  searchVersion?: number;
  /** What the tagger itself read; kept once a person has corrected it. */
  reading?: Tagging;
  /** What people decided about the concerns, in the order in which it came; only ever added to. */
  corrections?: Correction[];
}

const content = {
  pupilId: { type: String, required: true },
  linkedUpns: [String],
  occurredAt: { type: Date, required: true },
  occurredDateOnly: { type: Boolean, required: true },
  recordedAt: { type: Date, required: true },
  recordedBy: String,
  category: String,
  narrative: String,
  actions: [{ _id: false, takenAt: Date, what: String, by: String }],
  contentHash: { type: String, required: true },
  told: String,
  matchedBy: String,
  matchWhy: { type: [String], default: undefined },
  filedUnder: String,
};

export const incidentSchema = new Schema<IncidentRecord>(
  {
    _id: { type: String, required: true },
    schoolUrn: { type: String, required: true },
    sourceId: { type: String, required: true },
    externalId: { type: String, required: true },
    ...content,
    revision: { type: Number, required: true },
    revisions: { type: [Schema.Types.Mixed] } as never,
    receivedAt: { type: Date, required: true },
    deliveryId: { type: String, required: true },
    withdrawnAt: Date,
    seenIn: String,
    moves: { type: [Schema.Types.Mixed], default: undefined } as never,
    tagState: { type: String, required: true },
    categoryMappedAt: Date,
    tagging: { type: Schema.Types.Mixed } as never,
    searchTerms: { type: [String], default: undefined },
    searchVersion: Number,
    reading: { type: Schema.Types.Mixed } as never,
    corrections: { type: [Schema.Types.Mixed], default: undefined } as never,
  },
  { versionKey: false, minimize: false },
);
incidentSchema.index({ pupilId: 1, occurredAt: 1 });
incidentSchema.index({ linkedUpns: 1, occurredAt: 1 });
incidentSchema.index({ 'revisions.pupilId': 1 }, { sparse: true });
incidentSchema.index({ 'revisions.linkedUpns': 1 }, { sparse: true });
incidentSchema.index({ filedUnder: 1 }, { sparse: true });
incidentSchema.index({ 'corrections.at': -1 }, { sparse: true });
incidentSchema.index({ schoolUrn: 1, recordedAt: 1 });
incidentSchema.index({ tagState: 1, receivedAt: 1 });
incidentSchema.index({ schoolUrn: 1, searchTerms: 1, occurredAt: -1, _id: -1 });

/**
 * Every tagged incident that any of these pupils is, or in an earlier revision was, the subject of or linked to by
 * UPN; each once.
 * @param since leaves out those that happened before and were never revised
 */
export async function listIncidentsOfPupils(
  store: Store,
  pupils: readonly { _id: string; upns?: readonly Upn[] }[],
  since?: Date,
): Promise<IncidentRecord[]> {
  const ids = { $in: pupils.map((pupil) => pupil._id) };
  const upns = { $in: pupils.flatMap((pupil) => pupil.upns ?? []) };
  const recent = since === undefined ? {} : { occurredAt: { $gte: since } };
  const found = await Promise.all(
    [
      { pupilId: ids, ...recent },
      { linkedUpns: upns, ...recent },
      { 'revisions.pupilId': ids },
      { 'revisions.linkedUpns': upns },
    ].map((filter) =>
      store.incidents.find({ ...filter, tagging: { $exists: true } }).lean<IncidentRecord[]>(),
    ),
  );
  return [...new Map(found.flat().map((incident) => [incident._id, incident])).values()];
}

/** The incidents of these ids. */
export async function listIncidentsByIds(
  store: Store,
  incidentIds: readonly string[],
): Promise<IncidentRecord[]> {
  return store.incidents.find({ _id: { $in: [...incidentIds] } }).lean<IncidentRecord[]>();
}

/** How many incidents a school recorded between two instants, withdrawn ones left out. */
export async function countIncidentsRecorded(
  store: Store,
  schoolUrn: Urn,
  from: Date,
  to: Date,
): Promise<number> {
  return store.incidents.countDocuments({
    schoolUrn,
    recordedAt: { $gte: from, $lt: to },
    withdrawnAt: { $exists: false },
  });
}

/** How far back entries are looked for that were recorded long before they came, days. */
const LATE_DAYS = 90;

/** Entries recorded before an instant, in the ninety days up to it, that reached us after another. */
export async function countReceivedLate(
  store: Store,
  schoolUrn: Urn,
  recordedBefore: Date,
  receivedAfter: Date,
): Promise<number> {
  return store.incidents.countDocuments({
    schoolUrn,
    recordedAt: { $gte: new Date(recordedBefore.getTime() - LATE_DAYS * 86_400_000), $lt: recordedBefore },
    receivedAt: { $gt: receivedAfter },
    withdrawnAt: { $exists: false },
  });
}

/** What a school recorded since `from`, as far as its habit of recording goes; withdrawn entries left out. */
export async function listRecorded(
  store: Store,
  schoolUrn: Urn,
  from: Date,
): Promise<{ occurredAt: Date; recordedAt: Date; tagging: Tagging }[]> {
  return store.incidents
    .find(
      { schoolUrn, recordedAt: { $gte: from }, withdrawnAt: { $exists: false }, tagging: { $exists: true } },
      { occurredAt: 1, recordedAt: 1, tagging: 1 },
    )
    .lean<{ occurredAt: Date; recordedAt: Date; tagging: Tagging }[]>();
}

/** Entries of a school recorded between two instants that speak of something going well, newest first. */
export async function listProtectiveIncidents(
  store: Store,
  schoolUrn: Urn,
  from: Date,
  to: Date,
  limit: number,
): Promise<IncidentRecord[]> {
  return store.incidents
    .find({
      schoolUrn,
      recordedAt: { $gte: from, $lt: to },
      'tagging.effect': 'protective',
      withdrawnAt: { $exists: false },
    })
    .sort({ recordedAt: -1 })
    .limit(limit)
    .lean<IncidentRecord[]>();
}
