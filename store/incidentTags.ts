import { SEARCH_TERMS_VERSION } from '../domain/search/searchTerms.ts';
import type { Tagging } from '../domain/tagging/tag.ts';
import type { IncidentRecord } from './incidents.ts';
import type { Store } from './openStore.ts';

/** Incidents of these ids that still wait for their tags. */
export async function listUntagged(store: Store, incidentIds: readonly string[]): Promise<IncidentRecord[]> {
  return store.incidents
    .find({ _id: { $in: [...incidentIds] }, tagState: 'waiting' })
    .lean<IncidentRecord[]>();
}

export interface TaggedRevision {
  incidentId: string;
  revision: number;
  tagging: Tagging;
  /** Terms of the same words, by which it is found. */
  searchTerms: string[];
}

/**
 * Keeps the tags of incidents, each only if it has not been revised since it was read. They still wait, until
 * `markTagged` says that every pupil they bear on has been marked stale: a stop in between loses nothing.
 */
export async function recordTaggings(store: Store, taggings: readonly TaggedRevision[]): Promise<void> {
  await updateRevisions(store, taggings, ({ tagging, searchTerms }) => ({
    $set: { tagging, searchTerms, searchVersion: SEARCH_TERMS_VERSION },
  }));
}

/** Says that these revisions need nothing more of the tag stage. */
export async function markTagged(store: Store, taggings: readonly TaggedRevision[]): Promise<void> {
  await updateRevisions(store, taggings, () => ({ $set: { tagState: 'tagged' } }));
}

async function updateRevisions(
  store: Store,
  taggings: readonly TaggedRevision[],
  update: (tagged: TaggedRevision) => object,
): Promise<void> {
  if (taggings.length === 0) return;
  const writes = taggings.map((tagged) => ({
    updateOne: { filter: { _id: tagged.incidentId, revision: tagged.revision }, update: update(tagged) },
  }));
  await store.incidents.collection.bulkWrite(writes as never, { ordered: false });
}

/** Ids of incidents received before an instant that still wait for their tags, oldest first. */
export async function listWaitingForTags(store: Store, before: Date, limit: number): Promise<string[]> {
  const found = await store.incidents
    .find({ tagState: 'waiting', receivedAt: { $lt: before } }, { _id: 1 })
    .sort({ receivedAt: 1 })
    .limit(limit)
    .lean<{ _id: string }[]>();
  return found.map((incident) => incident._id);
}

export async function countWaitingForTags(store: Store): Promise<number> {
  return store.incidents.countDocuments({ tagState: 'waiting' });
}
