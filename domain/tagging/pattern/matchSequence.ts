import type { Element, Sequence } from './compilePattern.ts';

/** One sentence as numbers: two literals a word, its stem and its exact form; 0 where the lexicon has none. */
export interface SentenceLiterals {
  readonly stems: Int32Array;
  readonly forms: Int32Array;
  /** First and one past the last word of the sentence. */
  readonly from: number;
  readonly to: number;
}

/** First and last word of a match. */
export interface WordSpan {
  readonly first: number;
  readonly last: number;
}

function fitsAt(element: Element, sentence: SentenceLiterals, at: number): boolean {
  if (element.any) return true;
  const stem = sentence.stems[at] ?? 0;
  const form = sentence.forms[at] ?? 0;
  return (stem !== 0 && element.fits[stem] === 1) || (form !== 0 && element.fits[form] === 1);
}

/** Takes a sequence, a sentence and a word at which its anchor fits; returns the match around it, if any. */
export function matchSequence(
  sequence: Sequence,
  sentence: SentenceLiterals,
  at: number,
): WordSpan | undefined {
  const last = matchRight(sequence, sentence, sequence.anchor + 1, at);
  if (last < 0) return undefined;
  const first = matchLeft(sequence, sentence, sequence.anchor - 1, at);
  return first < 0 ? undefined : { first, last };
}

/** Matches elements from `index` on after word `at`; returns the last word taken, or -1. */
function matchRight(sequence: Sequence, sentence: SentenceLiterals, index: number, at: number): number {
  const element = sequence.elements[index];
  if (element === undefined) return sequence.toSentenceEnd && at !== sentence.to - 1 ? -1 : at;
  if (element.forbidden) {
    const next = at + 1 < sentence.to && fitsAt(element, sentence, at + 1);
    return next ? -1 : matchRight(sequence, sentence, index + 1, at);
  }
  const limit = Math.min(sentence.to - 1, at + 1 + element.gap);
  for (let next = at + 1; next <= limit; next += 1) {
    if (!fitsAt(element, sentence, next)) continue;
    const last = matchRight(sequence, sentence, index + 1, next);
    if (last >= 0) return last;
  }
  return element.optional ? matchRight(sequence, sentence, index + 1, at) : -1;
}

/** Matches elements from `index` down before word `at`; returns the first word taken, or -1. */
function matchLeft(sequence: Sequence, sentence: SentenceLiterals, index: number, at: number): number {
  const element = sequence.elements[index];
  if (element === undefined) return sequence.fromSentenceStart && at !== sentence.from ? -1 : at;
  if (element.forbidden) {
    const before = at - 1 >= sentence.from && fitsAt(element, sentence, at - 1);
    return before ? -1 : matchLeft(sequence, sentence, index - 1, at);
  }
  // The gap written before the element that follows is the room between the two.
  const room = gapAfter(sequence, index);
  const limit = Math.max(sentence.from, at - 1 - room);
  for (let before = at - 1; before >= limit; before -= 1) {
    if (!fitsAt(element, sentence, before)) continue;
    const first = matchLeft(sequence, sentence, index - 1, before);
    if (first >= 0) return first;
  }
  return element.optional ? matchLeft(sequence, sentence, index - 1, at) : -1;
}

function gapAfter(sequence: Sequence, index: number): number {
  return sequence.elements[index + 1]?.gap ?? 0;
}
