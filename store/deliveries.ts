import { randomBytes } from 'node:crypto';
import { Schema } from 'mongoose';
import type { Urn } from '../domain/identifiers.ts';
import type { Kind, RowProblem } from '../domain/formats/rows.ts';
import type { FeedbackProgress } from './feedback.ts';
import { isDuplicateKey } from './isDuplicateKey.ts';
import type { Store } from './openStore.ts';
import { packBody, unpackBody, type PackedBody } from './packedBody.ts';

/**
 * `accepted` is durable and waiting; `processed` has had every row dealt with; `refused` could not be read at
 * all; `failed` broke our side more often than it is retried, and waits for a person.
 */
export type DeliveryState = 'accepted' | 'processed' | 'refused' | 'failed';

/** What became of a delivery's rows. Landed, unchanged, held and rejected (`erased` among them) add up to `rows`. */
export interface DeliveryCounts {
  rows: number;
  landed: number;
  unchanged: number;
  held: number;
  rejected: number;
  warnings: number;
  erased?: number;
}

/** One webhook call, whole, as it arrived. Immutable but for its state, its outcome, and its body at the end of its time. */
export interface DeliveryRecord extends PackedBody {
  _id: string;
  sourceId: string;
  schoolUrn: Urn;
  /** The sender's `webhook-id`: the same again is the same delivery. */
  webhookId: string;
  kind: Kind;
  /** The system that wrote the body, such as `cpoms`, when the sender named it. */
  system?: string;
  /** Set when it says all that its source holds, or is a part of what does; the last part says so. */
  fullExport?: { id: string; last: boolean };
  contentType: string;
  bodyErasedAt?: Date;
  sha256: string;
  receivedAt: Date;
  state: DeliveryState;
  attempts: number;
  /** While in the future, a worker is at it. */
  claimedUntil?: Date;
  finishedAt?: Date;
  /** Why the body could not be read, or that processing failed. Never quotes the body. */
  problem?: string;
  counts?: DeliveryCounts;
  /** Why rows were rejected, by row and field, the first `MAX_PROBLEMS_KEPT` of them. */
  problems: RowProblem[];
  /** What was odd about rows that landed all the same, as many. */
  warnings: RowProblem[];
  /** Whether the sender is still to be told of the outcome; absent when it did not ask for that. */
  feedback?: FeedbackProgress;
}

export const MAX_PROBLEMS_KEPT = 1000;

const rowProblem = { _id: false, row: Number, line: Number, field: String, message: String };

export const deliverySchema = new Schema<DeliveryRecord>(
  {
    _id: { type: String, required: true },
    sourceId: { type: String, required: true },
    schoolUrn: { type: String, required: true },
    webhookId: { type: String, required: true },
    kind: { type: String, required: true },
    system: String,
    fullExport: { type: { _id: false, id: String, last: Boolean }, required: false },
    contentType: { type: String, required: true },
    body: { type: Buffer, required: true },
    packed: String,
    bodyErasedAt: Date,
    sha256: { type: String, required: true },
    receivedAt: { type: Date, required: true },
    state: { type: String, required: true },
    attempts: { type: Number, required: true },
    claimedUntil: Date,
    finishedAt: Date,
    problem: String,
    counts: { type: Schema.Types.Mixed },
    problems: [rowProblem],
    warnings: [rowProblem],
    feedback: { type: Schema.Types.Mixed },
  },
  { versionKey: false },
);
deliverySchema.index({ sourceId: 1, webhookId: 1 }, { unique: true });
deliverySchema.index({ sourceId: 1, state: 1, receivedAt: 1, _id: 1 });
deliverySchema.index({ sourceId: 1, _id: 1 });
deliverySchema.index({ 'feedback.state': 1, 'feedback.nextAt': 1 }, { sparse: true });
deliverySchema.index({ state: 1, receivedAt: 1 });
deliverySchema.index({ schoolUrn: 1, receivedAt: 1 });

export type NewDelivery = Pick<
  DeliveryRecord,
  | 'sourceId'
  | 'schoolUrn'
  | 'webhookId'
  | 'kind'
  | 'system'
  | 'fullExport'
  | 'contentType'
  | 'body'
  | 'sha256'
  | 'receivedAt'
  | 'feedback'
>;

/** Whether a delivery was new, seen before, or reuses a webhook-id for another body. */
export type RecordedDelivery = { kind: 'new' | 'seen' | 'conflict'; deliveryId: string };

/**
 * Keeps a delivery. Returns only once MongoDB has acknowledged it as durable.
 * Ids begin with the time of receipt, so that deliveries of one source sort in the order they arrived.
 */
