import { createHash } from 'node:crypto';
import { Schema } from 'mongoose';
import type { Upn, Urn } from '../domain/identifiers.ts';
import type { Tagging } from '../domain/tagging/tag.ts';
import { isDuplicateKey } from './deliveries.ts';
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
}

/** How the words stood before a later revision replaced them, and until when. */
export interface IncidentRevision extends IncidentContent {
  receivedAt: Date;
  deliveryId: string;
  replacedAt: Date;
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
  /** `waiting` until the tags are kept and every pupil they bear on is marked stale. */
  tagState: 'waiting' | 'tagged';
  tagging?: Tagging;
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
    tagState: { type: String, required: true },
    tagging: { type: Schema.Types.Mixed } as never,
  },
  { versionKey: false, minimize: false },
);
incidentSchema.index({ pupilId: 1, occurredAt: 1 });
incidentSchema.index({ linkedUpns: 1 });
incidentSchema.index({ schoolUrn: 1, recordedAt: 1 });
incidentSchema.index({ receivedAt: 1 }, { partialFilterExpression: { tagState: 'waiting' } });

/** The id of the incident that a school's source calls `externalId`. */
export function incidentId(schoolUrn: Urn, sourceId: string, externalId: string): string {
  return `inc_${createHash('sha256')
    .update(JSON.stringify([schoolUrn, sourceId, externalId]))
    .digest('hex')
    .slice(0, 24)}`;
}

export interface IncomingIncident {
  schoolUrn: Urn;
  sourceId: string;
  externalId: string;
  content: IncidentContent;
  receivedAt: Date;
  deliveryId: string;
}

/** What a row did to the record, with the incident's id and every pupil whose story it touches. */
export interface RecordedIncident {
  incidentId: string;
  effect: 'new' | 'revised' | 'unchanged';
  /** The pupil it was about before, when a revision moved it to another. */
  formerPupilId?: string;
}

/** Keeps an incident: new, as a further revision, or (the same again) not at all. Safe to run twice. */
export async function recordIncident(store: Store, incoming: IncomingIncident): Promise<RecordedIncident> {
  const _id = incidentId(incoming.schoolUrn, incoming.sourceId, incoming.externalId);
  for (;;) {
    const before = await store.incidents.findById(_id).lean<IncidentRecord>();
    if (!before) {
      if (await insertIncident(store, _id, incoming)) return { incidentId: _id, effect: 'new' };
      continue;
    }
    if (before.contentHash === incoming.content.contentHash && before.pupilId === incoming.content.pupilId) {
      return { incidentId: _id, effect: 'unchanged' };
    }
    if (await reviseIncident(store, before, incoming)) {
      const moved = before.pupilId !== incoming.content.pupilId;
      return { incidentId: _id, effect: 'revised', ...(moved ? { formerPupilId: before.pupilId } : {}) };
    }
  }
}

