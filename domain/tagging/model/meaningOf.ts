import type { SignsRead } from '../readSigns.ts';
import { GRAMMAR, deniedWords } from './featuresOf.ts';
import { WORD_VECTORS } from './wordVectors.ts';

/** Place by frequency at which a word counts half: the commoner it is, the less it tells. */
const HALF_TELLING = 1500;
/** How much the meaning counts beside the words themselves. */
const STRENGTH_OF_MEANING = 2;
const LARGEST_BYTE = 127;

const { dimensions, placeOf, bytes } = WORD_VECTORS;
const NO_MEANING = new Float64Array();

/**
 * Takes the words of a passage; returns what they mean together: the sum of their vectors, rarer words counting
 * more, scaled so that long passages do not speak louder than short ones. A word that the training never met
 * is read through the words that it resembles; what is denied is left out. Empty where no word is known.
 */
export function meaningOf({ words, back }: Pick<SignsRead, 'words' | 'back'>): Float64Array {
  const sum = new Float64Array(dimensions);
  let counted = 0;
  const denied = deniedWords({ words, back });
  for (const [index, { stem }] of words.entries()) {
    const place = denied[index] === 1 || GRAMMAR.has(stem) ? undefined : placeOf(stem);
    if (place === undefined) continue;
    const weight = place / (place + HALF_TELLING);
    counted += weight;
    const from = place * dimensions;
    for (let at = 0; at < dimensions; at += 1) sum[at] = (sum[at] ?? 0) + weight * (bytes[from + at] ?? 0);
  }
  if (counted === 0) return NO_MEANING;
  const scale = STRENGTH_OF_MEANING / (LARGEST_BYTE * Math.sqrt(counted));
  return sum.map((value) => value * scale);
}
