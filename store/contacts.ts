import { createHash } from 'node:crypto';
import { Schema } from 'mongoose';
import type { Urn } from '../domain/identifiers.ts';
import { groupBy } from '../domain/groupBy.ts';
import type { ContactEntry } from '../domain/concern/history.ts';
import type { FiledUnder, Move } from './incidents.ts';
import type { Store } from './openStore.ts';

/** A visit, call or meeting, and whether the child was seen. */
export interface ContactRecord extends ContactEntry {
  _id: string;
  pupilId: string;
  schoolUrn: Urn;
  deliveryId: string;
  receivedAt: Date;
  filedUnder?: FiledUnder;
  moves?: Move[];
  /** What was said of it before. */
  changes?: Pick<ContactRecord, 'seen' | 'by' | 'note' | 'deliveryId' | 'receivedAt'>[];
}

export const contactSchema = new Schema<ContactRecord>(
  {
    _id: { type: String, required: true },
    pupilId: { type: String, required: true, index: true },
    schoolUrn: { type: String, required: true },
    at: { type: Date, required: true },
    method: { type: String, required: true },
    seen: { type: Boolean, required: true },
    by: String,
    note: String,
    deliveryId: { type: String, required: true },
    receivedAt: { type: Date, required: true },
    filedUnder: { type: String, index: { sparse: true } },
    moves: { type: [Schema.Types.Mixed], default: undefined } as never,
    changes: { type: [Schema.Types.Mixed], default: undefined } as never,
  },
  { versionKey: false },
);

/**
 * Keeps a contact. The same child, school, time and method is the same contact; what is said of it later
 * replaces it, and what was said before is kept.
 * @returns false when nothing changed
 */
export async function recordContact(store: Store, contact: Omit<ContactRecord, '_id'>): Promise<boolean> {
  const key = [
    contact.filedUnder ?? contact.pupilId,
    contact.schoolUrn,
    contact.at.toISOString(),
    contact.method,
  ].join('|');
  const _id = `con_${createHash('sha256').update(key).digest('hex').slice(0, 24)}`;
  const before = await store.contacts.findById(_id).lean<ContactRecord>();
  if (before && before.seen === contact.seen && before.by === contact.by && before.note === contact.note)
    return false;
  const former = before && {
    seen: before.seen,
    ...(before.by === undefined ? {} : { by: before.by }),
    ...(before.note === undefined ? {} : { note: before.note }),
    deliveryId: before.deliveryId,
    receivedAt: before.receivedAt,
  };
  await store.contacts.updateOne(
    { _id },
    { $set: contact, ...(former ? { $push: { changes: former } } : {}) },
    { upsert: true },
  );
  return true;
}

/** A contact as it was told of at an instant; the first telling of it counts from when it happened. */
function asStood(contact: ContactRecord, asOf: Date): ContactRecord {
  const { changes = [] } = contact;
  if (contact.receivedAt <= asOf || changes.length === 0) return contact;
  const former = changes.filter(({ receivedAt }) => receivedAt <= asOf).at(-1) ?? changes[0];
  const { _id, pupilId, schoolUrn, at, method } = contact;
  return former ? { _id, pupilId, schoolUrn, at, method, ...former } : contact;
}

/** The contacts with these pupils as they were told of at an instant, by pupil, oldest first. */
export async function mapContactsByPupil(
  store: Store,
  pupilIds: readonly string[],
  asOf: Date,
): Promise<Map<string, ContactRecord[]>> {
  const found = await store.contacts
    .find({ pupilId: { $in: [...pupilIds] } })
    .sort({ at: 1 })
    .lean<ContactRecord[]>();
  return groupBy(
    found.map((contact) => asStood(contact, asOf)),
    (contact) => contact.pupilId,
  );
}
