import { seededRandom } from '../../demo/seededRandom.ts';
import type { SparseRow } from './fitLinear.ts';

/** Weights of a layer of hidden units: inputs × units, then units × answers, with the biases of both. */
export interface HiddenWeights {
  readonly into: Float32Array;
  readonly intoBias: Float32Array;
  readonly out: Float32Array;
  readonly outBias: Float32Array;
}

export interface HiddenOptions {
  readonly units: number;
  readonly epochs: number;
  /** Share of what was noticed, and of the units, that is left out at each step, so that none is relied on alone. */
  readonly inputsLeftOut: number;
  readonly unitsLeftOut: number;
}

const BATCH = 64;
const RATE = 0.003;
const DECAY = 0.0001;
/** The weights from rare features are pulled harder towards nought. */
const DECAY_INTO = 0.001;
const START = 0.17;
const NO_ROW: SparseRow = { index: new Int32Array(), value: new Float64Array() };

/**
 * Fits a network with one layer of rectified hidden units that all answers (rows × answers, 0 or 1) share, by Adam
 * (Kingma and Ba, 2015) with dropout (N. Srivastava and others, 2014). Its chance comes from a fixed seed: the same
 * material always gives the same weights.
 */
export function fitHidden(
  rows: readonly SparseRow[],
  answers: readonly Uint8Array[],
  features: number,
  { units, epochs, inputsLeftOut, unitsLeftOut }: HiddenOptions,
): HiddenWeights {
  const random = seededRandom(1);
  const count = answers.length;
  const weightsOf = (length: number): Float32Array =>
    Float32Array.from({ length }, () => (2 * random.next() - 1) * START);
  const into = startAdam(weightsOf(features * units), DECAY_INTO);
  const intoBias = startAdam(new Float32Array(units), DECAY);
  const out = startAdam(weightsOf(units * count), DECAY);
  const outBias = startAdam(
    Float32Array.from(answers, (answer) => {
      const share = answer.reduce((sum, value) => sum + value, 0) / Math.max(1, rows.length);
      return Math.log((share + 0.001) / (1 - share + 0.001));
    }),
    DECAY,
  );
  const excited = new Float32Array(units);
  const kept = new Float32Array(units);
  const miss = new Float32Array(count);
  const blame = new Float32Array(units);
  const steps = Math.ceil(rows.length / BATCH);
  const order = Int32Array.from(rows, (_, at) => at);
  const met = new Int32Array(features).fill(-1);
  for (let epoch = 0, step = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random.next);
    for (let from = 0; from < rows.length; from += BATCH) {
      step += 1;
      const to = Math.min(rows.length, from + BATCH);
      const touched: number[] = [];
      for (let at = from; at < to; at += 1) learnFrom(order[at] ?? 0, step, touched, 1 / (to - from));
      const rate =
        (RATE * (1 - Math.floor((step - 1) / steps) / epochs) * Math.sqrt(1 - 0.999 ** step)) /
        (1 - 0.9 ** step);
      for (const place of touched) into.move(rate, place * units, units);
      intoBias.move(rate, 0, units);
      out.move(rate, 0, units * count);
      outBias.move(rate, 0, count);
    }
  }
  return { into: into.weights, intoBias: intoBias.weights, out: out.weights, outBias: outBias.weights };

  function learnFrom(row: number, step: number, touched: number[], weight: number): void {
    const { index, value } = drop(rows[row] ?? NO_ROW, inputsLeftOut, random.next);
    excited.set(intoBias.weights);
    for (let k = 0; k < index.length; k += 1)
      addTimes(excited, 0, into.weights, (index[k] ?? 0) * units, value[k] ?? 0, units);
    miss.set(outBias.weights);
    for (let u = 0; u < units; u += 1) {
      const keeps = (excited[u] ?? 0) > 0 && random.next() >= unitsLeftOut;
      kept[u] = keeps ? 1 / (1 - unitsLeftOut) : 0;
      if (keeps) addTimes(miss, 0, out.weights, u * count, (excited[u] ?? 0) * (kept[u] ?? 0), count);
    }
    for (let a = 0; a < count; a += 1)
      miss[a] = (1 / (1 + Math.exp(-(miss[a] ?? 0))) - (answers[a]?.[row] ?? 0)) * weight;
    addTimes(outBias.gradient, 0, miss, 0, 1, count);
    for (let u = 0; u < units; u += 1) {
      const keep = kept[u] ?? 0;
      blame[u] = 0;
      if (keep === 0) continue;
      let sum = 0;
      for (let a = 0; a < count; a += 1) sum += (miss[a] ?? 0) * (out.weights[u * count + a] ?? 0);
      blame[u] = sum * keep;
      addTimes(out.gradient, u * count, miss, 0, (excited[u] ?? 0) * keep, count);
    }
    addTimes(intoBias.gradient, 0, blame, 0, 1, units);
    for (let k = 0; k < index.length; k += 1) {
      const place = index[k] ?? 0;
      if (met[place] !== step) touched.push(place);
      met[place] = step;
      addTimes(into.gradient, place * units, blame, 0, value[k] ?? 0, units);
    }
  }
}

interface Adam {
  readonly weights: Float32Array;
  readonly gradient: Float32Array;
  /** Moves a run of weights against what was gathered in the gradient, which is cleared. */
  readonly move: (rate: number, from: number, length: number) => void;
}

function startAdam(weights: Float32Array, decay: number): Adam {
  const gradient = new Float32Array(weights.length);
  const mean = new Float32Array(weights.length);
  const square = new Float32Array(weights.length);
  return {
    weights,
    gradient,
    move: (rate, from, length) => {
      for (let at = from; at < from + length; at += 1) {
        const g = gradient[at] ?? 0;
        const m = 0.9 * (mean[at] ?? 0) + 0.1 * g;
        const s = 0.999 * (square[at] ?? 0) + 0.001 * g * g;
        mean[at] = m;
        square[at] = s;
        const weight = weights[at] ?? 0;
        weights[at] = weight - rate * (m / (Math.sqrt(s) + 1e-7) + decay * weight);
        gradient[at] = 0;
      }
    },
  };
}

function drop({ index, value }: SparseRow, share: number, next: () => number): SparseRow {
  const kept = value.map((strength) => (next() < share ? 0 : strength / (1 - share)));
  return { index: index.filter((_, at) => kept[at] !== 0), value: kept.filter((strength) => strength !== 0) };
}

function shuffle(order: Int32Array, next: () => number): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(next() * (at + 1));
    const one = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = one;
  }
}

function addTimes(
  to: Float32Array,
  at: number,
  from: Float32Array,
  start: number,
  times: number,
  length: number,
): void {
  for (let i = 0; i < length; i += 1) to[at + i] = (to[at + i] ?? 0) + times * (from[start + i] ?? 0);
}