export async function recordDelivery(store: Store, delivery: NewDelivery): Promise<RecordedDelivery> {
  const deliveryId = `dlv_${delivery.receivedAt.getTime().toString(36).padStart(9, '0')}${randomBytes(8).toString('hex')}`;
  try {
    await store.deliveries.collection.insertOne(
      {
        ...{ _id: deliveryId, ...delivery, ...(await packBody(delivery.body)) },
        ...{ state: 'accepted', attempts: 0, problems: [], warnings: [] },
      } as never,
      { writeConcern: { w: 'majority', j: true } },
    );
    return { kind: 'new', deliveryId };
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const { sourceId, webhookId } = delivery;
    const before = await store.deliveries
      .findOne({ sourceId, webhookId }, { sha256: 1, kind: 1 })
      .lean<Pick<DeliveryRecord, '_id' | 'sha256' | 'kind'>>();
    if (!before) throw error;
    const same = before.sha256 === delivery.sha256 && before.kind === delivery.kind;
    return { kind: same ? 'seen' : 'conflict', deliveryId: before._id };
  }
}

/** What a worker asks of a delivery before it is its turn. */
export async function findDeliveryHead(
  store: Store,
  deliveryId: string,
): Promise<Pick<DeliveryRecord, '_id' | 'sourceId' | 'kind' | 'state' | 'feedback'> | null> {
  const head = { sourceId: 1, kind: 1, state: 1, feedback: 1 };
  return store.deliveries.findById(deliveryId, head).lean<DeliveryRecord>();
}

/** A delivery with its body as it arrived. */
export async function findDelivery(store: Store, deliveryId: string): Promise<DeliveryRecord | null> {
  const found = await store.deliveries.findById(deliveryId).lean<DeliveryRecord>();
  if (!found) return null;
  const { packed: _, ...delivery } = found;
  return { ...delivery, body: await unpackBody(found) };
}

/** A delivery without its body, for the source that sent it. */
export async function findDeliveryOutcome(
  store: Store,
  scope: { sourceId: string; deliveryId: string },
): Promise<Omit<DeliveryRecord, 'body'> | null> {
  return store.deliveries
    .findOne({ _id: scope.deliveryId, sourceId: scope.sourceId }, { body: 0 })
    .lean<Omit<DeliveryRecord, 'body'>>();
}

/** The id of the oldest delivery of a source that is still to be processed. */
export async function findNextDelivery(store: Store, sourceId: string): Promise<string | undefined> {
  const next = await store.deliveries
    .findOne({ sourceId, state: 'accepted' }, { _id: 1 })
    .sort({ receivedAt: 1, _id: 1 })
    .lean<{ _id: string }>();
  return next?._id;
}

export type DeliveryOutcome = Pick<DeliveryRecord, 'state' | 'finishedAt'> &
  Partial<Pick<DeliveryRecord, 'problem' | 'counts' | 'problems' | 'warnings'>>;

/** Ends a delivery with its outcome; does nothing when it has ended already. */
export async function finishDelivery(
  store: Store,
  deliveryId: string,
  outcome: DeliveryOutcome,
): Promise<void> {
  await store.deliveries.updateOne({ _id: deliveryId, state: 'accepted' }, { $set: outcome });
}

/** The oldest delivery of each source that was received before `before` and still waits. */
export async function listWaitingDeliveries(store: Store, before: Date): Promise<string[]> {
  const bySource = await store.deliveries.aggregate<{ oldest: string }>([
    { $match: { state: 'accepted', receivedAt: { $lt: before } } },
    { $group: { _id: '$sourceId', oldest: { $min: '$_id' } } },
  ]);
  return bySource.map((source) => source.oldest);
}

/** Puts a failed delivery back in the queue's way; false when there is none such. */
export async function reviveDelivery(store: Store, deliveryId: string): Promise<boolean> {
  const result = await store.deliveries.updateOne(
    { _id: deliveryId, state: 'failed' },
    { $set: { state: 'accepted', attempts: 0 }, $unset: { finishedAt: '', problem: '' } },
  );
  return result.modifiedCount === 1;
}

/** How many deliveries are still to be processed, of one school or of all. */
export async function countWaitingDeliveries(store: Store, schoolUrn?: Urn): Promise<number> {
  return store.deliveries.countDocuments({ state: 'accepted', ...(schoolUrn ? { schoolUrn } : {}) });
}

/** Deliveries of a school received between two instants, without their bodies. */
export async function listDeliveries(
  store: Store,
  schoolUrn: Urn,
  from: Date,
  to: Date,
): Promise<Omit<DeliveryRecord, 'body'>[]> {
  return store.deliveries
    .find({ schoolUrn, receivedAt: { $gte: from, $lt: to } }, { body: 0 })
    .sort({ receivedAt: 1 })
    .lean<Omit<DeliveryRecord, 'body'>[]>();
}
