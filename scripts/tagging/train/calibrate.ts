const ROUNDS = 400;

/**
 * Fits how log-odds become probabilities (J. Platt, 1999) and where to draw the line.
 * @param scored log-odds of a concern in a narrative, and whether it is there; none seen in training
 * @returns stretch and shift of the log-odds, and the probability from which F1 over all is best
 */
export function calibrate(scored: readonly (readonly [number, boolean])[]): {
  stretch: number;
  shift: number;
  threshold: number;
} {
  let stretch = 1;
  let shift = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    let byStretch = 0;
    let byShift = 0;
    let curvature = 0;
    let cross = 0;
    let flat = 0;
    for (const [score, holds] of scored) {
      const chance = 1 / (1 + Math.exp(-(stretch * score + shift)));
      const miss = chance - (holds ? 1 : 0);
      const spread = chance * (1 - chance);
      byStretch += miss * score;
      byShift += miss;
      curvature += spread * score * score;
      cross += spread * score;
      flat += spread;
    }
    // Newton's step in two dimensions.
    const determinant = curvature * flat - cross * cross;
    if (Math.abs(determinant) < 1e-9) break;
    const [moveStretch, moveShift] = [
      (flat * byStretch - cross * byShift) / determinant,
      (curvature * byShift - cross * byStretch) / determinant,
    ];
    stretch -= moveStretch;
    shift -= moveShift;
    if (Math.abs(moveStretch) + Math.abs(moveShift) < 1e-6) break;
  }
  return { stretch: round(stretch), shift: round(shift), threshold: bestThreshold(scored) };
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
