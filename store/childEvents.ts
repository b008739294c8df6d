import { createHash, randomBytes } from 'node:crypto';
import { Schema } from 'mongoose';
import type { Action } from '../domain/access/actions.ts';
import { mayAt } from '../domain/access/viewer.ts';
import type { Author, ChildEvent, ChildEventContent } from '../domain/childEvents/childEvent.ts';
import { groupBy } from '../domain/groupBy.ts';
import type { Urn } from '../domain/identifiers.ts';
import { isDuplicateKey } from './isDuplicateKey.ts';
import type { Store } from './openStore.ts';
import { markPupilsStale } from './pupils.ts';
import { findPupilInScope } from './pupilsInScope.ts';
import { recordsInScope, type Scope } from './scope.ts';

/** One state of an addition: how it was put, or that it was taken back, by whom, when and why. */
interface ChildEventVersion {
  /** Absent in the version that takes it back. */
  content?: ChildEventContent;
  at: Date;
  by: Author;
  /** Why it was amended or taken back; absent in the first. */
  reason?: string;
}

/** What a person added to a child's story. Nothing is overwritten: the last version by a date is what stood then. */
export interface ChildEventRecord {
  _id: string;
  pupilId: string;
  schoolUrn: Urn;
  versions: ChildEventVersion[];
  /** The number of versions, so that two who amend at once do not pass each other unseen. */
  revision: number;
}

export const childEventSchema = new Schema<ChildEventRecord>(
  {
    _id: { type: String, required: true },
    pupilId: { type: String, required: true, index: true },
    schoolUrn: { type: String, required: true, index: true },
    versions: { type: [Schema.Types.Mixed], required: true } as never,
    revision: { type: Number, required: true },
  },
  { versionKey: false, minimize: false },
);

childEventSchema.index({ 'versions.content.kind': 1 });

export interface NewChildEvent {
  pupilId: string;
  /** The school of the person who adds it; must be one of theirs and one the child is or was at. */
  schoolUrn: Urn;
  content: ChildEventContent;
  at: Date;
  /** What a form carries so that sending it twice adds one thing. */
  requestId?: string;
}

/**
 * Adds to a child's story. The child is marked stale: enqueue its chronology, or the reconciler will.
 * @returns the addition's id; undefined when the child or the school is not in the reader's scope
 */