async function insertIncident(store: Store, _id: string, incoming: IncomingIncident): Promise<boolean> {
  const { content: first, ...provenance } = incoming;
  try {
    await store.incidents.create({
      _id,
      ...provenance,
      ...first,
      revision: 1,
      revisions: [],
      tagState: 'waiting',
    });
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

async function reviseIncident(
  store: Store,
  before: IncidentRecord,
  incoming: IncomingIncident,
): Promise<boolean> {
  const { content: now, receivedAt, deliveryId } = incoming;
  const former: IncidentRevision = {
    pupilId: before.pupilId,
    linkedUpns: before.linkedUpns,
    occurredAt: before.occurredAt,
    occurredDateOnly: before.occurredDateOnly,
    recordedAt: before.recordedAt,
    ...(before.recordedBy === undefined ? {} : { recordedBy: before.recordedBy }),
    ...(before.category === undefined ? {} : { category: before.category }),
    narrative: before.narrative,
    actions: before.actions,
    contentHash: before.contentHash,
    receivedAt: before.receivedAt,
    deliveryId: before.deliveryId,
    replacedAt: receivedAt,
  };
  const missing = Object.fromEntries(
    (['recordedBy', 'category'] as const)
      .filter((field) => now[field] === undefined)
      .map((field) => [field, '']),
  );
  const result = await store.incidents.updateOne(
    { _id: before._id, revision: before.revision },
    {
      $set: { ...now, receivedAt, deliveryId, tagState: 'waiting' },
      $unset: { tagging: '', withdrawnAt: '', ...missing },
      $push: { revisions: former as never },
      $inc: { revision: 1 },
    },
  );
  return result.matchedCount === 1;
}

/**
 * Takes an incident back; it stays on record and stops counting from `at` on.
 * @returns the incident's id, or undefined when no such incident has been received
 */
export async function withdrawIncident(
  store: Store,
  named: { schoolUrn: Urn; sourceId: string; externalId: string },
  at: Date,
): Promise<RecordedIncident | undefined> {
  const _id = incidentId(named.schoolUrn, named.sourceId, named.externalId);
  const result = await store.incidents.updateOne(
    { _id, withdrawnAt: { $exists: false } },
    { $set: { withdrawnAt: at, tagState: 'waiting' } },
  );
  if (result.modifiedCount === 1) return { incidentId: _id, effect: 'revised' };
  const known = await store.incidents.exists({ _id });
  return known ? { incidentId: _id, effect: 'unchanged' } : undefined;
}

/** Incidents of these ids that still wait for their tags. */
export async function listUntagged(store: Store, incidentIds: readonly string[]): Promise<IncidentRecord[]> {
  return store.incidents
    .find({ _id: { $in: [...incidentIds] }, tagState: 'waiting' })
    .lean<IncidentRecord[]>();
}

export interface TaggedRevision {
  incidentId: string;
  revision: number;
  tagging: Tagging;
}

/**
 * Keeps the tags of incidents, each only if it has not been revised since it was read. They still wait, until
 * `markTagged` says that every pupil they bear on has been marked stale: a stop in between loses nothing.
 */
export async function recordTaggings(store: Store, taggings: readonly TaggedRevision[]): Promise<void> {
  await updateRevisions(store, taggings, ({ tagging }) => ({ $set: { tagging } }));
}

/** Says that these revisions need nothing more of the tag stage. */
export async function markTagged(store: Store, taggings: readonly TaggedRevision[]): Promise<void> {
  await updateRevisions(store, taggings, () => ({ $set: { tagState: 'tagged' } }));
}

async function updateRevisions(
  store: Store,
  taggings: readonly TaggedRevision[],
  update: (tagged: TaggedRevision) => object,
): Promise<void> {
  if (taggings.length === 0) return;
  const writes = taggings.map((tagged) => ({
    updateOne: { filter: { _id: tagged.incidentId, revision: tagged.revision }, update: update(tagged) },
  }));
  await store.incidents.collection.bulkWrite(writes as never, { ordered: false });
}

/** Ids of incidents received before an instant that still wait for their tags, oldest first. */
export async function listWaitingForTags(store: Store, before: Date, limit: number): Promise<string[]> {
  const found = await store.incidents
    .find({ tagState: 'waiting', receivedAt: { $lt: before } }, { _id: 1 })
    .sort({ receivedAt: 1 })
    .limit(limit)
    .lean<{ _id: string }[]>();
  return found.map((incident) => incident._id);
}

export async function countWaitingForTags(store: Store): Promise<number> {
  return store.incidents.countDocuments({ tagState: 'waiting' });
}

/** Every tagged incident that a pupil is the subject of or linked to. */
export async function listIncidentsOfPupil(
  store: Store,
  pupilId: string,
  upns: readonly Upn[],
): Promise<IncidentRecord[]> {
  const asSubject = await store.incidents
    .find({ pupilId, tagging: { $exists: true } })
    .lean<IncidentRecord[]>();
  if (upns.length === 0) return asSubject;
  const asLinked = await store.incidents
    .find({ linkedUpns: { $in: [...upns] }, pupilId: { $ne: pupilId }, tagging: { $exists: true } })
    .lean<IncidentRecord[]>();
  return [...asSubject, ...asLinked];
}

/** Pupils whose incidents these are, by id. */
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
      recordedAt: { $gte: from, $lte: to },
      'tagging.effect': 'protective',
      withdrawnAt: { $exists: false },
    })
    .sort({ recordedAt: -1 })
    .limit(limit)
    .lean<IncidentRecord[]>();
}
