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
  return answers.map((answer) => {
    const width = features + 1;
    const weights = new Float64Array(width);
    const gradient = new Float64Array(width);
    const mean = new Float64Array(width);
    const square = new Float64Array(width);
    const share = answer.reduce((sum, value) => sum + value, 0) / Math.max(1, rows.length);
    weights[features] = Math.log((share + 0.001) / (1 - share + 0.001));
    for (let round = 1; round <= rounds; round += 1) {
      for (let i = 0; i < width; i += 1) gradient[i] = i === features ? 0 : l2 * (weights[i] ?? 0);
      rows.forEach((row, at) => {
        const truth = answer[at] ?? 0;
        const miss = (predict(row, weights, features) - truth) * (truth === 1 ? positiveWeight : 1);
        for (let k = 0; k < row.index.length; k += 1) {
          const i = row.index[k] ?? 0;
          gradient[i] = (gradient[i] ?? 0) + miss * (row.value[k] ?? 0);
        }
        gradient[features] = (gradient[features] ?? 0) + miss;
      });
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
    return weights;
  });
}

/** Probability of one answer. */
export function predict(row: SparseRow, weights: Float64Array, features: number): number {
  let sum = weights[features] ?? 0;
  for (let k = 0; k < row.index.length; k += 1)
    sum += (weights[row.index[k] ?? 0] ?? 0) * (row.value[k] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}
