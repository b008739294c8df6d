import type { Calibration } from '../../../domain/tagging/model/tagModel.ts';
import { toConfidence } from '../../../domain/tagging/model/tagModel.ts';
import { fitLinear } from './fitLinear.ts';

/** Log-odds of a concern: by the whole narrative, and by the sentence that says it most clearly if there are several. */
export interface Sums {
  readonly whole: number;
  readonly clearest?: number;
}

const FIT = { l2: 0, rounds: 300, positiveWeight: 1 };
const PLACES = Int32Array.of(0, 1, 2);

/**
 * Fits how log-odds become probabilities (J. Platt, 1999) and where to draw the line.
 * @param scored log-odds of a concern in a narrative, and whether it is there; none seen in training
 * @returns the calibration, and the probability from which F1 over all is best
 */
export function calibrate(scored: readonly (readonly [Sums, boolean])[]): {
  calibration: Calibration;
  threshold: number;
} {
  const rows = scored.map(([{ whole, clearest }]) => ({
    index: PLACES,
    value: Float64Array.of(
      whole,
      clearest === undefined ? 0 : clearest - whole,
      clearest === undefined ? 0 : 1,
    ),
  }));
  const [weights] = fitLinear(
    rows,
    [Uint8Array.from(scored, ([, holds]) => (holds ? 1 : 0))],
    PLACES.length,
    FIT,
  );
  const [stretch = 1, clearest = 0, several = 0, shift = 0] = [...(weights ?? [])].map(round);
  const calibration = { stretch, clearest, several, shift };
  return {
    calibration,
    threshold: bestThreshold(
      scored.map(([{ whole, clearest }, holds]) => [toConfidence(calibration, whole, clearest), holds]),
    ),
  };
}

/**
 * The threshold at which F1 is best is half the best F1 where probabilities are right (Z. Lipton and others,
 * 2014); taking it so is steadier than taking the threshold that happened to do best.
 */
function bestThreshold(scored: readonly (readonly [number, boolean])[]): number {
  const wanted = scored.filter(([, holds]) => holds).length;
  let right = 0;
  let best = 0;
  [...scored]
    .sort((a, b) => b[0] - a[0])
    .forEach(([, holds], at) => {
      if (holds) right += 1;
      best = Math.max(best, (2 * right) / (at + 1 + wanted));
    });
  return round(best / 2);
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
