import { createHash } from 'node:crypto';
import { mongo } from 'mongoose';
import { SEARCH_TERMS_VERSION, searchedTexts, searchTermsOf } from '../domain/search/searchTerms.ts';
import type { Urn } from '../domain/identifiers.ts';
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
  /** What it is found by, where that was worked out beforehand; else it is worked out here. */
  filed?: Pick<IncidentRecord, 'searchTerms' | 'searchVersion'>;
  receivedAt: Date;
  deliveryId: string;
}

/** What a row did to the record, with the incident's id. */
export interface RecordedIncident {
  incidentId: string;
  effect: 'new' | 'revised' | 'unchanged';
  /** The pupil it was about before, when a revision moved it to another. */
  formerPupilId?: string;
}

/**
 * Keeps incidents, each new, as a further revision, or (the same again) not at all: a few writes for all of
 * them. Safe to run twice.
 * @param incoming no two of one incident
 * @returns what became of each, in the same order
 */
export async function recordIncidents(
  store: Store,
  incoming: readonly IncomingIncident[],
): Promise<RecordedIncident[]> {
  const results = new Map<string, RecordedIncident>();
  const ids = incoming.map((one) => incidentId(one.schoolUrn, one.sourceId, one.externalId));
  let left = ids.map((_id, i) => ({ _id, incoming: incoming[i] as IncomingIncident }));
  while (left.length > 0) {
    const known = await mapIncidents(
      store,
      left.map(({ _id }) => _id),
    );
    const planned = left.map((one) => ({ ...one, ...plan(one._id, known.get(one._id), one.incoming) }));
    const unwritten = await write(
      store,
      planned.flatMap(({ _id, operation }) => (operation === undefined ? [] : [{ _id, operation }])),
    );
    for (const { _id, result } of planned) if (!unwritten.has(_id)) results.set(_id, result);
    // Where another writer was first, look again.
    left = left.filter(({ _id }) => unwritten.has(_id));
  }
  return ids.map((_id) => results.get(_id) ?? { incidentId: _id, effect: 'unchanged' });
}

async function mapIncidents(store: Store, ids: readonly string[]): Promise<Map<string, IncidentRecord>> {
  const found = await store.incidents.find({ _id: { $in: [...ids] } }).lean<IncidentRecord[]>();
  return new Map(found.map((incident) => [incident._id, incident]));
}

type Operation = { insertOne: { document: object } } | { updateOne: { filter: object; update: object } };

function plan(
  _id: string,
  before: IncidentRecord | undefined,
  incoming: IncomingIncident,
): { result: RecordedIncident; operation?: Operation } {
  if (!before) return { result: { incidentId: _id, effect: 'new' }, operation: insertion(_id, incoming) };
  const content = keepPlace(before, incoming.content);
  const same = before.contentHash === content.contentHash && before.pupilId === content.pupilId;
  // A row that was held, or that overtook another, never replaces what the school said after it.
  if (same || before.receivedAt > incoming.receivedAt)
    return { result: { incidentId: _id, effect: 'unchanged' } };
  const moved = before.pupilId !== content.pupilId;
  return {
    result: { incidentId: _id, effect: 'revised', ...(moved ? { formerPupilId: before.pupilId } : {}) },
    operation: revision(before, { ...incoming, content }),
  };
}

/** An incident that a person moved by itself stays where it is while the school says the same of its child. */
function keepPlace(before: IncidentRecord, content: IncidentContent): IncidentContent {
  if (before.filedUnder !== before._id || before.told !== content.told) return content;
  const { pupilId, filedUnder } = before;
  return { ...content, pupilId, filedUnder, matchedBy: 'decision' };
}

function insertion(_id: string, incoming: IncomingIncident): Operation {
  const { content: first, filed = filedForSearch(first), ...provenance } = incoming;
  return {
    insertOne: {
      document: {
        _id,
        ...provenance,
        ...first,
        ...filed,
        revision: 1,
        revisions: [],
        tagState: 'waiting',
      },
    },
  };
}

/** The words by which a content of an incident is found. */
export function filedForSearch(content: IncidentContent): NonNullable<IncomingIncident['filed']> {
  return { searchTerms: searchTermsOf(searchedTexts(content)), searchVersion: SEARCH_TERMS_VERSION };
}

/** Fields that a revision may no longer have. */
const OPTIONAL = ['recordedBy', 'category', 'told', 'matchedBy', 'matchWhy', 'filedUnder'] as const;

function revision(before: IncidentRecord, incoming: IncomingIncident): Operation {
  const { content: now, filed = filedForSearch(now), receivedAt, deliveryId } = incoming;
  const former: IncidentRevision = {
    pupilId: before.pupilId,
    linkedUpns: before.linkedUpns,
    occurredAt: before.occurredAt,
    occurredDateOnly: before.occurredDateOnly,
    recordedAt: before.recordedAt,
    narrative: before.narrative,
    actions: before.actions,
    contentHash: before.contentHash,
    ...Object.fromEntries(
      OPTIONAL.filter((field) => before[field] !== undefined).map((field) => [field, before[field]]),
    ),
    receivedAt: before.receivedAt,
    deliveryId: before.deliveryId,
    replacedAt: receivedAt,
    // Tags of words that were revised before they were read are of the words before them.
    ...(before.tagState === 'tagged' && before.tagging ? { tagging: before.tagging } : {}),
    ...(before.withdrawnAt === undefined ? {} : { withdrawnAt: before.withdrawnAt }),
  };
  const missing = Object.fromEntries(
    OPTIONAL.filter((field) => now[field] === undefined).map((field) => [field, '']),
  );
  return {
    updateOne: {
      filter: { _id: before._id, revision: before.revision },
      update: {
        $set: { ...now, ...filed, receivedAt, deliveryId, tagState: 'waiting' },
        $unset: { withdrawnAt: '', ...missing },
        $push: { revisions: former },
        $inc: { revision: 1 },
      },
    },
  };
}

/** @returns the ids of those that somebody else wrote first */
async function write(
  store: Store,
  operations: readonly { _id: string; operation: Operation }[],
): Promise<ReadonlySet<string>> {
  const unwritten = new Set<string>();
  const insertions = operations.filter(({ operation }) => 'insertOne' in operation);
  const revisions = operations.filter(({ operation }) => 'updateOne' in operation);
  if (insertions.length > 0) {
    try {
      await store.incidents.collection.bulkWrite(insertions.map(({ operation }) => operation) as never, {
        ordered: false,
      });
    } catch (error) {
      for (const index of duplicatesOf(error)) unwritten.add(insertions[index]?._id ?? '');
    }
  }
  for (const { _id, operation } of revisions) {
    const result = await store.incidents.collection.bulkWrite([operation] as never);
    if (result.matchedCount !== 1) unwritten.add(_id);
  }
  return unwritten;
}

/** Which operations of an unordered bulk write met a document of the same key; any other failure is thrown. */
function duplicatesOf(error: unknown): number[] {
  if (!(error instanceof mongo.MongoBulkWriteError)) throw error;
  const failures = [error.writeErrors].flat();
  if (failures.length === 0 || failures.some(({ code }) => code !== 11000)) throw error;
  return failures.map(({ index }) => index);
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
