import type { Vocabulary } from './vocabulary.ts';

/**
 * The pattern language of the lexicon. Elements are separated by spaces and matched within one sentence:
 *
 * - `hungry` a word by its stem; `=left` a word exactly as written; `#` a number; `*` any word
 * - `smell|reek|@classname` any of these; `coat?` may be missing; `!out` the next word is not this
 * - `~` up to three other words here; `~6` up to six; `^` start of the sentence; `$` its end
 * - `a b && c d` both parts in the same sentence, in either order
 */
export interface Element {
  /** Indexed by literal: 1 where the word fits. */
  readonly fits: Uint8Array;
  /** Literals that fit, to choose the rarest element as the anchor. */
  readonly literals: readonly number[];
  readonly any: boolean;
  readonly optional: boolean;
  /** Must not fit; takes up no word. */
  readonly forbidden: boolean;
  /** Other words allowed before this element. */
  readonly gap: number;
}

export interface Sequence {
  readonly elements: readonly Element[];
  /** Which element to look up first. */
  readonly anchor: number;
  readonly fromSentenceStart: boolean;
  readonly toSentenceEnd: boolean;
}

/** All the sequences of one pattern; each must be found in the sentence. */
export type Pattern = readonly Sequence[];

/** Word classes by name, each a list of words in the same notation as an element. */
export type WordClasses = Readonly<Record<string, string>>;

export interface Choice {
  readonly fits: Uint8Array;
  readonly literals: readonly number[];
}

export interface CompileContext {
  readonly vocabulary: Vocabulary;
  readonly classes: WordClasses;
  readonly stem: (form: string) => string;
  /** Joins expressions of several words, as it is done to the narrative. */
  readonly join: (words: readonly string[]) => readonly string[];
  /** Called with every plain word, so that misspellings of it can be recognised. */
  readonly noteWord: (word: string) => void;
  /** Choices already made into tables, by how they are written. */
  readonly choices: Map<string, Choice>;
}

const CAPACITY = 8192;
const DEFAULT_GAP = 3;

/** Takes a pattern as written and the context; returns it compiled. Throws on a class that does not exist. */
export function compilePattern(written: string, context: CompileContext): Pattern {
  return written.split('&&').map((part) => compileSequence(part.trim(), written, context));
}

function compileSequence(part: string, written: string, context: CompileContext): Sequence {
  const elements: Element[] = [];
  let gap = 0;
  let fromSentenceStart = false;
  let toSentenceEnd = false;
  for (const token of context.join(part.split(/\s+/))) {
    if (token === '^') fromSentenceStart = true;
    else if (token === '$') toSentenceEnd = true;
    else if (/^~\d*$/.test(token)) gap = token === '~' ? DEFAULT_GAP : Number(token.slice(1));
    else {
      elements.push(compileElement(token, gap, context));
      gap = 0;
    }
  }
  const anchor = chooseAnchor(elements);
  if (anchor < 0) throw new Error(`Pattern "${written}" has no word to look for`);
  return { elements, anchor, fromSentenceStart, toSentenceEnd };
}

function compileElement(token: string, gap: number, context: CompileContext): Element {
  const forbidden = token.startsWith('!');
  const optional = token.endsWith('?');
  const body = token.slice(forbidden ? 1 : 0, optional ? -1 : undefined);
  const { fits, literals } = choiceOf(body, context);
  return { fits, literals, any: body === '*', optional, forbidden, gap };
}

/** The same choice of words stands in many patterns: its table is made once. */
function choiceOf(body: string, context: CompileContext): Choice {
  const known = context.choices.get(body);
  if (known !== undefined) return known;
  const literals = [...new Set(literalsOf(body, context, 0))];
  const fits = new Uint8Array(CAPACITY);
  for (const literal of literals) fits[literal] = 1;
  const choice = { fits, literals };
  context.choices.set(body, choice);
  return choice;
}

function literalsOf(body: string, context: CompileContext, depth: number): number[] {
  if (depth > 6) throw new Error(`Word class "${body}" contains itself`);
  return body.split(/[|\s]+/).flatMap((choice) => {
    if (choice === '*' || choice === '') return [];
    if (choice === '#') return [context.vocabulary.add('#number')];
    if (choice.startsWith('@')) {
      const members = context.classes[choice.slice(1)];
      if (members === undefined) throw new Error(`No word class ${choice}`);
      return literalsOf(members, context, depth + 1);
    }
    if (choice.startsWith('=')) return [context.vocabulary.add(choice)];
    if (!choice.includes('_')) context.noteWord(choice);
    return [context.vocabulary.add(choice.includes('_') ? choice : context.stem(choice))];
  });
}

/** The required element with fewest literals is the rarest to meet, near enough; large classes come last. */
function chooseAnchor(elements: readonly Element[]): number {
  let best = -1;
  let bestCost = Infinity;
  elements.forEach((element, index) => {
    if (element.optional || element.forbidden || element.any) return;
    if (element.literals.length < bestCost) {
      best = index;
      bestCost = element.literals.length;
    }
  });
  return best;
}
