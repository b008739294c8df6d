import { expect } from 'chai';
import { alertsAt, cutFor, falseAlertRate, found } from '../../../scripts/evaluate/measure.ts';
import { WEEKS, type SimulatedChild } from '../../../scripts/evaluate/locality.ts';
import { simulateLocality } from '../../../scripts/evaluate/simulateLocality.ts';
import { VARIATIONS } from '../../../scripts/evaluate/variations.ts';

const aChild = (more: Partial<SimulatedChild> = {}): SimulatedChild => ({
  upn: 'x' as never,
  schoolUrn: '990001' as never,
  household: 'h',
  role: 'ordinary',
  onsetWeek: 0,
  endWeek: 0,
  plotWeeks: [],
  findableWeek: 0,
  ...more,
});
const scoresWith = (at: Record<number, number>) => Float64Array.from({ length: WEEKS }, (_, i) => at[i] ?? 0);

describe('the evaluation', () => {
  it('counts an alert that comes back within weeks as one, and much later as two', () => {
    expect(alertsAt(scoresWith({ 3: 5, 6: 5 }), 4)).to.equal(1);
    expect(alertsAt(scoresWith({ 3: 5, 30: 5 }), 4)).to.equal(2);
  });

  it('finds the lowest cut that keeps to the false alerts allowed', () => {
    const children = [aChild(), aChild(), aChild()];
    const trace = new Map(children.map((child, i) => [child, scoresWith({ 5: i + 1 })]));
    const one = (100 * 52) / (3 * WEEKS);
    const cut = cutFor(trace, children, one + 0.01);
    expect(cut).to.equal(3);
    expect(falseAlertRate(trace, children, cut)).to.be.at.most(one + 0.01);
  });

  it('does not count an alert before the harm began as finding it', () => {
    const child = aChild({ role: 'planted', onsetWeek: 10, endWeek: 20, findableWeek: 15 });
    expect(found(new Map([[child, scoresWith({ 5: 9 })]]), [child], 4).sensitivity).to.equal(0);
    expect(found(new Map([[child, scoresWith({ 14: 9 })]]), [child], 4)).to.deep.equal({
      sensitivity: 1,
      withinFourWeeks: 1,
      medianWeeks: 4,
    });
  });

  it('simulates the same locality from the same seed, and another from another', () => {
    const run = (seed: number) =>
      simulateLocality({ seed, schools: 1, pupilsPerSchool: 30 }).versions.map(({ row }) => row.narrative);
    expect(run(7)).to.deep.equal(run(7));
    expect(run(7)).not.to.deep.equal(run(8));
  });

  it('shares every planted story out among a home where households are measured', () => {
    const { children } = simulateLocality({
      seed: 7,
      schools: 1,
      pupilsPerSchool: 200,
      variation: VARIATIONS.homes,
    });
    const planted = children.filter(({ role }) => role === 'planted');
    expect(planted).not.to.have.length(0);
    for (const { household, family } of planted)
      expect(
        planted.filter((other) => other.household === household && other.family === family),
      ).to.have.length.above(1);
  });
});
