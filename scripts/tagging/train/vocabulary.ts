import type { ModelFile } from '../../../domain/tagging/model/linearModel.ts';
import type { SparseRow } from './fitLinear.ts';

/** What the model is told of one narrative: features by name, with their strength. */
export type Described = ReadonlyMap<string, number>;

/** A feature met less often than this says more about one narrative than about a concern. */
const FEWEST_MET = 2;
const LARGEST = 127;

/** Takes what was told of all narratives; returns the features worth learning, each with its place. */
export function chooseFeatures(described: readonly Described[]): Map<string, number> {
  const met = new Map<string, number>();
  for (const one of described) for (const name of one.keys()) met.set(name, (met.get(name) ?? 0) + 1);
  const chosen = new Map<string, number>();
  for (const [name, times] of met) if (times >= FEWEST_MET) chosen.set(name, chosen.size);
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

/** Takes fitted weights; returns them as the model file has them, a byte each. */
export function toModelFile(
  answers: readonly string[],
  features: ReadonlyMap<string, number>,
  weights: readonly Float64Array[],
): ModelFile {
  const step = weights.map((weight) => {
    let most = 0;
    for (let at = 0; at < features.size; at += 1) most = Math.max(most, Math.abs(weight[at] ?? 0));
    return Math.max(most, 1e-9) / LARGEST;
  });
  const bytes = new Int8Array(features.size * answers.length);
  weights.forEach((weight, answer) => {
    for (let at = 0; at < features.size; at += 1)
      bytes[at * answers.length + answer] = Math.round((weight[at] ?? 0) / (step[answer] ?? 1));
  });
  return {
    answers,
    features: [...features.keys()],
    bias: weights.map((weight) => Number((weight[features.size] ?? 0).toFixed(4))),
    step: step.map((value) => Number(value.toPrecision(6))),
    weights: Buffer.from(bytes.buffer).toString('base64'),
  };
}
