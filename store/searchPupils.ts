import type { Urn } from '../domain/identifiers.ts';
import type { Store } from './openStore.ts';
import type { PupilRecord } from './pupils.ts';

/** Far above how many children of a reader's schools share a sound; the best of them are chosen afterwards. */
const MOST_CANDIDATES = 2000;

/**
 * Children of some schools filed under any of these keys (see domain/search/nameSearch).
 * @param schoolUrns the reader's schools; none finds nothing
 */
export async function searchPupils(
  store: Store,
  schoolUrns: readonly Urn[],
  keys: readonly string[],
): Promise<PupilRecord[]> {
  if (schoolUrns.length === 0 || keys.length === 0) return [];
  return store.pupils
    .find({ matchKeys: { $in: [...keys] }, 'memberships.schoolUrn': { $in: [...schoolUrns] } })
    .limit(MOST_CANDIDATES)
    .lean<PupilRecord[]>();
}
