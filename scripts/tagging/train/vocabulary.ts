import type { LayerFile } from '../../../domain/tagging/model/network.ts';
import type { SparseRow } from './fitLinear.ts';

/** What the model is told of one narrative: features by name, with their strength. */
export type Described = ReadonlyMap<string, number>;

/** A feature met less often than this says more about one narrative than about a concern. */
const FEWEST_MET = 3;
/** Pairs of words, and words by where they stand, are many. */
const MANY = new Set(['b', 'z']);
const FEWEST_OF_MANY_MET = 5;
const LARGEST = 127;

/** Takes what was told of all narratives; returns the features worth learning, each with its place. */
export function chooseFeatures(described: readonly Described[]): Map<string, number> {
  const met = new Map<string, number>();
  for (const one of described) for (const name of one.keys()) met.set(name, (met.get(name) ?? 0) + 1);
  const chosen = new Map<string, number>();
  for (const [name, times] of met)
    if (times >= (MANY.has(name.charAt(0)) ? FEWEST_OF_MANY_MET : FEWEST_MET)) chosen.set(name, chosen.size);
  return chosen;
}

/** Takes what was told of one narrative and the places of features; returns it as a row of the fit. */
export function placeRow(one: Described, features: ReadonlyMap<string, number>): SparseRow {
  const index: number[] = [];
  const value: number[] = [];
  for (const [name, strength] of one) {
    const place = features.get(name);
    if (place === undefined) continue;
    index.push(place);
    value.push(strength);
  }
  return { index: Int32Array.from(index), value: Float64Array.from(value) };
}

/** Fitted weights of a layer. */
export interface LayerWeights {
  readonly inputs: number;
  readonly bias: readonly number[];
  readonly weightOf: (input: number, output: number) => number;
}

/** Takes fitted weights; returns them as the model file has them, a byte each. */
export function toLayerFile({ inputs, bias, weightOf }: LayerWeights): LayerFile {
  const width = bias.length;
  const step = bias.map((_, output) => {
    let most = 1e-9;
    for (let input = 0; input < inputs; input += 1) most = Math.max(most, Math.abs(weightOf(input, output)));
    return most / LARGEST;
  });
  const bytes = new Int8Array(inputs * width);
  for (let input = 0; input < inputs; input += 1)
    for (let output = 0; output < width; output += 1)
      bytes[input * width + output] = Math.round(weightOf(input, output) / (step[output] ?? 1));
  return {
    bias: bias.map((value) => Number(value.toFixed(4))),
    step: step.map((value) => Number(value.toPrecision(6))),
    weights: Buffer.from(bytes.buffer).toString('base64'),
  };
}
