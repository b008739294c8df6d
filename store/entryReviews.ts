import { Schema } from 'mongoose';
import type { Urn } from '../domain/identifiers.ts';
import type { Decision } from '../domain/subjectAccess/review.ts';
import type { Store } from './openStore.ts';
import { recordsInScope, type Scope } from './scope.ts';
import type { SubjectRequestRecord } from './subjectRequests.ts';

const ACTION = 'share-records';

/** What was decided of one entry for one request. The last decision holds; those before it are kept. */
export interface EntryReviewRecord {
  /** `requestId:key` */
  _id: string;
  requestId: string;
  pupilId: string;
  schoolUrn: Urn;
  /** `keyOf` of the entry. */
  key: string;
  decisions: readonly Decision[];
}

export const entryReviewSchema = new Schema<EntryReviewRecord>(
  {
    _id: { type: String, required: true },
    requestId: { type: String, required: true, index: true },
    pupilId: { type: String, required: true, index: true },
    schoolUrn: { type: String, required: true },
    key: { type: String, required: true },
    decisions: { type: [Schema.Types.Mixed], required: true } as never,
  },
  { versionKey: false, minimize: false },
);

/** Keeps decisions on entries of a request, by their keys. The request is one the viewer was given. */
export async function recordDecisions(
  store: Store,
  _scope: Scope,
  { _id: requestId, pupilId, schoolUrn }: SubjectRequestRecord,
  decisions: readonly { readonly key: string; readonly decision: Decision }[],
): Promise<void> {
  if (decisions.length === 0) return;
  await store.entryReviews.collection.bulkWrite(
    decisions.map(({ key, decision }) => ({
      updateOne: {
        filter: { _id: `${requestId}:${key}` as never },
        update: {
          $setOnInsert: { requestId, pupilId, schoolUrn, key },
          $push: { decisions: decision as never },
        },
        upsert: true,
      },
    })),
    { ordered: false, ignoreUndefined: true },
  );
}

/** The decisions that hold for a request, by the key of the entry. */
export async function mapDecisions(
  store: Store,
  scope: Scope,
  requestId: string,
): Promise<ReadonlyMap<string, Decision>> {
  const found = await store.entryReviews
    .find({ $and: [recordsInScope(scope, ACTION), { requestId }] } as never)
    .lean<EntryReviewRecord[]>();
  return new Map(
    found.flatMap(({ key, decisions }) => decisions.slice(-1).map((last) => [key, last] as const)),
  );
}
