import { expect } from 'chai';
import { meaningOf } from '../../domain/tagging/model/meaningOf.ts';
import { openVectors } from '../../domain/tagging/model/wordVectors.ts';
import { readByRules } from '../../domain/tagging/readByRules.ts';
import { buildVectors } from '../../scripts/tagging/buildVectors.ts';
import { weightedKappa } from '../../scripts/tagging/scoreTagging.ts';
import { chooseCuts } from '../../scripts/tagging/train/chooseCuts.ts';
import { fitHidden } from '../../scripts/tagging/train/fitHidden.ts';
import type { HiddenWeights } from '../../scripts/tagging/train/fitHidden.ts';

function likeness(one: string, other: string): number {
  const [a = [], b = []] = [one, other].map((text) => [...meaningOf(readByRules({ text }).read)]);
  const dot = (x: readonly number[], y: readonly number[]): number =>
    x.reduce((sum, value, at) => sum + value * (y[at] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

describe('what words mean', () => {
  it('is nearer between words of like meaning than between others', () => {
    expect(likeness('Famished.', 'Hungry.')).to.be.greaterThan(likeness('Famished.', 'Trumpet.'));
  });

  it('leaves out what is denied', () => {
    expect(likeness('Wearing a coat, no bruises.', 'Wearing a coat.')).to.be.closeTo(1, 0.001);
  });

  it('is nothing where no word is known', () => {
    expect(meaningOf(readByRules({ text: 'xqzv' }).read)).to.have.length(0);
  });
});

describe('the file of word vectors', () => {
  const packaged = {
    dimensions: 2,
    words: ['child', 'children', 'zzxxq', 'school', 'London'],
    vectors: {
      child: [1, 0, 9],
      children: [0, 1, 9],
      zzxxq: [1, 1, 9],
      school: [-1, 0, 9],
      London: [0, -1, 9],
    },
  };
  const file = buildVectors(packaged, { most: 2, source: 's', licence: 'l' });

  it('keeps the words of the concepts before other everyday words', () => {
    expect(file.stems.split(' ')).to.deep.equal(['child', 'school']);
  });

  it('gives every kept word a vector of length 1', () => {
    const { bytes } = openVectors(file);
    expect(Math.hypot(bytes[0] ?? 0, bytes[1] ?? 0)).to.be.closeTo(127, 1);
  });

  it('is the same each time', () => {
    expect(buildVectors(packaged, { most: 2, source: 's', licence: 'l' })).to.deep.equal(file);
  });
});

describe('the cuts between severities', () => {
  it('agree better with people than rounding where the model is cautious', () => {
    const expected = Array.from({ length: 50 }, (_, at): [number, number] => [(at % 5) * 0.8, at % 5]);
    const cuts = chooseCuts(expected);
    const kappaBy = (given: readonly number[]): number =>
      weightedKappa(expected.map(([value, truth]) => [truth, given.filter((cut) => value >= cut).length]));
    expect(kappaBy(cuts)).to.be.greaterThan(kappaBy([0.5, 1.5, 2.5, 3.5]));
  });
});

describe('the layer of hidden units', () => {
  const units = 16;
  /** One thing or the other tells, both together do not: no weighted sum says so. */
  const fit = (): HiddenWeights => {
    const noticed = Array.from({ length: 400 }, (_, at) => [0, 1].filter((place) => (at >> place) % 2 === 1));
    const rows = noticed.map((places) => ({
      index: Int32Array.from(places),
      value: Float64Array.from(places, () => 1),
    }));
    const answer = Uint8Array.from(noticed, (places) => (places.length === 1 ? 1 : 0));
    return fitHidden(rows, [answer], 2, { units, epochs: 200, inputsLeftOut: 0, unitsLeftOut: 0 });
  };
  const answerOf = ({ into, intoBias, out, outBias }: HiddenWeights, places: readonly number[]): number =>
    [...out].reduce((sum, weight, unit) => {
      const told = places.reduce(
        (all, place) => all + (into[place * units + unit] ?? 0),
        intoBias[unit] ?? 0,
      );
      return sum + weight * Math.max(0, told);
    }, outBias[0] ?? 0);

  it('learns what two things mean together', () => {
    const fitted = fit();
    const holds = [[], [0], [1], [0, 1]].map((places) => answerOf(fitted, places) > 0);
    expect(holds).to.deep.equal([false, true, true, false]);
  });

  it('is the same each time', () => {
    expect(fit()).to.deep.equal(fit());
  });
});
