import { expect } from 'chai';
import { meaningOf } from '../../domain/tagging/model/meaningOf.ts';
import { openVectors } from '../../domain/tagging/model/wordVectors.ts';
import { readByRules } from '../../domain/tagging/readByRules.ts';
import { buildVectors } from '../../scripts/tagging/buildVectors.ts';
import { weightedKappa } from '../../scripts/tagging/scoreTagging.ts';
import { chooseCuts } from '../../scripts/tagging/train/chooseCuts.ts';

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
