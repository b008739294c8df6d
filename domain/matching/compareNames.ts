import { jaroWinkler } from './jaroWinkler.ts';
import { nameWords } from './nameWords.ts';
import { areFormsOfOneName } from './nicknames.ts';

/** How alike two names are. `likeness` is 0 to 1; below `PLAUSIBLE` the names are simply different. */
export interface NameLikeness {
  readonly likeness: number;
  readonly why: string;
}

/** From here on two names are one name but for a slip of the pen or a known form. */
export const NEAR = 0.9;
/** From here on a name does not contradict a UPN; names of three letters that differ in one do. */
export const AGREES = 0.85;
/** Below this, two names have nothing to say for each other. */
export const PLAUSIBLE = 0.75;

/*
 * What each way of agreeing is worth: our own judgement, in the order a person reading two registers would
 * put them. A known form is as good as near; a part of a double name is nearly so, since schools drop halves.
 */
const SAME = 1;
const KNOWN_FORM = 0.95;
const PART_OF_NAME = 0.93;
const INITIAL = 0.86;

const DIFFERENT = { likeness: 0, why: 'different' } as const;

/** Compares a forename as sent with one as held. */
export function compareForenames(sent: string, held: string): NameLikeness {
  return compare(sent, held, areFormsOfOneName);
}

/** Compares a surname as sent with one as held; surnames have no known forms. */
export function compareSurnames(sent: string, held: string): NameLikeness {
  return compare(sent, held, () => false);
}

function compare(sent: string, held: string, sameName: (a: string, b: string) => boolean): NameLikeness {
  const a = nameWords(sent);
  const b = nameWords(held);
  const joinedA = a.join('');
  const joinedB = b.join('');
  if (joinedA === '' || joinedB === '') return DIFFERENT;
  if (joinedA === joinedB) return { likeness: SAME, why: 'the same' };
  const [firstA = '', firstB = ''] = [a[0], b[0]];
  if (sameName(firstA, firstB) || sameName(joinedA, joinedB)) {
    return { likeness: KNOWN_FORM, why: 'another form of the same name' };
  }
  if (sharesWord(a, b)) return { likeness: PART_OF_NAME, why: 'part of a longer name' };
  if (joinedA.length === 1 || joinedB.length === 1) {
    return joinedA[0] === joinedB[0] ? { likeness: INITIAL, why: 'an initial' } : DIFFERENT;
  }
  const likeness = jaroWinkler(joinedA, joinedB);
  return likeness < PLAUSIBLE ? DIFFERENT : { likeness, why: 'spelt slightly differently' };
}

/** True when a whole word of one name, not a mere particle such as `de` or `al`, is a word of the other. */
function sharesWord(a: readonly string[], b: readonly string[]): boolean {
  if (a.length < 2 && b.length < 2) return false;
  return a.some((word) => word.length > 3 && b.includes(word));
}
