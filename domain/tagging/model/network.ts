import { CONCERN_CATEGORIES } from '../../taxonomy.ts';
import type { Told } from './passages.ts';

/** One layer as training writes it. */
export interface LayerFile {
  /** Of each output: what stands when nothing is noticed. */
  readonly bias: readonly number[];
  /** Of each output: what one step of its weights is worth. */
  readonly step: readonly number[];
  /** One signed byte for each input and output, inputs first, in base 64. */
  readonly weights: string;
}

/** The file that training writes: see scripts/tagTrain.ts. */
export interface NetworkFile {
  readonly features: readonly string[];
  /** From what was noticed to each concern directly, then to each hidden unit. */
  readonly noticed: LayerFile;
  /**
   * From the hidden units to each concern, to "at least of severity" 1, 2, 3 and 4, to "denies a concern", and to
   * "holds none", which is learnt for what it teaches the units and not asked for.
   */
  readonly hidden: LayerFile;
}

/** What a network makes of a passage. */
export interface NetworkReading {
  /** Log-odds of each concern, in the order of the taxonomy. */
  readonly concerns: Float64Array;
  /** The severity to be expected. */
  readonly severity: number;
  /** How likely it is that a concern is denied or explained away. */
  readonly denial: number;
}

/** Weighted sums of what was noticed, and a layer of hidden units that learn what goes together. */
export interface Network {
  readonly read: (told: Told) => NetworkReading;
  /** How much one feature adds directly to one concern. */
  readonly weightOf: (feature: string, concern: number) => number;
}

/** A layer with its weights in whole steps, a byte each. */
interface Layer {
  readonly width: number;
  readonly bias: readonly number[];
  readonly step: readonly number[];
  readonly weights: Int8Array;
}

/**
 * How much each kind of feature counts, by its first letter: word, pair of words, word of the last sentence,
 * concept, rule, concern of a rule, cue, severity of the rules.
 */
export const STRENGTH: Readonly<Record<string, number>> = {
  w: 1.1,
  b: 1,
  z: 0.7,
  c: 1.3,
  r: 0.7,
  t: 1.5,
  q: 0.5,
  s: 1,
};
/** Concerns that both halves tell: each counts half. */
const SHARE = 0.5;
const LEVELS = 4;

/** Names a dimension of the meaning among the features. */
export function meaningFeature(dimension: number): string {
  return `v${dimension}`;
}

/** Takes a network file; returns the network, ready to read. */
export function openNetwork(file: NetworkFile): Network {
  const noticed = openLayer(file.noticed);
  const hidden = openLayer(file.hidden);
  const concerns = CONCERN_CATEGORIES.length;
  const places = new Map(file.features.map((name, place) => [name, place]));
  const strengths = Float64Array.from(file.features, strengthOf);
  const lastAsked = new Float64Array(file.features.length);
  let asked = 0;
  const meant: number[] = [];
  for (let at = 0; places.has(meaningFeature(at)); at += 1) meant.push(places.get(meaningFeature(at)) ?? 0);

  const sumUp = ({ features, meaning }: Told): Float64Array => {
    const sums = new Float64Array(noticed.width);
    asked += 1;
    for (const { name } of features) {
      const place = places.get(name);
      // Said twice is said once.
      if (place === undefined || lastAsked[place] === asked) continue;
      lastAsked[place] = asked;
      addInput(sums, noticed, place, strengths[place] ?? 0);
    }
    for (let at = 0; at < meaning.length; at += 1) addInput(sums, noticed, meant[at] ?? 0, meaning[at] ?? 0);
    return fromSteps(sums, noticed);
  };
  return {
    read: (told) => {
      const direct = sumUp(told);
      const steps = new Float64Array(hidden.width);
      for (let at = concerns; at < direct.length; at += 1) {
        const excited = direct[at] ?? 0;
        if (excited > 0) addInput(steps, hidden, at - concerns, excited);
      }
      const sums = fromSteps(steps, hidden);
      const together = direct
        .subarray(0, concerns)
        .map((sum, at) => SHARE * sum + (1 - SHARE) * (sums[at] ?? 0));
      const severity = sums
        .subarray(concerns, concerns + LEVELS)
        .reduce((sum, logOdds) => sum + likelihood(logOdds), 0);
      return { concerns: together, severity, denial: likelihood(sums[concerns + LEVELS] ?? 0) };
    },
    weightOf: (feature, concern) => {
      const place = places.get(feature);
      if (place === undefined) return 0;
      const steps = noticed.weights[place * noticed.width + concern] ?? 0;
      return steps * (noticed.step[concern] ?? 0) * strengthOf(feature);
    },
  };
}

/** How much a feature counts, by its kind. */
export function strengthOf(feature: string): number {
  return STRENGTH[feature.charAt(0)] ?? 0;
}

function openLayer({ bias, step, weights }: LayerFile): Layer {
  return { width: bias.length, bias, step, weights: new Int8Array(Buffer.from(weights, 'base64')) };
}

function addInput(sums: Float64Array, { width, weights }: Layer, place: number, strength: number): void {
  const from = place * width;
  for (let at = 0; at < width; at += 1) sums[at] = (sums[at] ?? 0) + (weights[from + at] ?? 0) * strength;
}

function fromSteps(sums: Float64Array, { bias, step }: Layer): Float64Array {
  return sums.map((sum, at) => sum * (step[at] ?? 0) + (bias[at] ?? 0));
}

/** Log-odds to a probability. */
export function likelihood(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
