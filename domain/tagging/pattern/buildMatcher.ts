import { findCompound } from '../text/compounds.ts';
import { isKnownWord } from '../text/knownWords.ts';
import { readWords } from '../text/readWords.ts';
import type { Word } from '../text/readWords.ts';
import { startSpellingBook } from '../text/spelling.ts';
import { stemOf } from '../text/stem.ts';
import { compilePattern } from './compilePattern.ts';
import { expandPhrases } from './expandPhrases.ts';
import type { Choice, Pattern, Sequence, WordClasses } from './compilePattern.ts';
import { matchSequence } from './matchSequence.ts';
import type { SentenceLiterals, WordSpan } from './matchSequence.ts';
import { ANY_NUMBER, startVocabulary } from './vocabulary.ts';

/** A run of words read as one: most are single words, some are expressions such as "social worker". */
export interface Token {
  readonly stem: string;
  readonly form: string;
  readonly start: number;
  readonly end: number;
  readonly sentence: number;
  readonly clause: number;
  readonly quoted: boolean;
}

/** Where a pattern of an item was found. */
export interface Match<Item> extends WordSpan {
  readonly item: Item;
  /** The pattern as written. */
  readonly written: string;
}

/** A single word as written, by its stem, misspellings put right. */
export interface StemmedWord {
  readonly stem: string;
  readonly start: number;
  readonly end: number;
  readonly sentence: number;
  readonly clause: number;
}

export interface ReadText<Item> {
  /** The words one by one, before expressions are joined. */
  readonly words: readonly StemmedWord[];
  readonly tokens: readonly Token[];
  readonly matches: readonly Match<Item>[];
  /** Index of each sentence's first token, with the number of tokens at the end. */
  readonly sentenceStarts: readonly number[];
}

interface Filed {
  readonly pattern: number;
  readonly sequence: number;
}

/** Long texts are read to here; what follows is ignored, so that time and memory stay bounded. */
const MOST_WORDS = 20_000;
const MOST_REMEMBERED_FORMS = 60_000;

interface KnownForm {
  readonly stem: string;
  readonly stemLiteral: number;
  readonly formLiteral: number;
}

/**
 * Compiles every pattern of the items once; returns a function that reads a text and finds them all.
 * Patterns are filed under each word that can be their anchor, so a word of the text only looks at the few
 * patterns it may begin: the cost grows with the text, not with the lexicon.
 */
