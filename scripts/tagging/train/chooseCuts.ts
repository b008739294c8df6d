import { weightedKappa } from '../scoreTagging.ts';

const PASSES = 3;
const STEP = 0.05;
const REACH_STEPS = 10;
/** Agreement within this of the best is as good: the middle of such cuts is steadier than the one that did best. */
const FLAT = 0.002;

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
      const tried = Array.from({ length: 2 * REACH_STEPS + 1 }, (_, step) => {
        cuts[at] = from + (step - REACH_STEPS) * STEP;
        return { cut: cuts[at] ?? from, agreement: agreement() };
      });
      const best = Math.max(...tried.map((one) => one.agreement));
      const asGood = tried.filter((one) => one.agreement >= best - FLAT).map(({ cut }) => cut);
      cuts[at] = (Math.min(...asGood) + Math.max(...asGood)) / 2;
    }
  return cuts.map((cut) => Number(cut.toFixed(2)));
}
