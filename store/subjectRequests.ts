import { mongo, Schema } from 'mongoose';
import { mayAt } from '../domain/access/viewer.ts';
import type { Author } from '../domain/childEvents/childEvent.ts';
import type { Urn } from '../domain/identifiers.ts';
import {
  standingOf,
  type Requester,
  type RequestFacts,
  type Standing,
  type Term,
} from '../domain/subjectAccess/request.ts';
import { authorOf } from './childEvents.ts';
import type { Store } from './openStore.ts';
import { listPupils, type PupilRecord } from './pupils.ts';
import { findPupilInScope } from './pupilsInScope.ts';
import { recordsInScope, type Scope } from './scope.ts';

const ACTION = 'share-records';

/** A subject access request about a child, from its coming in to its answer. */
export interface SubjectRequestRecord extends RequestFacts {
  _id: string;
  pupilId: string;
  /** The school that answers it. */
  schoolUrn: Urn;
  requester: Requester;
  /** What is asked for, in their words or ours. */
  asked: string;
  /** How it was checked who they are; what proof was waited for stands with `pauses`. */
  identity: string;
  recordedAt: Date;
  by: Author;
  terms: readonly Term[];
  /** The answer as it was last made; its bytes until it is recorded as given. */
  prepared?: PreparedAnswer;
  revision: number;
}

export interface PreparedAnswer {
  at: Date;
  by: Author;
  included: number;
  redactions: number;
  withheld: number;
  /** What was applied, by key. */
  grounds: readonly string[];
  sealed?: Buffer;
}

const mixed = { type: Schema.Types.Mixed } as never;
export const subjectRequestSchema = new Schema<SubjectRequestRecord>(
  {
    _id: { type: String, required: true },
    pupilId: { type: String, required: true, index: true },
    schoolUrn: { type: String, required: true, index: true },
    requester: mixed,
    asked: { type: String, required: true },
    identity: String,
    receivedOn: { type: String, required: true },
    recordedAt: { type: Date, required: true },
    by: mixed,
    pauses: { type: [Schema.Types.Mixed], required: true } as never,
    terms: { type: [Schema.Types.Mixed], required: true } as never,
    extension: mixed,
    reviewBegun: Boolean,
    prepared: mixed,
    answer: mixed,
    refusal: mixed,
    revision: { type: Number, required: true },
  },
  { versionKey: false, minimize: false },
);

/**
 * Keeps a request that came in.
 * @returns false where the child, or the school that answers, is not one whose records the viewer may share
 */
export async function recordSubjectRequest(
  store: Store,
  scope: Scope,
  request: Pick<
    SubjectRequestRecord,
    | '_id'
    | 'pupilId'
    | 'schoolUrn'
    | 'requester'
    | 'asked'
    | 'identity'
    | 'receivedOn'
    | 'pauses'
    | 'recordedAt'
  >,
): Promise<boolean> {
  const found = await findPupilInScope(store, scope, ACTION, request.pupilId);
  if (!found?.pupil.memberships.some(({ schoolUrn }) => schoolUrn === request.schoolUrn)) return false;
  if (!mayAt(scope.viewer, ACTION, request.schoolUrn)) return false;
  // A form that was sent twice is one request.
  await store.subjectRequests.updateOne(
    { _id: request._id },
    { $setOnInsert: { ...request, by: authorOf(scope), terms: [], revision: 1 } as never },
    { upsert: true },
  );
  return true;
}

/** Requests about a child that the viewer's schools answer, the latest first. */
export async function listSubjectRequests(
  store: Store,
  scope: Scope,
  pupilId: string,
): Promise<SubjectRequestRecord[]> {
  return store.subjectRequests
    .find({ $and: [recordsInScope(scope, ACTION), { pupilId }] } as never, { 'prepared.sealed': 0 })
    .sort({ receivedOn: -1 })
    .lean<SubjectRequestRecord[]>();
}

/** One of them; null for none, and for one of another school or child. */
export async function findSubjectRequest(
  store: Store,
  scope: Scope,
  { pupilId, requestId }: { pupilId: string; requestId: string },
): Promise<SubjectRequestRecord | null> {
  const found = await store.subjectRequests
    .findOne({ $and: [recordsInScope(scope, ACTION), { _id: requestId, pupilId }] } as never)
    .lean<SubjectRequestRecord>();
  const sealed: unknown = found?.prepared?.sealed;
  // Without a document around them, bytes come as the driver wraps them.
  if (found?.prepared && sealed instanceof mongo.Binary) found.prepared.sealed = Buffer.from(sealed.value());
  return found;
}

/** What may be changed of a request, each by a person and kept with their name. */
export type RequestChange = Partial<
  Pick<
    SubjectRequestRecord,
    | 'pauses'
    | 'terms'
    | 'identity'
    | 'extension'
    | 'reviewBegun'
    | 'prepared'
    | 'answer'
    | 'refusal'
    | 'requester'
  >
>;

/**
 * Changes a request that is open, if nobody changed it meanwhile. An answer or refusal closes it, and the sealed
 * answer is not kept any longer: nobody here has its passphrase.
 * @returns false where somebody else was first, or it is closed
 */
export async function amendSubjectRequest(
  store: Store,
  scope: Scope,
  { _id, revision }: Pick<SubjectRequestRecord, '_id' | 'revision'>,
  change: RequestChange,
): Promise<boolean> {
  const closes = change.answer !== undefined || change.refusal !== undefined;
  const open = { _id, revision, answer: { $exists: false }, refusal: { $exists: false } };
  const { matchedCount } = await store.subjectRequests.updateOne(
    { $and: [recordsInScope(scope, ACTION), open] } as never,
    {
      $set: change as never,
      $inc: { revision: 1 },
      ...(closes ? { $unset: { 'prepared.sealed': '' } } : {}),
    },
  );
  return matchedCount === 1;
}

/** A line of the register of requests. */
export interface RegisteredRequest {
  readonly request: SubjectRequestRecord;
  readonly pupil: PupilRecord;
  readonly standing: Standing;
}

const MOST_LISTED = 500;

/** The register of the viewer's schools: overdue ones first, then by the day they are due, closed ones last. */
export async function listRegisteredRequests(
  store: Store,
  scope: Scope,
  only: 'all' | 'open' = 'all',
): Promise<RegisteredRequest[]> {
  const open = { answer: { $exists: false }, refusal: { $exists: false } };
  const found = await store.subjectRequests
    .find({ $and: [recordsInScope(scope, ACTION), only === 'open' ? open : {}] } as never, {
      'prepared.sealed': 0,
    })
    .sort({ receivedOn: -1 })
    .limit(MOST_LISTED)
    .lean<SubjectRequestRecord[]>();
  const pupils = await listPupils(
    store,
    found.map(({ pupilId }) => pupilId),
  );
  const byId = new Map(pupils.map((pupil) => [pupil._id, pupil]));
  return found
    .flatMap((request) => {
      const pupil = byId.get(request.pupilId);
      return pupil ? [{ request, pupil, standing: standingOf(request, scope.today) }] : [];
    })
    .sort(inOrderOfNeed);
}

/** By the day they are due; then those that wait for the requester; then closed ones as they come, the latest first. */
function inOrderOfNeed(a: RegisteredRequest, b: RegisteredRequest): number {
  const [first, second] = [rankOf(a), rankOf(b)];
  return first === second ? 0 : first < second ? -1 : 1;
}

function rankOf({ standing: { state, due } }: RegisteredRequest): string {
  return due ?? (state === 'waiting' ? 'waiting' : 'z-closed');
}
