import type { Store } from './openStore.ts';

/** Decisions on held rows, matches, merges, categories and erasing made before an instant that wait to be carried out; some of them. */
export async function listWaitingReviews(store: Store, before: Date): Promise<string[]> {
  const [rows, decisions, merges, mappings, erasures] = await Promise.all([
    store.heldRows
      .find({ decidedAt: { $lt: before }, releasedAt: { $exists: false } }, { _id: 1 })
      .limit(1)
      .lean(),
    store.matchDecisions
      .find({ waitingSince: { $lt: before } }, { _id: 1 })
      .limit(1)
      .lean(),
    store.pupils
      .find({ mergeWaiting: { $lt: before } }, { _id: 1 })
      .limit(1)
      .lean(),
    store.categoryMappings
      .find({ waitingSince: { $lt: before } }, { _id: 1 })
      .limit(1)
      .lean(),
    store.erasures
      .find({ state: 'confirmed', 'confirmed.at': { $lt: before } }, { _id: 1 })
      .limit(1)
      .lean(),
  ]);
  return [...rows, ...decisions, ...merges, ...mappings, ...erasures].map(({ _id }) => _id);
}
