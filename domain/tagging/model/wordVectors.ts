import { createRequire } from 'node:module';

/** What `npm run tag:vectors` writes. */
export interface VectorsFile {
  readonly source: string;
  readonly licence: string;
  readonly dimensions: number;
  /** Commonest first, with spaces between. */
  readonly stems: string;
  /** One signed byte for each dimension of each stem, in base 64. */
  readonly bytes: string;
}

/** What each word of everyday English means: a place in a space in which like words lie near each other. */
export interface WordVectors {
  readonly dimensions: number;
  /** Place of a stem in order of frequency, or undefined where it is not among them. */
  readonly placeOf: (stem: string) => number | undefined;
  /** One signed byte for each dimension of each stem, in order of place. */
  readonly bytes: Int8Array;
}

/** Takes a file of vectors; returns them, ready to be looked up. */
export function openVectors({ dimensions, stems, bytes }: VectorsFile): WordVectors {
  const places = new Map(stems.split(' ').map((stem, place) => [stem, place]));
  return {
    dimensions,
    placeOf: (stem) => places.get(stem),
    bytes: new Int8Array(Buffer.from(bytes, 'base64')),
  };
}

/** The vectors that are versioned with the code. */
export const WORD_VECTORS = openVectors(
  // Required, not imported: a file of this size as a module is slow to load.
  createRequire(import.meta.url)('./wordVectors.json') as VectorsFile,
);
