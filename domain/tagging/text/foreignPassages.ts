import type { EvidenceSpan } from '../tag.ts';
import { SPELLING_VARIANTS } from '../lexicon/spellingVariants.ts';
import { isKnownWord } from './knownWords.ts';
import type { Word } from './readWords.ts';

/** Shorter passages than this are as likely a name and an abbreviation as another language, words. */
const LEAST_WORDS = 5;
/** Of the words of an English sentence, misspelt and abbreviated as staff write, at least so many are known. */
const LEAST_KNOWN = 0.55;

/**
 * Takes the words of a narrative; returns the passages that do not seem to be English and so were not read. A
 * sentence counts by the share of its words that are English ones; names and numbers are left out of the count.
 * Words that two languages spell alike make it miss some; it is a note for a person, never a reason to drop anything.
 */
export function foreignPassages(words: readonly Word[]): EvidenceSpan[] {
  const passages: { start: number; end: number; sentence: number }[] = [];
  for (const sentence of sentencesOf(words)) {
    const [first, last] = [sentence[0], sentence.at(-1)];
    if (!first || !last || !seemsForeign(sentence)) continue;
    const before = passages.at(-1);
    if (before?.sentence === first.sentence - 1) {
      before.end = last.end;
      before.sentence = first.sentence;
    } else passages.push({ start: first.start, end: last.end, sentence: first.sentence });
  }
  return passages.map(({ start, end }) => ({ start, end }));
}

function seemsForeign(sentence: readonly Word[]): boolean {
  const telling = sentence.filter(({ form, capitalised }) => !capitalised && /^\p{L}+$/u.test(form));
  if (telling.length < LEAST_WORDS) return false;
  const known = telling.filter(
    ({ form }) => isKnownWord(form) || Object.hasOwn(SPELLING_VARIANTS, form),
  ).length;
  return known / telling.length < LEAST_KNOWN;
}

function sentencesOf(words: readonly Word[]): Word[][] {
  const sentences: Word[][] = [];
  for (const word of words) {
    const current = sentences.at(-1);
    if (current?.[0]?.sentence === word.sentence) current.push(word);
    else sentences.push([word]);
  }
  return sentences;
}
