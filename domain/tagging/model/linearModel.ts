import type { Feature } from './featuresOf.ts';

/** The file that training writes: see scripts/tagTrain.ts. */
export interface ModelFile {
  readonly answers: readonly string[];
  readonly features: readonly string[];
  /** Of each answer: what stands when nothing is noticed. */
  readonly bias: readonly number[];
  /** Of each answer: what one step of its weights is worth. */
  readonly step: readonly number[];
  /** One signed byte for each feature and answer, features first, in base 64. */
  readonly weights: string;
}

/** A linear model: for each answer a weighted sum of what was noticed. */
export interface LinearModel {
  readonly answers: readonly string[];
  /** Returns the sum (log-odds) for each answer, of features and of what the words mean. */
  readonly score: (features: readonly Feature[], meaning: Float64Array) => Float64Array;
  /** How much one feature adds to one answer. */
  readonly weightOf: (feature: string, answer: number) => number;
}

/**
 * How much each kind of feature counts, by its first letter: word, concept, rule, concern of a rule, cue,
 * severity of the rules. The likelihood of a concern (l) brings its own.
 */
export const STRENGTH: Readonly<Record<string, number>> = {
  w: 0.9,
  c: 1.3,
  r: 0.7,
  t: 1.5,
  q: 0.5,
  s: 1,
};

/** Names a dimension of the meaning among the features. */
export function meaningFeature(dimension: number): string {
  return `v${dimension}`;
}

/** Takes a model file; returns the model, ready to score. */
export function openModel(file: ModelFile): LinearModel {
  const width = file.answers.length;
  const bytes = new Int8Array(Buffer.from(file.weights, 'base64'));
  const weights = Float64Array.from(bytes, (byte, at) => byte * (file.step[at % width] ?? 0));
  const places = new Map(file.features.map((name, place) => [name, place]));
  const strengths = Float64Array.from(file.features, (name) => STRENGTH[name.charAt(0)] ?? 0);
  const lastAsked = new Float64Array(file.features.length);
  let asked = 0;
  const meant: number[] = [];
  for (let at = 0; places.has(meaningFeature(at)); at += 1) meant.push(places.get(meaningFeature(at)) ?? 0);
  const add = (sums: Float64Array, place: number, strength: number): void => {
    const from = place * width;
    for (let answer = 0; answer < width; answer += 1)
      sums[answer] = (sums[answer] ?? 0) + (weights[from + answer] ?? 0) * strength;
  };
  return {
    answers: file.answers,
    score: (features, meaning) => {
      const sums = Float64Array.from(file.bias);
      asked += 1;
      for (const { name, value } of features) {
        const place = places.get(name);
        // Said twice is said once.
        if (place === undefined || lastAsked[place] === asked) continue;
        lastAsked[place] = asked;
        add(sums, place, value ?? strengths[place] ?? 0);
      }
      for (let at = 0; at < meaning.length; at += 1) add(sums, meant[at] ?? 0, meaning[at] ?? 0);
      return sums;
    },
    weightOf: (feature, answer) => {
      const place = places.get(feature);
      if (place === undefined) return 0;
      return (weights[place * width + answer] ?? 0) * (STRENGTH[feature.charAt(0)] ?? 0);
    },
  };
}

/** Log-odds to a probability. */
export function likelihood(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
