import type { Urn } from '../domain/identifiers.ts';
import { matchKeys } from '../domain/matching/matchKeys.ts';
import type { Store } from './openStore.ts';
import type { PupilRecord } from './pupils.ts';

/** Far above how many pupils a batch of rows can sound like; a bound on what it may cost. */
const MOST_CANDIDATES = 20_000;

/** Pupils of one school that share one of these match keys. */
export async function listMatchCandidates(
  store: Store,
  schoolUrn: Urn,
  matchKeys: readonly string[],
): Promise<PupilRecord[]> {
  return store.pupils
    .find({ matchKeys: { $in: [...matchKeys] }, 'memberships.schoolUrn': schoolUrn })
    .limit(MOST_CANDIDATES)
    .lean<PupilRecord[]>();
}

/** Pupils of a school with one of these surnames. */
export async function listNamesakes(
  store: Store,
  schoolUrn: Urn,
  names: readonly Pick<PupilRecord, 'surname'>[],
): Promise<PupilRecord[]> {
  const surnames = [...new Set(names.map(({ surname }) => surname))];
  const sounds = surnames.flatMap((surname) => matchKeys({ surname }).slice(0, 1));
  return store.pupils
    .find({
      matchKeys: { $in: [...new Set(sounds)] },
      surname: { $in: surnames },
      'memberships.schoolUrn': schoolUrn,
    })
    .lean<PupilRecord[]>();
}
