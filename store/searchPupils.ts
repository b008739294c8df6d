import type { Store } from './openStore.ts';
import type { PupilRecord } from './pupils.ts';
import { pupilsInScope, type Scope } from './scope.ts';

/** Far above how many children of a reader's schools share a sound; the best of them are chosen afterwards. */
const MOST_CANDIDATES = 2000;

/** Children the reader may see who are filed under any of these keys (see domain/search/nameSearch). */
export async function searchPupils(
  store: Store,
  scope: Scope,
  keys: readonly string[],
): Promise<PupilRecord[]> {
  if (keys.length === 0) return [];
  return store.pupils
    .find({ $and: [{ matchKeys: { $in: [...keys] } }, pupilsInScope(scope, 'see-children')] } as never)
    .limit(MOST_CANDIDATES)
    .lean<PupilRecord[]>();
}
