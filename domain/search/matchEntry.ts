import { readWords, type Word } from '../tagging/text/readWords.ts';
import type { EvidenceSpan } from '../tagging/tag.ts';
import type { Search, SoughtPhrase, SoughtWord } from './parseSearch.ts';
import { termsOfWord } from './searchTerms.ts';

/** How a text answers a search. */
export interface TextMatch {
  /** Places of the words found, in order, apart from each other. */
  readonly spans: readonly EvidenceSpan[];
  /** Words found, in the form typed or another. */
  readonly found: readonly FoundWord[];
  readonly phrases: readonly string[];
  /** True when one sentence holds every word. */
  readonly together: boolean;
}

export interface FoundWord {
  readonly sought: string;
  /** As the text has it the first time, lower case. */
  readonly as: string;
  readonly times: number;
}

/** How an entry of several texts (the narrative first) answers a search. */
export interface EntryMatch extends Omit<TextMatch, 'spans'> {
  /** Of each text, in the order given. */
  readonly spans: readonly (readonly EvidenceSpan[])[];
}

/**
 * Looks for a search's words and phrases in the texts of one entry, which may share them out between them.
 * @returns undefined when a word or phrase is in none of them, or one that is to be left out is in any
 */
export function matchEntry(search: Search, texts: readonly string[]): EntryMatch | undefined {
  const read = texts.map(readText);
  if (read.some((text) => search.withoutPhrases.some((phrase) => phrasePlaces(phrase, text).length > 0)))
    return undefined;
  if (read.some((text) => search.withoutWords.some((word) => places(word, text).length > 0)))
    return undefined;
  const matches = read.map((text) => matchText(search, text));
  const phrases = new Set(matches.flatMap((match) => match.phrases));
  if (search.phrases.some(({ text }) => !phrases.has(text))) return undefined;
  const found = search.words.flatMap(({ form, terms }): FoundWord[] => {
    if (terms.length === 0) return [];
    const each = matches.flatMap((match) => match.found.filter(({ sought }) => sought === form));
    const [first] = [...each].sort((a, b) => Number(b.as === form) - Number(a.as === form));
    return [{ sought: form, as: first?.as ?? '', times: each.reduce((sum, { times }) => sum + times, 0) }];
  });
  if (found.some(({ times }) => times === 0) || found.length + phrases.size === 0) return undefined;
  return {
    spans: matches.map(({ spans }) => spans),
    found,
    phrases: [...phrases],
    together: matches.some(({ together }) => together),
  };
}

interface ReadText {
  readonly text: string;
  readonly words: readonly Word[];
  readonly terms: readonly (readonly string[])[];
}

function readText(text: string): ReadText {
  const words = readWords(text);
  return { text, words, terms: words.map(({ form }) => termsOfWord(form)) };
}

function matchText(search: Search, read: ReadText): TextMatch {
  const sought = search.words
    .filter(({ terms }) => terms.length > 0)
    .map((word) => ({ word, at: places(word, read) }));
  const wholes = search.phrases.map((phrase) => ({ phrase, at: phrasePlaces(phrase, read) }));
  const marked = new Set([
    ...sought.flatMap(({ at }) => at),
    ...wholes.flatMap(({ phrase, at }) => at.flatMap((from) => phrase.words.map((_, i) => from + i))),
  ]);
  return {
    spans: spansOf(
      [...marked].sort((a, b) => a - b).flatMap((at) => read.words[at] ?? []),
      read.text,
    ),
    found: sought.flatMap(({ word, at }) => {
      const forms = at.flatMap((i) => read.words[i]?.form ?? []);
      const as = forms.includes(word.form) ? word.form : forms[0];
      return as === undefined ? [] : [{ sought: word.form, as, times: at.length }];
    }),
    phrases: wholes.filter(({ at }) => at.length > 0).map(({ phrase }) => phrase.text),
    together: inOneSentence(sought.map(({ at }) => at.flatMap((i) => read.words[i]?.sentence ?? []))),
  };
}

/** Where a word stands, in its own form or another; a word that is everywhere stands only as itself. */
function places(sought: SoughtWord, { words, terms }: ReadText): number[] {
  return words.flatMap((word, at) => (isSame(sought, word, terms[at] ?? []) ? [at] : []));
}

function isSame(sought: SoughtWord, word: Word, terms: readonly string[]): boolean {
  if (word.form === sought.form) return true;
  return sought.terms.length > 0 && terms.some((term) => sought.terms.includes(term));
}

function phrasePlaces(phrase: SoughtPhrase, { words, terms }: ReadText): number[] {
  const starts: number[] = [];
  for (let from = 0; from + phrase.words.length <= words.length; from += 1) {
    const holds = phrase.words.every((sought, i) => {
      const word = words[from + i];
      return word !== undefined && isSame(sought, word, terms[from + i] ?? []);
    });
    if (holds) starts.push(from);
  }
  return starts;
}

/** Words next to each other become one place, so that a phrase is marked as a whole. */
function spansOf(words: readonly Word[], text: string): EvidenceSpan[] {
  const spans: { start: number; end: number }[] = [];
  for (const { start, end } of words) {
    const last = spans.at(-1);
    if (last !== undefined && /^\s*$/.test(text.slice(last.end, start))) last.end = end;
    else spans.push({ start, end });
  }
  return spans;
}

function inOneSentence(sentences: readonly (readonly number[])[]): boolean {
  const [first, ...others] = sentences;
  if (first === undefined || others.length === 0) return false;
  return first.some((sentence) => others.every((other) => other.includes(sentence)));
}
