import { readWords } from '../tagging/text/readWords.ts';
import { stemOf } from '../tagging/text/stem.ts';

/**
 * The words under which an entry is found again. Stems and shorthand are the tagger's own, so that somebody who
 * looks for "hitting" finds "hit", for "mum" finds "mom", and for "social worker" finds "SW".
 */

/** Raise it when the terms of a text change: entries filed under an older number are filed anew. */
export const SEARCH_TERMS_VERSION = 1;

/** Words in nearly every narrative: finding by them would find everything. They still count inside a phrase. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  `a an and are as at be been but by for from had has have he her hers him his i if in into is it its me my of on or
   our she so that the their them then there they this to up us was we were what when which who will with would you
   your`.split(/\s+/),
);

/** A narrative is at most a few pages; no entry is filed under more terms than this. */
const MOST_TERMS = 400;
const LONGEST_TERM = 40;

/**
 * The terms of one word, as `readWords` gives it: usually its stem; the words of what a shorthand stands for (`ta` is
 * `teach`, `assist`); nothing for a word that is everywhere.
 */
export function termsOfWord(form: string): readonly string[] {
  if (STOP_WORDS.has(form)) return [];
  const stem = stemOf(form);
  const terms = stem.includes('_') ? stem.split('_').map(stemOf) : [stem];
  return terms.filter((term) => term !== '' && term.length <= LONGEST_TERM && !STOP_WORDS.has(term));
}

/** Every term of some texts, each once, in the order met. */
export function searchTermsOf(texts: readonly string[]): string[] {
  const terms = new Set<string>();
  for (const text of texts)
    for (const { form } of readWords(text))
      for (const term of termsOfWord(form)) if (terms.size < MOST_TERMS) terms.add(term);
  return [...terms];
}

/** What of an incident is searched: the narrative, the category as the source named it, the actions taken. */
export function searchedTexts(incident: {
  readonly narrative: string;
  readonly category?: string;
  readonly actions: readonly { readonly what: string }[];
}): string[] {
  const { narrative, category, actions } = incident;
  return [narrative, ...(category === undefined ? [] : [category]), ...actions.map(({ what }) => what)];
}
