import type { Calibration } from '../../../domain/tagging/model/tagModel.ts';
import { toConfidence } from '../../../domain/tagging/model/tagModel.ts';
import { fitLinear } from './fitLinear.ts';

const FIT = { l2: 0, rounds: 300, positiveWeight: 1 };
const PLACES = Int32Array.of(0);

/**
 * Fits how log-odds become probabilities (J. Platt, 1999) and where to draw the line.
 * @param scored log-odds of a concern in a narrative, and whether it is there; none seen in training
 * @returns the calibration, and the probability from which F1 over all is best
 */
export function calibrate(scored: readonly (readonly [number, boolean])[]): {
  calibration: Calibration;
  threshold: number;
} {
  const rows = scored.map(([logOdds]) => ({ index: PLACES, value: Float64Array.of(logOdds) }));
  const holding = [Uint8Array.from(scored, ([, holds]) => (holds ? 1 : 0))];
  const [weights] = fitLinear(rows, holding, PLACES.length, FIT);
  const [stretch = 1, shift = 0] = [...(weights ?? [])].map(round);
  const calibration = { stretch, shift };
  return {
    calibration,
    threshold: bestThreshold(scored.map(([logOdds, holds]) => [toConfidence(calibration, logOdds), holds])),
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
