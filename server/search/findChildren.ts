import { matchName, nameSearchKeys, type NameMatch } from '../../domain/search/nameSearch.ts';
import type { Search } from '../../domain/search/parseSearch.ts';
import type { Store } from '../../store/openStore.ts';
import type { PupilRecord } from '../../store/pupils.ts';
import type { Scope } from '../../store/scope.ts';
import { searchPupils } from '../../store/searchPupils.ts';

export interface FoundChild {
  readonly pupil: PupilRecord;
  readonly match: NameMatch;
}

/**
 * Children the reader may see whose name, number or day of birth answers a search, best first. Where a child answers
 * to more of the words than others, only such children are given.
 */
export async function findChildren(
  store: Store,
  scope: Scope,
  search: Search,
  limit: number,
): Promise<FoundChild[]> {
  const near = await answering(store, scope, search, nameSearchKeys(search));
  const found = near.length > 0 ? near : await answering(store, scope, search, nameSearchKeys(search, 'far'));
  const mostWords = Math.max(0, ...found.map(({ match }) => match.used.length));
  return found
    .filter(({ match }) => match.used.length === mostWords)
    .sort((a, b) => b.match.score - a.match.score || (a.pupil.surname < b.pupil.surname ? -1 : 1))
    .slice(0, limit);
}

async function answering(
  store: Store,
  scope: Scope,
  search: Search,
  keys: readonly string[],
): Promise<FoundChild[]> {
  return (await searchPupils(store, scope, keys)).flatMap((pupil) => {
    const match = matchName(search, pupil);
    return match !== undefined && isMeant(search, match) ? [{ pupil, match }] : [];
  });
}

/** "Hungry Mum" is not about a Henry: where other words were typed as well, only a name that is surely one counts. */
function isMeant({ words, phrases }: Search, { sure, used }: NameMatch): boolean {
  const typed = words.length + phrases.reduce((sum, phrase) => sum + phrase.words.length, 0);
  return sure || used.length === typed;
}
