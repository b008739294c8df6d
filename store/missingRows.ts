/**
 * Incidents that were missing from a full export of their source. A row that is no longer there may have been
 * deleted or may not have been exported: so it is a question to a person, and nothing is taken back by itself.
 */
import { Schema } from 'mongoose';
import type { Urn } from '../domain/identifiers.ts';
import type { DeliveryRecord } from './deliveries.ts';
import type { IncidentRecord } from './incidents.ts';
import { withdrawIncident } from './recordIncident.ts';
import type { Store } from './openStore.ts';
import type { PupilRecord } from './pupils.ts';
import { mapPupilsInScope } from './pupilsInScope.ts';
import { schoolThingsInScope, type Scope } from './scope.ts';
import { nameSources } from './sources.ts';

const ACTION = 'review-matches';

export interface MissingRowRecord {
  /** incidentId */
  _id: string;
  schoolUrn: Urn;
  sourceId: string;
  externalId: string;
  pupilId: string;
  askedAt: Date;
  /** `keep`: it stands, and is not asked about again; `withdrawn`: it was withdrawn at the source. */
  answer?: 'keep' | 'withdrawn';
  by?: string;
  personId?: string;
  answeredAt?: Date;
}

export const missingRowSchema = new Schema<MissingRowRecord>(
  {
    _id: { type: String, required: true },
    schoolUrn: { type: String, required: true },
    sourceId: { type: String, required: true },
    externalId: { type: String, required: true },
    pupilId: { type: String, required: true },
    askedAt: { type: Date, required: true },
    answer: String,
    by: String,
    personId: String,
    answeredAt: Date,
  },
  { versionKey: false },
);
missingRowSchema.index({ schoolUrn: 1, answer: 1, askedAt: 1 });
missingRowSchema.index({ sourceId: 1, answer: 1 });

/** Notes that a full export has these incidents. */
export async function markSeenIn(
  store: Store,
  exportId: string,
  incidentIds: readonly string[],
): Promise<void> {
  await store.incidents.updateMany({ _id: { $in: [...incidentIds] } }, { $set: { seenIn: exportId } });
  await store.missingRows.deleteMany({ _id: { $in: [...incidentIds] }, answer: { $exists: false } });
}

/**
 * Asks about every incident of the source that the export, whose last part this is, does not have. Where a part
 * could not be read whole nothing can be said of what is missing, and nothing is asked.
 * @returns how many are asked about
 */
export async function askAboutMissing(
  store: Store,
  last: Omit<DeliveryRecord, 'body'>,
  now: Date,
): Promise<number> {
  const { fullExport, sourceId } = last;
  if (!fullExport?.last) return 0;
  const parts = await store.deliveries
    .find({ sourceId, 'fullExport.id': fullExport.id, _id: { $ne: last._id } }, { state: 1, counts: 1 })
    .lean<Pick<DeliveryRecord, 'state' | 'counts'>[]>();
  const isFaulty = ({ state, counts }: Pick<DeliveryRecord, 'state' | 'counts'>): boolean =>
    state !== 'processed' || (counts?.rejected ?? 0) > (counts?.erased ?? 0);
  if (parts.some(isFaulty)) return 0;
  const missing = store.incidents
    .find(
      {
        sourceId,
        seenIn: { $ne: fullExport.id },
        withdrawnAt: { $exists: false },
        receivedAt: { $lt: last.receivedAt },
      },
      { schoolUrn: 1, externalId: 1, pupilId: 1 },
    )
    .lean<Pick<MissingRowRecord, '_id' | 'schoolUrn' | 'externalId' | 'pupilId'>[]>()
    .cursor();
  let asked = 0;
  for await (const { _id, schoolUrn, externalId, pupilId } of missing) {
    const question = { schoolUrn, sourceId, externalId, pupilId, askedAt: now };
    const result = await store.missingRows.updateOne({ _id }, { $setOnInsert: question }, { upsert: true });
    asked += result.upsertedCount;
  }
  return asked;
}

function openQuestions(scope: Scope): object {
  return { $and: [schoolThingsInScope(scope, ACTION), { answer: { $exists: false } }] };
}

/** Incidents of the viewer's schools that a full export did not have, and about which nobody has answered, oldest first. */
export async function listMissingRows(
  store: Store,
  scope: Scope,
  limit: number,
): Promise<MissingRowRecord[]> {
  return store.missingRows
    .find(openQuestions(scope))
    .sort({ askedAt: 1, _id: 1 })
    .limit(limit)
    .lean<MissingRowRecord[]>();
}

/** How many there are of those. */
export async function countMissingRows(store: Store, scope: Scope): Promise<number> {
  return store.missingRows.countDocuments(openQuestions(scope));
}

/** A missing incident as a page asks about it: not what is written in it, which stands on the child's file. */
export interface MissingRowForReview {
  readonly question: MissingRowRecord;
  readonly incident: Pick<
    IncidentRecord,
    '_id' | 'occurredAt' | 'occurredDateOnly' | 'category' | 'recordedBy'
  >;
  /** Absent for one that is on nobody's file. */
  readonly pupil?: PupilRecord;
  readonly sourceName: string;
}

/** The oldest open questions of the viewer's schools, with what helps to tell which incident is meant. */
export async function listMissingForReview(
  store: Store,
  scope: Scope,
  limit: number,
): Promise<MissingRowForReview[]> {
  const questions = await listMissingRows(store, scope, limit);
  const incidents = await store.incidents
    .find(
      { _id: { $in: questions.map(({ _id }) => _id) } },
      { pupilId: 1, occurredAt: 1, occurredDateOnly: 1, category: 1, recordedBy: 1 },
    )
    .lean<(MissingRowForReview['incident'] & { pupilId: string })[]>();
  const [pupils, names] = await Promise.all([
    mapPupilsInScope(
      store,
      scope,
      ACTION,
      incidents.map(({ pupilId }) => pupilId),
    ),
    nameSources(
      store,
      questions.map(({ sourceId }) => sourceId),
    ),
  ]);
  const byId = new Map(incidents.map((incident) => [incident._id, incident]));
  return questions.flatMap((question) => {
    const incident = byId.get(question._id);
    if (!incident) return [];
    const pupil = pupils.get(incident.pupilId);
    return [
      {
        question,
        incident,
        sourceName: names.get(question.sourceId) ?? '',
        ...(pupil === undefined ? {} : { pupil }),
      },
    ];
  });
}

/**
 * Answers the question about a missing incident. What was withdrawn at the source is withdrawn here too, as a
 * withdrawal sent by the school is: it stays on record. The caller enqueues its tagging and records the audit event.
 * @returns false when the viewer has no such open question
 */
export async function answerMissingRow(
  store: Store,
  scope: Scope,
  { incidentId, answer, at }: { incidentId: string; answer: 'keep' | 'withdrawn'; at: Date },
): Promise<boolean> {
  const open = { _id: incidentId, answer: { $exists: false } };
  const question = await store.missingRows
    .findOne({ $and: [schoolThingsInScope(scope, ACTION) as never, open] })
    .lean<MissingRowRecord>();
  if (!question) return false;
  // The withdrawal first: an answer that was kept without it would never be asked for again.
  if (answer === 'withdrawn') await withdrawIncident(store, question, at);
  const { personId, name: by } = scope.viewer;
  await store.missingRows.updateOne(open as never, { $set: { answer, by, personId, answeredAt: at } });
  return true;
}
