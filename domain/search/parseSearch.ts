import { isUpn, type Upn } from '../identifiers.ts';
import { parseLocalDate, type LocalDate } from '../localDate.ts';
import { readWords } from '../tagging/text/readWords.ts';
import { termsOfWord } from './searchTerms.ts';

/** A word to be found, in whatever form it stands in the text. */
export interface SoughtWord {
  /** As typed, lower case. */
  readonly form: string;
  readonly terms: readonly string[];
}

/** Words to be found one after the other. */
export interface SoughtPhrase {
  readonly text: string;
  readonly words: readonly SoughtWord[];
}

/** What somebody asks the search for, understood once at the edge. */
export interface Search {
  readonly words: readonly SoughtWord[];
  readonly phrases: readonly SoughtPhrase[];
  readonly withoutWords: readonly SoughtWord[];
  readonly withoutPhrases: readonly SoughtPhrase[];
  readonly upns: readonly Upn[];
  readonly datesOfBirth: readonly LocalDate[];
}

/** Longer questions are cut: nobody types them, and each word costs a look. */
export const LONGEST_SEARCH = 300;
const MOST_PARTS = 16;

const PART = /(-?)(?:["“”]([^"“”]*)["“”]?|([^\s"“”]+))/gu;

/**
 * Reads a question as typed: words (all must be there), `"phrases"`, `-words` and `-"phrases"` that must not, UPNs and
 * dates (`9/3/2014`, `2014-03-09`), which are taken for dates of birth.
 */
export function parseSearch(typed: string): Search {
  const search = {
    words: [] as SoughtWord[],
    phrases: [] as SoughtPhrase[],
    withoutWords: [] as SoughtWord[],
    withoutPhrases: [] as SoughtPhrase[],
    upns: [] as Upn[],
    datesOfBirth: [] as LocalDate[],
  };
  const parts = [...typed.slice(0, LONGEST_SEARCH).matchAll(PART)].slice(0, MOST_PARTS);
  for (const [, minus, quoted, bare] of parts) {
    const leftOut = minus === '-';
    if (quoted !== undefined) {
      const phrase = phraseOf(quoted);
      if (phrase !== undefined) search[leftOut ? 'withoutPhrases' : 'phrases'].push(phrase);
      continue;
    }
    const upn = bare?.toUpperCase() ?? '';
    const date = dateOf(bare ?? '');
    if (isUpn(upn)) search.upns.push(upn);
    else if (date !== undefined) search.datesOfBirth.push(date);
    else search[leftOut ? 'withoutWords' : 'words'].push(...soughtWords(bare ?? ''));
  }
  return search;
}

/** True when there is nothing to look for: an empty box, or only words to leave out. */
export function asksNothing({ words, phrases, upns, datesOfBirth }: Search): boolean {
  return words.length + phrases.length + upns.length + datesOfBirth.length === 0;
}

/** The terms an entry must be filed under to be looked at more closely, each once. */
export function requiredTerms({ words, phrases }: Search): readonly string[] {
  const sought = [...words, ...phrases.flatMap((phrase) => phrase.words)];
  return [...new Set(sought.flatMap(({ terms }) => terms))];
}

/** The terms under which an entry must not be filed. */
export function excludedTerms({ withoutWords }: Search): readonly string[] {
  return [...new Set(withoutWords.flatMap(({ terms }) => terms))];
}

function soughtWords(text: string): SoughtWord[] {
  return readWords(text).map(({ form }) => ({ form, terms: termsOfWord(form) }));
}

function phraseOf(text: string): SoughtPhrase | undefined {
  const words = soughtWords(text);
  return words.length === 0 ? undefined : { text: text.trim(), words };
}

/** Day before month, as in England. */
function dateOf(text: string): LocalDate | undefined {
  const iso = parseLocalDate(text);
  if (iso !== undefined) return iso;
  const [, day, month, year] = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text) ?? [];
  if (day === undefined || month === undefined || year === undefined) return undefined;
  return parseLocalDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}
