import { createHash } from 'node:crypto';
import type { Urn } from '../domain/identifiers.ts';
import { isDuplicateKey } from './deliveries.ts';
import type { IncidentContent, IncidentRecord, IncidentRevision } from './incidents.ts';
import type { Store } from './openStore.ts';

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
    // A row that was held, or that overtook another, never replaces what the school said after it.
    if (before.receivedAt > incoming.receivedAt) return { incidentId: _id, effect: 'unchanged' };
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
    // Tags of words that were revised before they were read are of the words before them.
    ...(before.tagState === 'tagged' && before.tagging ? { tagging: before.tagging } : {}),
    ...(before.withdrawnAt === undefined ? {} : { withdrawnAt: before.withdrawnAt }),
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
      $unset: { withdrawnAt: '', ...missing },
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
    { $set: { withdrawnAt: at, tagState: 'waiting' }, $inc: { revision: 1 } },
  );
  if (result.modifiedCount === 1) return { incidentId: _id, effect: 'revised' };
  const known = await store.incidents.exists({ _id });
  return known ? { incidentId: _id, effect: 'unchanged' } : undefined;
}
