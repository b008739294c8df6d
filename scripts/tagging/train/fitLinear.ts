/** One narrative as the fitting sees it: which features it has, with their strength. */
export interface SparseRow {
  readonly index: Int32Array;
  readonly value: Float64Array;
}

export interface FitOptions {
  /** Strength of the pull of weights towards nought. */
  readonly l2: number;
  readonly rounds: number;
  /** How much more an example of the concern counts than one without it. */
  readonly positiveWeight: number;
}

const RATE = 0.15;
const NO_ROW: SparseRow = { index: new Int32Array(), value: new Float64Array() };

/**
 * Fits a logistic regression for each answer (rows × answers, 0 or 1), all at once, by full-batch Adam
 * (Kingma and Ba, 2015): the same material always gives the same weights. The last weight of each is its bias.
 * @returns weights[answer][feature], with the bias at index `features`
 */
export function fitLinear(
  rows: readonly SparseRow[],
  answers: readonly Uint8Array[],
  features: number,
  { l2, rounds, positiveWeight }: FitOptions,
): Float64Array[] {
  const count = answers.length;
  // The weights of one feature for all answers stand side by side: a row's features are looked up once for all.
  const width = (features + 1) * count;
  const bias = features * count;
  const [weights, gradient, mean, square] = [0, 1, 2, 3].map(() => new Float64Array(width));
  if (weights === undefined || gradient === undefined || mean === undefined || square === undefined)
    return [];
  answers.forEach((answer, at) => {
    const share = answer.reduce((sum, value) => sum + value, 0) / Math.max(1, rows.length);
    weights[bias + at] = Math.log((share + 0.001) / (1 - share + 0.001));
  });
  const miss = new Float64Array(count);
  for (let round = 1; round <= rounds; round += 1) {
    for (let i = 0; i < width; i += 1) gradient[i] = i >= bias ? 0 : l2 * (weights[i] ?? 0);
    for (let at = 0; at < rows.length; at += 1) {
      const { index, value } = rows[at] ?? NO_ROW;
      for (let a = 0; a < count; a += 1) miss[a] = weights[bias + a] ?? 0;
      for (let k = 0; k < index.length; k += 1)
        addTo(miss, 0, weights, (index[k] ?? 0) * count, value[k] ?? 0);
      for (let a = 0; a < count; a += 1) {
        const truth = answers[a]?.[at] ?? 0;
        const chance = 1 / (1 + Math.exp(-(miss[a] ?? 0)));
        miss[a] = (chance - truth) * (truth === 1 ? positiveWeight : 1);
      }
      for (let k = 0; k < index.length; k += 1)
        addTo(gradient, (index[k] ?? 0) * count, miss, 0, value[k] ?? 0);
      addTo(gradient, bias, miss, 0, 1);
    }
    const rate = (RATE * Math.sqrt(1 - 0.999 ** round)) / (1 - 0.9 ** round) / (1 + round / 40);
    for (let i = 0; i < width; i += 1) {
      const g = gradient[i] ?? 0;
      const m = 0.9 * (mean[i] ?? 0) + 0.1 * g;
      const s = 0.999 * (square[i] ?? 0) + 0.001 * g * g;
      mean[i] = m;
      square[i] = s;
      weights[i] = (weights[i] ?? 0) - (rate * m) / (Math.sqrt(s) + 1e-6);
    }
  }
  return answers.map((_, a) =>
    Float64Array.from({ length: features + 1 }, (_none, i) => weights[i * count + a] ?? 0),
  );

  function addTo(to: Float64Array, at: number, from: Float64Array, start: number, times: number): void {
    for (let a = 0; a < count; a += 1) to[at + a] = (to[at + a] ?? 0) + times * (from[start + a] ?? 0);
  }
}
