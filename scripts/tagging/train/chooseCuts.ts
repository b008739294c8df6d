import { weightedKappa } from '../scoreTagging.ts';

const PASSES = 3;
const STEP = 0.05;
const REACH_STEPS = 10;

/**
 * Chooses from which expected severity an entry is given 1, 2, 3 and 4, so that agreement (quadratic-weighted
 * kappa) is best: each cut in turn is moved by up to half a step of severity, the others standing.
 * @param expected expected severity of each narrative by a model that did not see it, and its true one
 */
export function chooseCuts(expected: readonly (readonly [number, number])[]): number[] {
  const cuts = [0.5, 1.5, 2.5, 3.5];
  const agreement = (): number =>
    weightedKappa(expected.map(([value, truth]) => [truth, cuts.filter((cut) => value >= cut).length]));
  for (let pass = 0; pass < PASSES; pass += 1)
    for (let at = 0; at < cuts.length; at += 1) {
      const from = cuts[at] ?? 0;
      let best = agreement();
      let chosen = from;
      for (let step = -REACH_STEPS; step <= REACH_STEPS; step += 1) {
        cuts[at] = from + step * STEP;
        const now = agreement();
        if (now > best) [best, chosen] = [now, cuts[at] ?? from];
      }
      cuts[at] = chosen;
    }
  return cuts.map((cut) => Number(cut.toFixed(2)));
}
