import { expect } from 'chai';
import fc from 'fast-check';
import { seededRandom } from '../../../scripts/demo/seededRandom.ts';

describe('the seeded stream of numbers', () => {
  it('gives the same numbers for the same seed and others for another', () => {
    const first = (seed: number) => Array.from({ length: 5 }, seededRandom(seed).next);
    expect(first(42)).to.deep.equal(first(42));
    expect(first(42)).not.to.deep.equal(first(43));
  });

  it('stays from 0 up to 1 and spreads evenly', () => {
    const random = seededRandom(1);
    const numbers = Array.from({ length: 10_000 }, random.next);
    expect(Math.min(...numbers)).to.be.at.least(0);
    expect(Math.max(...numbers)).to.be.below(1);
    expect(numbers.reduce((sum, each) => sum + each, 0) / numbers.length).to.be.within(0.48, 0.52);
  });

  it('shuffles without losing or adding anything', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.integer()), (seed, items) => {
        const ascending = (a: number, b: number) => a - b;
        expect(seededRandom(seed).shuffled(items).sort(ascending)).to.deep.equal(items.toSorted(ascending));
      }),
    );
  });

  it('has nothing to pick from an empty list', () => {
    expect(() => seededRandom(1).pick([])).to.throw(RangeError);
  });
});