export async function recordChildEvent(
  store: Store,
  scope: Scope,
  event: NewChildEvent,
): Promise<string | undefined> {
  const { pupilId, schoolUrn, content, at } = event;
  if (!mayAt(scope.viewer, actionFor(content), schoolUrn)) return undefined;
  const found = await findPupilInScope(store, scope, actionFor(content), pupilId);
  if (!found?.pupil.memberships.some((membership) => membership.schoolUrn === schoolUrn)) return undefined;
  const _id = eventId(event);
  const first = { content, at, by: authorOf(scope) };
  try {
    await store.childEvents.collection.insertOne(
      { _id, pupilId, schoolUrn, versions: [first], revision: 1 } as never,
      { writeConcern: { w: 'majority', j: true } },
    );
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  await markPupilsStale(store, [pupilId], at);
  return _id;
}

/**
 * Adds what comes together to a child's story: each by its own request id, so that doing it twice adds one of each.
 * @returns false where the viewer may not share this child's records at that school
 */
export async function recordChildEvents(
  store: Store,
  scope: Scope,
  { pupilId, schoolUrn, at }: Pick<NewChildEvent, 'pupilId' | 'schoolUrn' | 'at'>,
  added: readonly Required<Pick<NewChildEvent, 'content' | 'requestId'>>[],
): Promise<boolean> {
  if (!mayAt(scope.viewer, 'share-records', schoolUrn)) return false;
  const found = await findPupilInScope(store, scope, 'share-records', pupilId);
  if (!found?.pupil.memberships.some((membership) => membership.schoolUrn === schoolUrn)) return false;
  const by = authorOf(scope);
  await store.childEvents.collection.bulkWrite(
    added.map(({ content, requestId }) => ({
      updateOne: {
        filter: { _id: eventId({ pupilId, schoolUrn, content, at, requestId }) as never },
        update: {
          $setOnInsert: { pupilId, schoolUrn, versions: [{ content, at, by }], revision: 1 },
        },
        upsert: true,
      },
    })),
    { ordered: false, ignoreUndefined: true },
  );
  await markPupilsStale(store, [pupilId], at);
  return true;
}

/** Whether to share a file is a decision of those who may make it; the rest is for everybody who adds to records. */
export function actionFor({ kind }: Pick<ChildEventContent, 'kind'>): Action {
  return kind === 'share' || kind === 'disclosure' ? 'share-records' : 'add-records';
}

/** The reader as the author of what they write. */
export function authorOf({ viewer: { personId, name } }: Scope): Author {
  return { personId, name };
}

function eventId({ pupilId, requestId }: NewChildEvent): string {
  const own = requestId === undefined ? randomBytes(12).toString('hex') : `${pupilId}:${requestId}`;
  return `evt_${createHash('sha256').update(own).digest('hex').slice(0, 24)}`;
}

/** A change to an addition: other content, or (without any) its being taken back. */
export interface ChildEventAmendment {
  eventId: string;
  content?: ChildEventContent;
  reason: string;
  at: Date;
}

export type Amended =
  | { kind: 'amended'; pupilId: string }
  | { kind: 'not-found' }
  | { kind: 'reason-needed' }
  /** Content of another kind, or the addition has been taken back already. */
  | { kind: 'not-possible' };

/** Amends an addition or takes it back, with a reason; what stood before is kept. Only its own school may. */
export async function amendChildEvent(
  store: Store,
  scope: Scope,
  { eventId: _id, content, reason, at }: ChildEventAmendment,
): Promise<Amended> {
  if (reason.trim() === '') return { kind: 'reason-needed' };
  for (;;) {
    const before = await store.childEvents
      .findOne({ $and: [{ _id }, recordsInScope(scope, 'add-records')] } as never)
      .lean<ChildEventRecord>();
    const last = before?.versions.at(-1)?.content;
    if (!before || (last && !mayAt(scope.viewer, actionFor(last), before.schoolUrn)))
      return { kind: 'not-found' };
    if (last === undefined || (content !== undefined && content.kind !== last.kind))
      return { kind: 'not-possible' };
    const version = {
      ...(content === undefined ? {} : { content }),
      at,
      by: authorOf(scope),
      reason: reason.trim(),
    };
    const result = await store.childEvents.updateOne(
      { _id, revision: before.revision },
      { $push: { versions: version as never }, $inc: { revision: 1 } },
    );
    if (result.matchedCount === 0) continue;
    await markPupilsStale(store, [before.pupilId], at);
    return { kind: 'amended', pupilId: before.pupilId };
  }
}

/** An addition as it stood at an instant; undefined where it was not there yet or had been taken back. */
function asStood(
  { _id, pupilId, schoolUrn, versions }: ChildEventRecord,
  asOf: Date,
): ChildEvent | undefined {
  const known = versions.filter(({ at }) => at <= asOf);
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last?.content === undefined) return undefined;
  return {
    eventId: _id,
    pupilId,
    schoolUrn,
    content: last.content,
    recordedAt: first.at,
    by: first.by,
    ...(last === first ? {} : { amended: { at: last.at, by: last.by, reason: last.reason ?? '' } }),
  };
}

/** What people had added about these pupils by an instant, by pupil, as it stood then; for no reader's eyes yet. */
export async function mapChildEvents(
  store: Store,
  pupilIds: readonly string[],
  asOf: Date,
): Promise<Map<string, ChildEvent[]>> {
  const found = await store.childEvents
    .find({ pupilId: { $in: [...pupilIds] } })
    .sort({ _id: 1 })
    .lean<ChildEventRecord[]>();
  return groupBy(
    found.flatMap((record) => asStood(record, asOf) ?? []),
    ({ pupilId }) => pupilId,
  );
}

/** Additions to a child's story as they stood before they were amended or taken back; for no reader's eyes yet. */
export async function listFormerChildEvents(
  store: Store,
  pupilId: string,
): Promise<{ event: ChildEvent; until: Date }[]> {
  const found = await store.childEvents.find({ pupilId }).sort({ _id: 1 }).lean<ChildEventRecord[]>();
  return found.flatMap((record) =>
    record.versions.slice(1).flatMap(({ at: until }, i) => {
      const event = asStood({ ...record, versions: record.versions.slice(0, i + 1) }, until);
      return event === undefined ? [] : [{ event, until }];
    }),
  );
}

/** One addition as it stands now, to be amended; undefined outside the reader's schools. */
export async function findChildEvent(
  store: Store,
  scope: Scope,
  eventId: string,
  now: Date,
): Promise<ChildEvent | undefined> {
  const found = await store.childEvents
    .findOne({ $and: [{ _id: eventId }, recordsInScope(scope, 'add-records')] } as never)
    .lean<ChildEventRecord>();
  const event = found ? asStood(found, now) : undefined;
  return event && mayAt(scope.viewer, actionFor(event.content), event.schoolUrn) ? event : undefined;
}
