import type { StemmedWord } from '../pattern/buildMatcher.ts';
import { NOWHERE } from './featuresOf.ts';
import type { Feature } from './featuresOf.ts';
import { meaningOf } from './meaningOf.ts';
import type { SignsRead } from '../readSigns.ts';

/** A note of this many words is read as one; the model was trained on notes of this kind. */
const ONE_NOTE_WORDS = 90;
const PASSAGE_WORDS = 60;

/** What the model is told of a run of words. */
export interface Told {
  readonly features: readonly Feature[];
  readonly meaning: Float64Array;
}

/** What is told of a passage as a whole, and of each of its sentences where it has several. */
export interface Passage {
  readonly whole: Told;
  readonly sentences: readonly Told[];
}

type Read = Pick<SignsRead, 'words' | 'back'>;

/** Words by index, the last one left out. */
interface Run {
  readonly from: number;
  readonly to: number;
}

/**
 * Takes the features of a text and what was read from it; returns them by passage. A note is one passage. A long
 * e-mail or report is cut between sentences, since a model that adds up what it notices would find every concern
 * in it. What is true of the whole text is told in passages where a rule found something, and in every sentence.
 */
export function passagesOf(features: readonly Feature[], read: Read): Passage[] {
  const overall = features.filter(({ first }) => first === NOWHERE);
  const runs = cutIntoRuns(read.words);
  return runs.map((run) => {
    const own = within(run, features);
    const telling = runs.length === 1 || own.some(({ name }) => name.startsWith('t'));
    const sentences = sentencesIn(run, read.words);
    return {
      whole: { features: telling ? [...own, ...overall] : own, meaning: meaningIn(run, read) },
      sentences:
        sentences.length < 2
          ? []
          : sentences.map((sentence) => ({
              features: [...within(sentence, own), ...overall],
              meaning: meaningIn(sentence, read),
            })),
    };
  });
}

function within({ from, to }: Run, features: readonly Feature[]): Feature[] {
  return features.filter(({ first }) => first >= from && first < to);
}

function meaningIn({ from, to }: Run, { words, back }: Read): Float64Array {
  return meaningOf({ words: words.slice(from, to), back });
}

function sentencesIn({ from, to }: Run, words: readonly StemmedWord[]): Run[] {
  const sentences: Run[] = [];
  for (let at = from; at < to;) {
    const end = Math.min(to, sentenceEnd(words, at));
    sentences.push({ from: at, to: end });
    at = end;
  }
  return sentences;
}

function cutIntoRuns(words: readonly StemmedWord[]): Run[] {
  if (words.length <= ONE_NOTE_WORDS) return [{ from: 0, to: words.length }];
  const runs: Run[] = [];
  let from = 0;
  for (const { from: at, to } of sentencesIn({ from: 0, to: words.length }, words))
    if (at - from >= PASSAGE_WORDS / 2 && to - from > PASSAGE_WORDS) {
      runs.push({ from, to: at });
      from = at;
    }
  return [...runs, { from, to: words.length }];
}

function sentenceEnd(words: readonly StemmedWord[], from: number): number {
  let at = from;
  while (at < words.length && words[at]?.sentence === words[from]?.sentence) at += 1;
  return at;
}
