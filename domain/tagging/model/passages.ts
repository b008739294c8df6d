import type { StemmedWord } from '../pattern/buildMatcher.ts';
import { NOWHERE } from './featuresOf.ts';
import type { Feature } from './featuresOf.ts';
import { meaningOf } from './meaningOf.ts';
import type { SignsRead } from '../readSigns.ts';

/** A note of this many words is read as one; the model was trained on notes of this kind. */
const ONE_NOTE_WORDS = 90;
const PASSAGE_WORDS = 60;

/**
 * Takes the features of a text and what was read from it; returns them by passage. A note is one passage. A long e-mail or
 * report is cut between sentences, since a model that adds up what it notices would find every concern in it.
 */
export function passagesOf(
  features: readonly Feature[],
  { words, back }: Pick<SignsRead, 'words' | 'back'>,
): (readonly Feature[])[] {
  if (words.length <= ONE_NOTE_WORDS) return [[...features, ...meaningOf({ words, back })]];
  const passageOf = new Int32Array(words.length);
  let passage = 0;
  let start = 0;
  words.forEach((word, index) => {
    const newSentence = index > 0 && word.sentence !== words[index - 1]?.sentence;
    if (
      newSentence &&
      index - start >= PASSAGE_WORDS / 2 &&
      sentenceEnd(words, index) - start > PASSAGE_WORDS
    ) {
      passage += 1;
      start = index;
    }
    passageOf[index] = passage;
  });
  const passages: Feature[][] = Array.from({ length: passage + 1 }, () => []);
  const whole = features.filter(({ first }) => first === NOWHERE);
  for (const feature of features)
    if (feature.first !== NOWHERE) passages[passageOf[feature.first] ?? 0]?.push(feature);
  passages.forEach((one, at) => {
    one.push(...meaningOf({ words: words.filter((_, index) => passageOf[index] === at), back }));
  });
  // What is true of the whole text is told where a rule found something.
  for (const one of passages) if (one.some(({ name }) => name.startsWith('t'))) one.push(...whole);
  return passages;
}

function sentenceEnd(words: readonly StemmedWord[], from: number): number {
  let at = from;
  while (at < words.length && words[at]?.sentence === words[from]?.sentence) at += 1;
  return at;
}
