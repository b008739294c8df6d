import { createHash } from 'node:crypto';
import { Schema } from 'mongoose';
import type { Level } from '../domain/concern/assessment.ts';
import type { Urn } from '../domain/identifiers.ts';
import { londonDate, type LocalDate } from '../domain/localDate.ts';
import { isDuplicateKey } from './isDuplicateKey.ts';
import type { Store } from './openStore.ts';

/**
 * `waiting` to be sent; `sending` by a worker; `sent`; `taken-back` where the entry was withdrawn, revised or left
 * out before anybody was told, or put on another child after somebody was.
 */
export type AlertState = 'waiting' | 'sending' | 'sent' | 'taken-back';

/** Something grave enough to tell a school of at once, apart from the weekly digest. */
export interface AlertRecord {
  _id: string;
  pupilId: string;
  /** The school to be told: one whose roll the child is on. */
  schoolUrn: Urn;
  /** The grave entry, or the flag of a child whose whole story became urgent. */
  subjectId: string;
  level: Level;
  raisedAt: Date;
  /** The London day it was raised, by which a school's alerts are limited. */
  raisedOn: LocalDate;
  /** One of so many that day that it is told of together with others, not by a message of its own. */
  gathered: boolean;
  state: AlertState;
  attempts: number;
  claimedAt?: Date;
  sentAt?: Date;
  /** Readers whose mail system took it, where others have still to be told. */
  toldReaderIds?: string[];
  /** Set on what tells the readers that an alert they were sent was about another child, and why. */
  takesBack?: { alertId: string; why: string };
}

export const alertSchema = new Schema<AlertRecord>(
  {
    _id: { type: String, required: true },
    pupilId: { type: String, required: true, index: true },
    schoolUrn: { type: String, required: true },
    subjectId: { type: String, required: true },
    level: { type: String, required: true },
    raisedAt: { type: Date, required: true },
    raisedOn: { type: String, required: true },
    gathered: { type: Boolean, required: true },
    state: { type: String, required: true },
    attempts: { type: Number, required: true },
    claimedAt: Date,
    sentAt: Date,
    toldReaderIds: { type: [String], default: undefined },
    takesBack: { type: Schema.Types.Mixed } as never,
  },
  { versionKey: false },
);
alertSchema.index({ schoolUrn: 1, raisedOn: 1 });
alertSchema.index({ state: 1, raisedAt: 1 });

/**
 * Messages of its own that a school is sent in a day; what is more is gathered into one. A school that brings in a
 * year's log in an evening must not have its DSL's telephone ring all night. Workers that raise at the same moment
 * may go over it by as many as they are.
 */
export const MOST_SINGLE_ALERTS = 10;

export interface NewAlert {
  pupilId: string;
  schoolUrn: Urn;
  subjectId: string;
  level: Level;
}

function alertId({ pupilId, schoolUrn, subjectId }: NewAlert): string {
  const key = JSON.stringify([pupilId, schoolUrn, subjectId]);
  return `alr_${createHash('sha256').update(key).digest('hex').slice(0, 24)}`;
}

/** Keeps an alert, once for the same child, school and subject however often it is raised. True when it is to be told. */
export async function raiseAlert(store: Store, alert: NewAlert, now: Date): Promise<boolean> {
  const _id = alertId(alert);
  const raisedOn = londonDate(now);
  if (await store.alerts.exists({ _id })) {
    // Taken back, and now it stands again.
    const { modifiedCount } = await store.alerts.updateOne(
      { _id, state: 'taken-back' },
      { $set: { state: 'waiting', raisedAt: now, raisedOn }, $unset: { sentAt: '', toldReaderIds: '' } },
    );
    return modifiedCount === 1;
  }
  const { schoolUrn } = alert;
  const single = await store.alerts.countDocuments({ schoolUrn, raisedOn, gathered: false });
  try {
    await store.alerts.collection.insertOne({
      _id,
      ...alert,
      raisedAt: now,
      raisedOn,
      gathered: single >= MOST_SINGLE_ALERTS,
      state: 'waiting',
      attempts: 0,
    } as never);
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

/**
 * What was alerted of these pupils and not taken back, by pupil. What nobody was told of yet, and no longer stands, is
 * taken back first.
 * @param standing grave entries and urgent flags that stand, by pupil
 */
export async function settleAlerts(
  store: Store,
  standing: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Map<string, Set<string>>> {
  const found = await store.alerts
    .find({
      pupilId: { $in: [...standing.keys()] },
      state: { $ne: 'taken-back' },
      takesBack: { $exists: false },
    })
    .lean<AlertRecord[]>();
  const alerted = new Map<string, Set<string>>();
  for (const { _id, pupilId, subjectId, state } of found) {
    if (state === 'waiting' && standing.get(pupilId)?.has(subjectId) !== true) {
      const { modifiedCount } = await store.alerts.updateOne(
        { _id, state: 'waiting' },
        { $set: { state: 'taken-back' } },
      );
      if (modifiedCount === 1) continue;
    }
    alerted.set(pupilId, (alerted.get(pupilId) ?? new Set<string>()).add(subjectId));
  }
  return alerted;
}

/** Alerts that wait to be sent, or whose sender is taken to be gone, oldest first. */
export async function listAlertsToSend(
  store: Store,
  now: Date,
  giveUpAfterMs: number,
  limit = 500,
): Promise<AlertRecord[]> {
  const givenUp = new Date(now.getTime() - giveUpAfterMs);
  return store.alerts
    .find({ $or: [{ state: 'waiting' }, { state: 'sending', claimedAt: { $lt: givenUp } }] })
    .sort({ raisedAt: 1, _id: 1 })
    .limit(limit)
    .lean<AlertRecord[]>();
}

/** Claims an alert for sending; false when it is sent, taken back, or somebody else is sending it. */
export async function claimAlert(
  store: Store,
  alertId: string,
  now: Date,
  giveUpAfterMs: number,
): Promise<boolean> {
  const givenUp = new Date(now.getTime() - giveUpAfterMs);
  const result = await store.alerts.updateOne(
    { _id: alertId, $or: [{ state: 'waiting' }, { state: 'sending', claimedAt: { $lt: givenUp } }] },
    { $set: { state: 'sending', claimedAt: now }, $inc: { attempts: 1 } },
  );
  return result.modifiedCount === 1;
}

/** Gives a claim back when the message is known not to have been taken. */
export async function releaseAlert(store: Store, alertId: string): Promise<void> {
  await store.alerts.updateOne({ _id: alertId, state: 'sending' }, { $set: { state: 'waiting' } });
}

/** Notes who was told of alerts, so that they are not told again when telling somebody else failed. */
export async function noteAlertsTold(
  store: Store,
  alertIds: readonly string[],
  readerIds: readonly string[],
): Promise<void> {
  await store.alerts.updateMany(
    { _id: { $in: [...alertIds] } },
    { $addToSet: { toldReaderIds: { $each: [...readerIds] } } },
  );
}

export async function markAlertSent(store: Store, alertId: string, now: Date): Promise<void> {
  await store.alerts.updateOne({ _id: alertId, state: 'sending' }, { $set: { state: 'sent', sentAt: now } });
}

/** When alerts were sent, by id. */
export async function mapSentAt(store: Store, alertIds: readonly string[]): Promise<Map<string, Date>> {
  const found = await store.alerts
    .find({ _id: { $in: [...alertIds] } }, { sentAt: 1 })
    .lean<Pick<AlertRecord, '_id' | 'sentAt'>[]>();
  return new Map(found.flatMap(({ _id, sentAt }) => (sentAt === undefined ? [] : [[_id, sentAt] as const])));
}
