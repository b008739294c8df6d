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

type Read = Pick<SignsRead, 'words' | 'back'>;

/** Words by index, the last one left out. */
interface Run {
  readonly from: number;
  readonly to: number;
}

/**
 * Takes the features of a text and what was read from it; returns them by passage. A note is one passage. A long
 * e-mail or report is cut between sentences, since a model that adds up what it notices would find every concern
 * in it. What is true of the whole text is told in passages where a rule found something.
 */
export function passagesOf(features: readonly Feature[], { words, back }: Read): Told[] {
  const runs = cutIntoRuns(words);
  if (runs.length === 1) return [{ features, meaning: meaningOf({ words, back }) }];
  const overall = features.filter(({ first }) => first === NOWHERE);
  return runs.map(({ from, to }) => {
    const own = features.filter(({ first }) => first >= from && first < to);
    const telling = own.some(({ name }) => name.startsWith('t'));
    return {
      features: telling ? [...own, ...overall] : own,
      meaning: meaningOf({ words: words.slice(from, to), back }),
    };
  });
}

function cutIntoRuns(words: readonly StemmedWord[]): Run[] {
  if (words.length <= ONE_NOTE_WORDS) return [{ from: 0, to: words.length }];
  const runs: Run[] = [];
  let from = 0;
  for (let at = 0; at < words.length; at = sentenceEnd(words, at))
    if (at - from >= PASSAGE_WORDS / 2 && sentenceEnd(words, at) - from > PASSAGE_WORDS) {
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
