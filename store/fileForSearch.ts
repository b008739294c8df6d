import { SEARCH_TERMS_VERSION, searchedTexts, searchTermsOf } from '../domain/search/searchTerms.ts';
import type { IncidentRecord } from './incidents.ts';
import type { Store } from './openStore.ts';

const AT_A_TIME = 500;

/**
 * Files for search every incident that was stored before there was a search, or under older rules. Can be stopped and
 * run again, and runs beside live work: a revision that comes in between files itself.
 * @param progress told how many are done so far
 * @returns how many were filed
 */
export async function fileForSearch(store: Store, progress: (filed: number) => void): Promise<number> {
  let filed = 0;
  let after = '';
  for (;;) {
    const batch = await store.incidents
      .find({ _id: { $gt: after }, searchVersion: { $ne: SEARCH_TERMS_VERSION } })
      .sort({ _id: 1 })
      .limit(AT_A_TIME)
      .lean<IncidentRecord[]>();
    const last = batch.at(-1);
    if (last === undefined) return filed;
    const writes = batch.map((incident) => ({
      updateOne: {
        filter: { _id: incident._id, revision: incident.revision },
        update: {
          $set: {
            searchTerms: searchTermsOf(searchedTexts(incident)),
            searchVersion: SEARCH_TERMS_VERSION,
          },
        },
      },
    }));
    await store.incidents.collection.bulkWrite(writes as never, { ordered: false });
    filed += batch.length;
    after = last._id;
    progress(filed);
  }
}
