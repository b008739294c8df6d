import type { Urn } from '../domain/identifiers.ts';
import type { LocalDate } from '../domain/localDate.ts';
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

/** Pupils of a school with exactly these names and this date of birth (or none), at most two of them. */
export async function listNamesakes(
  store: Store,
  schoolUrn: Urn,
  { forename, surname, dateOfBirth }: Pick<PupilRecord, 'forename' | 'surname'> & { dateOfBirth?: LocalDate },
): Promise<PupilRecord[]> {
  const [first] = matchKeys({ surname });
  return store.pupils
    .find({
      matchKeys: first ?? '',
      forename,
      surname,
      dateOfBirth: dateOfBirth ?? { $exists: false },
      'memberships.schoolUrn': schoolUrn,
    })
    .limit(2)
    .lean<PupilRecord[]>();
}
