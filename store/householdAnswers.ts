/**
 * Whether children of one address live together: asked of a person, since a shared address may be a block of flats,
 * and a household decides what is read together. Nothing is joined by an address alone.
 */
import { createHash } from 'node:crypto';
import { Schema } from 'mongoose';
import {
  suggestHouseholds,
  type AddressAnswer,
  type HouseholdSuggestion,
} from '../domain/household/suggestHouseholds.ts';
import type { DecidedBy } from './matchDecisions.ts';
import type { Store } from './openStore.ts';
import { markPupilsStale, withHouseholds, type PupilRecord } from './pupils.ts';
import { mapPupilsInScope } from './pupilsInScope.ts';
import { pupilsInScope, type Scope } from './scope.ts';

const ACTION = 'correct';

export interface HouseholdAnswerRecord extends DecidedBy {
  _id: string;
  addressKey: string;
  pupilIds: string[];
  together: string[];
  /** The household key that those who live together were given. */
  key: string;
  takenBack?: DecidedBy;
}

export const householdAnswerSchema = new Schema<HouseholdAnswerRecord>(
  {
    _id: { type: String, required: true },
    addressKey: { type: String, required: true, index: true },
    pupilIds: { type: [String], required: true, index: true },
    together: { type: [String], required: true },
    key: { type: String, required: true },
    by: { type: String, required: true },
    personId: { type: String, required: true },
    at: { type: Date, required: true },
    takenBack: { type: Schema.Types.Mixed } as never,
  },
  { versionKey: false, minimize: false },
);

/** Children of the viewer's schools who share an address and may live together. */
export async function listHouseholdSuggestions(store: Store, scope: Scope): Promise<HouseholdSuggestion[]> {
  const children = await store.pupils
    .find(
      { $and: [pupilsInScope(scope, ACTION), { addressKey: { $gt: '' } }, { merged: { $exists: false } }] },
      {
        addressKey: 1,
        households: 1,
      },
    )
    .lean<Pick<PupilRecord, '_id' | 'addressKey' | 'households'>[]>();
  const at = children.flatMap(({ _id: pupilId, addressKey, households }) =>
    addressKey === undefined ? [] : [{ pupilId, addressKey, households }],
  );
  const open = suggestHouseholds(at, []);
  const answers = await store.householdAnswers
    .find({ addressKey: { $in: open.map(({ addressKey }) => addressKey) }, takenBack: { $exists: false } })
    .lean<AddressAnswer[]>();
  const asked = new Set(open.map(({ addressKey }) => addressKey));
  return suggestHouseholds(
    at.filter(({ addressKey }) => asked.has(addressKey)),
    answers,
  );
}

/**
 * Keeps what a person says of the children of one address and joins those who live together. The caller enqueues the
 * chronology of the children it answers with, and records the audit event.
 * @param pupilIds whom the person was asked about
 * @param together those of them who live together; none or one: nobody does
 * @returns the children whose files change, or undefined when they are not all the viewer's or of one address
 */
export async function answerHousehold(
  store: Store,
  scope: Scope,
  { pupilIds, together, at }: { pupilIds: readonly string[]; together: readonly string[]; at: Date },
): Promise<string[] | undefined> {
  const children = await mapPupilsInScope(store, scope, ACTION, pupilIds);
  const [addressKey, another] = new Set([...children.values()].map((child) => child.addressKey));
  const all = [...new Set(pupilIds)].sort();
  if (addressKey === undefined || another !== undefined || children.size < Math.max(all.length, 2))
    return undefined;
  const joined = all.filter((id) => together.includes(id));
  const { personId, name: by } = scope.viewer;
  const _id = `hha_${createHash('sha256')
    .update(JSON.stringify([addressKey, all, at, personId]))
    .digest('hex')
    .slice(0, 24)}`;
  const key = `person:${_id}`;
  const answer = {
    addressKey,
    pupilIds: all,
    together: joined.length > 1 ? joined : [],
    key,
    by,
    personId,
    at,
  };
  await store.householdAnswers.updateOne({ _id }, { $setOnInsert: answer }, { upsert: true });
  if (joined.length < 2) return [];
  await store.pupils.updateMany(
    { _id: { $in: joined } },
    { $addToSet: { households: key }, $inc: { revision: 1 } },
  );
  const touched = await withHouseholds(store, joined);
  await markPupilsStale(store, touched, at);
  return touched;
}

/** What was said of addresses of the viewer's children, latest first; what was taken back is left out. */
export async function listHouseholdAnswers(
  store: Store,
  scope: Scope,
  limit: number,
): Promise<{ answer: HouseholdAnswerRecord; children: ReadonlyMap<string, PupilRecord> }[]> {
  const mine = await store.pupils
    .find({ $and: [pupilsInScope(scope, ACTION), { addressKey: { $gt: '' } }] }, { _id: 1 })
    .lean<{ _id: string }[]>();
  const answers = await store.householdAnswers
    .find({ pupilIds: { $in: mine.map(({ _id }) => _id) }, takenBack: { $exists: false } })
    .sort({ at: -1 })
    .limit(limit)
    .lean<HouseholdAnswerRecord[]>();
  const ids = [...new Set(answers.flatMap(({ pupilIds }) => pupilIds))];
  const children = await mapPupilsInScope(store, scope, ACTION, ids);
  return answers.map((answer) => ({ answer, children }));
}

/**
 * Takes an answer back: those who were joined by it are asked about again.
 * @returns the children whose files change, or undefined when none of them is the viewer's
 */
export async function takeBackHousehold(
  store: Store,
  scope: Scope,
  { answerId, at }: { answerId: string; at: Date },
): Promise<string[] | undefined> {
  const answer = await store.householdAnswers.findById(answerId).lean<HouseholdAnswerRecord>();
  if (!answer || answer.takenBack) return undefined;
  if ((await mapPupilsInScope(store, scope, ACTION, answer.pupilIds)).size === 0) return undefined;
  const touched = await withHouseholds(store, answer.together);
  await store.pupils.updateMany(
    { households: answer.key },
    { $pull: { households: answer.key }, $inc: { revision: 1 } },
  );
  const { personId, name: by } = scope.viewer;
  await store.householdAnswers.updateOne({ _id: answerId }, { $set: { takenBack: { by, personId, at } } });
  await markPupilsStale(store, touched, at);
  return touched;
}
