import { compareForenames, compareSurnames } from '../matching/compareNames.ts';
import { nameWords } from '../matching/nameWords.ts';
import { formsOfName } from '../matching/nicknames.ts';
import { soundex } from '../matching/soundex.ts';
import { swapDayAndMonth } from '../matching/compareBirth.ts';
import { writeDate } from '../digest/sentences/writeDate.ts';
import type { LocalDate } from '../localDate.ts';
import type { Search } from './parseSearch.ts';

/**
 * Finding a child by a name as somebody remembers it: misspelt, by a pet form, names the wrong way round, one of two.
 * Children are filed by the sound of every word of their names (`matchKeys`); a search asks for the sounds of what was
 * typed and of its known forms, then reads the names it gets as a person would.
 */

/** First letters that sound alike at the front of a name: Soundex keeps the letter, people do not. */
const ALIKE = ['ck', 'gj', 'fp', 'cs', 'iye', 'xz', 'sz', 'vw'];
/** Silent or doubled beginnings: Knight, Wright, Philip. */
const SPOKEN: readonly (readonly [RegExp, string])[] = [
  [/^kn/, 'n'],
  [/^wr/, 'r'],
  [/^ph/, 'f'],
  [/^gn/, 'n'],
  [/^n/, 'kn'],
  [/^r/, 'wr'],
  [/^f/, 'ph'],
];
/** From here on a name is the one meant but for a slip: below it a sound is a chance likeness. */
const LIKELY = 0.8;
/** From here on it is the name, a known form of it or a whole part. */
const SURE = 0.93;
const MOST_WORDS = 6;

/**
 * Keys (see domain/matching/matchKeys) under which the children meant may be filed; none when no name is meant.
 * @param reach `near` for the sound of what was typed and of its known forms; `far` for one consonant amiss as well,
 *   which costs some thirty keys a word and is for when the near ones find nobody
 */
export function nameSearchKeys(
  { words, phrases, upns, datesOfBirth }: Search,
  reach: 'near' | 'far' = 'near',
): readonly string[] {
  const typed = [...words, ...phrases.flatMap((phrase) => phrase.words)].slice(0, MOST_WORDS);
  const names = typed.flatMap(({ form }) => nameWords(form)).filter((name) => /^\p{L}{2,}$/u.test(name));
  return [
    ...new Set([
      ...upns.map((upn) => `u:${upn}`),
      ...datesOfBirth.flatMap((date) => [`b:${date}`, `b:${swapDayAndMonth(date)}`]),
      ...names.flatMap((name) =>
        [name, ...formsOfName(name), ...(reach === 'far' ? slipsOf(name) : [])]
          .flatMap(soundsOf)
          .map((sound) => `n:${sound}`),
      ),
    ]),
  ];
}

/** One consonant of each sound that Soundex tells apart. */
const CONSONANTS = 'bcdlmr';

/** The name with one letter left out, changed or put in, as far as the sound tells. */
function slipsOf(name: string): readonly string[] {
  const slips: string[] = [];
  for (let at = 1; at <= Math.min(name.length, 8); at += 1) {
    const [before, after] = [name.slice(0, at), name.slice(at + 1)];
    slips.push(before + after);
    for (const letter of CONSONANTS) slips.push(before + letter + after, before + letter + name.slice(at));
  }
  return slips;
}

function soundsOf(name: string): readonly string[] {
  const first = name.charAt(0);
  const others = ALIKE.filter((letters) => letters.includes(first)).flatMap((letters) =>
    [...letters].map((letter) => letter + name.slice(1)),
  );
  const spoken = SPOKEN.flatMap(([written, said]) =>
    written.test(name) ? [name.replace(written, said)] : [],
  );
  return [name, ...others, ...spoken].map(soundex);
}

/** A child as the search knows one. */
export interface NamedChild {
  readonly upns?: readonly string[];
  readonly forename: string;
  readonly surname: string;
  readonly preferredName?: string;
  readonly dateOfBirth?: LocalDate;
}

export interface NameMatch {
  /** 0 to 1 a word, plus 2 for a UPN and 1 for a date of birth. */
  readonly score: number;
  /** Why, in a few words. */
  readonly why: string;
  /** Words typed that are part of the name; the others may be words of the narrative. */
  readonly used: readonly string[];
  /** True when every one of them is the name itself, a known form or a whole part of it. */
  readonly sure: boolean;
}

/** How well a child answers a search by name, number or day of birth; undefined when not at all. */
export function matchName(search: Search, child: NamedChild): NameMatch | undefined {
  const reasons: string[] = [];
  let score = 0;
  if (search.upns.some((upn) => child.upns?.includes(upn))) {
    score += 2;
    reasons.push('has this UPN');
  }
  const born = search.datesOfBirth.find(
    (date) => date === child.dateOfBirth || swapDayAndMonth(date) === child.dateOfBirth,
  );
  if (born !== undefined && child.dateOfBirth !== undefined) {
    score += born === child.dateOfBirth ? 1 : 0.8;
    reasons.push(
      born === child.dateOfBirth
        ? `born on ${writeDate(born)}`
        : `born on ${writeDate(child.dateOfBirth)}: day and month the other way round`,
    );
  }
  const used: string[] = [];
  let sure = true;
  for (const { form } of [...search.words, ...search.phrases.flatMap(({ words }) => words)]) {
    const likeness = bestLikeness(form, child);
    if (likeness === undefined) continue;
    used.push(form);
    sure &&= likeness.score >= SURE;
    score += likeness.score;
    reasons.push(likeness.why);
  }
  return score === 0 ? undefined : { score, why: [...new Set(reasons)].join('; '), used, sure };
}

function bestLikeness(form: string, child: NamedChild): { score: number; why: string } | undefined {
  const forenames = [child.forename, ...(child.preferredName === undefined ? [] : [child.preferredName])];
  const compared = [
    ...forenames.flatMap((name) => parts(name).map((part) => ({ name, ...compareForenames(form, part) }))),
    ...parts(child.surname).map((part) => ({ name: child.surname, ...compareSurnames(form, part) })),
  ];
  const sounds = new Set(soundsOf(form));
  const judged = compared.map(({ name, likeness, why }) => {
    const alike = nameWords(name).some((word) => sounds.has(soundex(word)));
    const score = likeness >= LIKELY ? likeness : alike && likeness > 0 ? LIKELY : 0;
    return {
      score,
      why: likeness >= 1 ? `“${name}”` : `“${name}”: ${likeness >= LIKELY ? why : 'sounds like it'}`,
    };
  });
  const best = judged.sort((a, b) => b.score - a.score)[0];
  return best === undefined || best.score === 0 ? undefined : best;
}

/** The name and each word of it, so that one half of a double name is the same name. */
function parts(name: string): readonly string[] {
  const words = nameWords(name);
  return words.length < 2 ? [name] : [name, ...words];
}
