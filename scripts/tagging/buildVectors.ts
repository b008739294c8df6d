import { CONCEPT_WORDS } from '../../domain/tagging/concepts/findConcepts.ts';
import type { VectorsFile } from '../../domain/tagging/model/wordVectors.ts';
import { isEverydayWord } from '../../domain/tagging/text/knownWords.ts';
import { stemOf } from '../../domain/tagging/text/stem.ts';

/** What the package of vectors holds: its words in order of frequency, each with its numbers. */
export interface PackagedVectors {
  readonly dimensions: number;
  readonly words: readonly string[];
  readonly vectors: Readonly<Record<string, readonly number[]>>;
}

const LARGEST_BYTE = 127;

/**
 * Takes packaged vectors; returns the file that the tagger reads. Kept are the commonest words of English and
 * every word of the concepts, by stem. Each vector is the mean of its forms'
 * (commoner ones counting more), taken from the mean of all and made of length 1, a signed byte a dimension.
 * @param most how many stems are kept
 */
export function buildVectors(
  { dimensions, words, vectors }: PackagedVectors,
  { most, source, licence }: { most: number; source: string; licence: string },
): VectorsFile {
  const plain = words.filter((word) => /^[a-z]{2,}$/.test(word));
  const mean = meanOf(
    plain.slice(0, 2 * most).map((word) => toLengthOne(vectors[word] ?? [], dimensions)),
    dimensions,
  );
  const byStem = new Map<string, Float64Array>();
  const place = (word: string, rank: number): void => {
    const stem = stemOf(word);
    const sum = byStem.get(stem) ?? new Float64Array(dimensions);
    byStem.set(stem, sum);
    toLengthOne(vectors[word] ?? [], dimensions).forEach((value, at) => {
      sum[at] = (sum[at] ?? 0) + (value - (mean[at] ?? 0)) / (rank + 10);
    });
  };
  const kept = plain.filter((word) => isEverydayWord(word) || CONCEPT_WORDS.has(word));
  const wanted = new Set(kept.filter((word) => CONCEPT_WORDS.has(word)).map(stemOf));
  for (const word of kept) {
    if (wanted.size >= most) break;
    wanted.add(stemOf(word));
  }
  kept.forEach((word, rank) => {
    if (wanted.has(stemOf(word))) place(word, rank);
  });
  const stems = [...byStem.keys()];
  const scaled = [...byStem.values()].map((sum) => toLengthOne([...sum], dimensions));
  const bytes = Int8Array.from(
    scaled.flatMap((vector) => [...vector].map((value) => Math.round(value * LARGEST_BYTE))),
  );
  return {
    source,
    licence,
    dimensions,
    stems: stems.join(' '),
    bytes: Buffer.from(bytes.buffer).toString('base64'),
  };
}

function toLengthOne(vector: readonly number[], dimensions: number): Float64Array {
  const kept = vector.slice(0, dimensions);
  const length = Math.hypot(...kept);
  return Float64Array.from(kept, (value) => value / Math.max(length, 1e-9));
}

function meanOf(vectors: readonly Float64Array[], dimensions: number): Float64Array {
  const sum = new Float64Array(dimensions);
  for (const vector of vectors)
    for (let at = 0; at < dimensions; at += 1) sum[at] = (sum[at] ?? 0) + (vector[at] ?? 0) / vectors.length;
  return sum;
}