export function buildMatcher<Item extends { readonly patterns: readonly string[] }>(
  items: readonly Item[],
  classes: WordClasses,
  otherWords: Iterable<string> = [],
): (text: string) => ReadText<Item> {
  const vocabulary = startVocabulary();
  const spelling = startSpellingBook();
  for (const word of otherWords) spelling.note(word);
  const context = {
    vocabulary,
    classes,
    stem: stemOf,
    join: joinPattern,
    noteWord: spelling.note,
    choices: new Map<string, Choice>(),
  };
  const owners: { readonly item: Item; readonly written: string }[] = [];
  const patterns: Pattern[] = [];
  const filed: Filed[][] = [];
  for (const item of items)
    for (const written of item.patterns.flatMap(expandPhrases)) {
      const pattern = compilePattern(written, context);
      owners.push({ item, written });
      patterns.push(pattern);
      pattern.forEach((sequence, index) => {
        for (const literal of sequence.elements[sequence.anchor]?.literals ?? [])
          (filed[literal] ??= []).push({ pattern: patterns.length - 1, sequence: index });
      });
    }

  const remembered = new Map<string, KnownForm>();
  const know = (word: Word): KnownForm => {
    const known = remembered.get(word.form);
    if (known !== undefined) return known;
    const fresh = learn(word);
    // A capitalised word may be a name: what is made of it is not remembered for the plain word.
    if (remembered.size < MOST_REMEMBERED_FORMS && !word.capitalised) remembered.set(word.form, fresh);
    return fresh;
  };
  const learn = (word: Word): KnownForm => {
    const form = word.form;
    if (/^[£$]?\d/.test(form))
      return { stem: form, stemLiteral: vocabulary.find(form) || ANY_NUMBER, formLiteral: ANY_NUMBER };
    let stem = stemOf(form);
    let stemLiteral = vocabulary.find(stem);
    if (stemLiteral === 0 && !word.capitalised && !isKnownWord(form)) {
      const corrected = spelling.correct(form);
      if (corrected !== undefined) {
        stem = stemOf(corrected);
        stemLiteral = vocabulary.find(stem);
      }
    }
    return { stem, stemLiteral, formLiteral: vocabulary.find(`=${form}`) };
  };

  return (text) => {
    const words = readWords(text).slice(0, MOST_WORDS);
    const known = words.map(know);
    const { tokens, stems, forms } = joinWords(words, known, vocabulary.find);
    const sentenceStarts = findSentenceStarts(tokens);
    const matches: Match<Item>[] = [];
    const partly = new Map<number, (WordSpan | undefined)[]>();
    for (let index = 0; index + 1 < sentenceStarts.length; index += 1) {
      const sentence: SentenceLiterals = {
        stems,
        forms,
        from: sentenceStarts[index] ?? 0,
        to: sentenceStarts[index + 1] ?? 0,
      };
      partly.clear();
      const found = (entry: Filed, span: WordSpan): void => {
        const pattern = patterns[entry.pattern];
        const owner = owners[entry.pattern];
        if (pattern === undefined || owner === undefined) return;
        if (pattern.length === 1) {
          matches.push({ ...owner, ...span });
          return;
        }
        const spans = partly.get(entry.pattern) ?? new Array<WordSpan | undefined>(pattern.length);
        partly.set(entry.pattern, spans);
        if (spans[entry.sequence] !== undefined) return;
        spans[entry.sequence] = span;
        const all: WordSpan[] = [];
        for (let part = 0; part < pattern.length; part += 1) {
          const one = spans[part];
          if (one !== undefined) all.push(one);
        }
        if (all.length === pattern.length) for (const one of all) matches.push({ ...owner, ...one });
      };
      for (let at = sentence.from; at < sentence.to; at += 1) {
        for (const entry of filed[stems[at] ?? 0] ?? []) tryAt(entry, sentence, at, found);
        const form = forms[at] ?? 0;
        if (form !== 0) for (const entry of filed[form] ?? []) tryAt(entry, sentence, at, found);
      }
    }
    return {
      words: words.map(({ start, end, sentence, clause }, index) => ({
        stem: known[index]?.stem ?? '',
        start,
        end,
        sentence,
        clause,
      })),
      tokens,
      matches,
      sentenceStarts,
    };
  };

  function tryAt(
    entry: Filed,
    sentence: SentenceLiterals,
    at: number,
    found: (entry: Filed, span: WordSpan) => void,
  ): void {
    const sequence: Sequence | undefined = patterns[entry.pattern]?.[entry.sequence];
    if (sequence === undefined) return;
    const span = matchSequence(sequence, sentence, at);
    if (span !== undefined) found(entry, span);
  }
}

function findSentenceStarts(tokens: readonly Token[]): number[] {
  const starts: number[] = [];
  tokens.forEach((token, index) => {
    if (index === 0 || token.sentence !== tokens[index - 1]?.sentence) starts.push(index);
  });
  starts.push(tokens.length);
  return starts;
}

/** Joins the expressions in a pattern as they are joined in a text; operators and choices are left alone. */
function joinPattern(written: readonly string[]): string[] {
  const plain = written.map((token) => (/^[a-z0-9']+$/.test(token) ? stemOf(token) : '\u0000'));
  const joined: string[] = [];
  for (let at = 0; at < written.length;) {
    const compound = findCompound(plain, at, () => true);
    joined.push(compound?.name ?? written[at] ?? '');
    at += compound?.length ?? 1;
  }
  return joined;
}

interface Joined {
  readonly tokens: Token[];
  readonly stems: Int32Array;
  readonly forms: Int32Array;
}

function joinWords(
  words: readonly Word[],
  known: readonly KnownForm[],
  find: (literal: string) => number,
): Joined {
  const stemsOfWords = known.map((form) => form.stem);
  const tokens: Token[] = [];
  const stems = new Int32Array(words.length);
  const forms = new Int32Array(words.length);
  for (let at = 0; at < words.length;) {
    const word = words[at];
    if (word === undefined) break;
    const compound = findCompound(stemsOfWords, at, (index) => words[index]?.clause === word.clause);
    const length = compound?.length ?? 1;
    const stem = compound?.name ?? known[at]?.stem ?? word.form;
    stems[tokens.length] = compound === undefined ? (known[at]?.stemLiteral ?? 0) : find(compound.name);
    forms[tokens.length] = length === 1 ? (known[at]?.formLiteral ?? 0) : 0;
    const { start, sentence, clause, quoted } = word;
    const end = words[at + length - 1]?.end ?? word.end;
    tokens.push({ stem, form: word.form, start, end, sentence, clause, quoted });
    at += length;
  }
  return { tokens, stems, forms };
}
