import { SPELLING_VARIANTS } from '../tagging/lexicon/spellingVariants.ts';
import type { Word } from '../tagging/text/readWords.ts';
import type { Found } from './findThirdParties.ts';
import type { NameIndex } from './knownPeople.ts';

/** People around a child by what they are to them; other spellings are the tagger's (`mam`, `nanna`, `bf`). */
const PEOPLE: ReadonlySet<string> = new Set(
  `mum mummy mother dad daddy father parent parents stepmum stepdad stepbrother stepsister nan grandad grandparent
   grandparents aunt uncle cousin cousins brother brothers sister sisters sibling siblings twin partner boyfriend
   girlfriend husband wife fiance fiancee ex spouse carer carers childminder babysitter guardian lodger neighbour
   neighbours friend friends stepfather stepmother godmother godfather nephew niece`.split(/\s+/),
);
/** Between `mum's` and `boyfriend`. */
const BETWEEN: ReadonlySet<string> = new Set(
  'new ex old older younger elder big little baby best former current step half great foster'.split(' '),
);

function isPerson(form: string): boolean {
  return PEOPLE.has(form) || PEOPLE.has(SPELLING_VARIANTS[form] ?? '');
}

/**
 * Words for other people, each with what hangs on it: `mum's new partner` is one. Words that stand for the requester
 * alone are left out, unless they are of somebody else: `Aisha's mum`.
 */
export function findFamilyWords(text: string, words: readonly Word[], index: NameIndex): Found[] {
  const found: Found[] = [];
  for (let i = 0; i < words.length;) {
    const first = words[i];
    if (first === undefined || !isPerson(first.form)) {
      i += 1;
      continue;
    }
    const last = endOfChain(text, words, i);
    const end = words[last];
    const requester = last === i && isRequester(first.form, index) && !isOfAnother(text, words[i - 1], index);
    if (end !== undefined && !requester)
      found.push({ start: first.start, end: wordEnd(text, end), kind: 'family' });
    i = last + 1;
  }
  return found;
}

function isRequester(form: string, { requester }: NameIndex): boolean {
  return requester.has(form) || requester.has(SPELLING_VARIANTS[form] ?? '');
}

/** True after a name in the genitive that is not the child's. */
function isOfAnother(text: string, before: Word | undefined, { child }: NameIndex): boolean {
  return (
    before !== undefined && /['’]s$/i.test(text.slice(before.start, before.end)) && !child.has(before.form)
  );
}

/** The last word of `mum's new partner's brother`. */
function endOfChain(text: string, words: readonly Word[], from: number): number {
  let last = from;
  for (;;) {
    const word = words[last];
    if (word === undefined || !/['’]?s$/i.test(text.slice(word.start, word.end))) return last;
    let next = last + 1;
    while (BETWEEN.has(words[next]?.form ?? '')) next += 1;
    const person = words[next];
    if (person === undefined || person.sentence !== word.sentence || !isPerson(person.form)) return last;
    last = next;
  }
}

function wordEnd(text: string, { start, end }: Word): number {
  return start + text.slice(start, end).replace(/['’]s$/i, '').length;
}
