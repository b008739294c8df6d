import { CONTRASTS, deniesWhatFollows } from '../lexicon/negators.ts';
import type { StemmedWord } from '../pattern/buildMatcher.ts';

/** A run of the text, by character. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Where a note raises a subject without stating it ("asked whether", "rumour"), and where it clears one. */
export interface RaisedAndCleared {
  readonly raised: readonly Stretch[];
  readonly cleared: readonly Stretch[];
}

interface Sentence extends Stretch {
  /** A question, a check, a rumour: the subject is raised, not stated. */
  readonly raises: boolean;
  /** Says no to what was raised, and nothing against that no. */
  readonly denies: boolean;
}

/** A denial among the first words of a sentence answers what came before. */
const OPENING_WORDS = 4;
/** How many sentences after the one that raises a subject may answer it. */
const ANSWERED_WITHIN = 2;
const PLAIN_NO = new Set('no none nil nothing nobody never not neither untrue fals clear deni'.split(' '));
const AGAINST = new Set([...CONTRASTS, 'still', 'then', 'later', 'again']);

/**
 * Takes a text, its words and where subjects are raised and cleared; returns the stretches whose subject is taken
 * back: asked about, checked or rumoured, and then denied in what follows ("Is she being bullied? Both say not.",
 * "Query re bruises. There were none.").
 */
export function takenBack(text: string, words: readonly StemmedWord[], found: RaisedAndCleared): Stretch[] {
  const sentences = readSentences(text, words, found);
  const stretches: Stretch[] = [];
  sentences.forEach((sentence, at) => {
    if (!sentence.raises) return;
    const answers = sentences.slice(at + 1, at + 1 + ANSWERED_WITHIN);
    if (answers.some(({ denies }) => denies)) stretches.push({ start: sentence.start, end: sentence.end });
  });
  return stretches;
}

function readSentences(text: string, words: readonly StemmedWord[], found: RaisedAndCleared): Sentence[] {
  const sentences: Sentence[] = [];
  for (let from = 0; from < words.length;) {
    let to = from;
    while (words[to]?.sentence === words[from]?.sentence) to += 1;
    const start = words[from]?.start ?? 0;
    const end = words[to - 1]?.end ?? start;
    const within = (one: Stretch): boolean => one.start >= start && one.end <= end;
    const asked = text.slice(end, words[to]?.start ?? text.length).includes('?');
    sentences.push({
      start,
      end,
      raises: asked || found.raised.some(within),
      denies:
        !asked && (found.cleared.some(within) || opensWithNo(words, from, to)) && !turns(words, from, to),
    });
    from = to;
  }
  return sentences;
}

function opensWithNo(words: readonly StemmedWord[], from: number, to: number): boolean {
  for (let at = from; at < Math.min(to, from + OPENING_WORDS); at += 1) {
    const alone = at + 1 === to && PLAIN_NO.has(words[at]?.stem ?? '');
    if (alone || deniesWhatFollows(words, at)) return true;
  }
  return false;
}

function turns(words: readonly StemmedWord[], from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (AGAINST.has(words[at]?.stem ?? '')) return true;
  return false;
}
