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
  /** How many corrections `tagging` obeys. */
  corrections: number;
  categoryMappedAt?: Date;
  tagging: Tagging;
  /** What the tagger itself read, where corrections changed it. */
  reading?: Tagging;
}

/**
 * Keeps the tags of incidents, each only if since it was read it has been neither revised nor corrected, and nobody said
 * that its category means something else. They still wait, until `markTagged` says that every pupil they bear on has
 * been marked stale: a stop in between loses nothing.
 */
export async function recordTaggings(store: Store, taggings: readonly TaggedRevision[]): Promise<void> {
  await updateRevisions(store, taggings, ({ tagging, reading }) => ({
    $set: { tagging, ...(reading === undefined ? {} : { reading }) },
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
    updateOne: {
      filter: {
        _id: tagged.incidentId,
        revision: tagged.revision,
        // Corrections are only ever added: the next one not being there means that none was made meanwhile.
        [`corrections.${tagged.corrections}`]: { $exists: false },
        categoryMappedAt: tagged.categoryMappedAt ?? { $exists: false },
      },
      update: update(tagged),
    },
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

/**
 * Has every incident that another version of the tagger read wait for its tags again; the tag stage reads them
 * anew and obeys their corrections. Running it twice does no more than once.
 * @param version the version that is to have read them
 * @returns how many wait because of it
 */
export async function markForRetagging(store: Store, version: string): Promise<number> {
  const { modifiedCount } = await store.incidents.updateMany(
    { tagState: 'tagged', 'tagging.version': { $ne: version } },
    { $set: { tagState: 'waiting' } },
  );
  return modifiedCount;
}
