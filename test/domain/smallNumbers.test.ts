import { expect } from 'chai';
import fc from 'fast-check';
import { addShown, HIDDEN, isBase, suppressCount } from '../../domain/smallNumbers.ts';

const counts = fc.array(fc.nat({ max: 15 }), { minLength: 2, maxLength: 14 });

describe('small numbers', () => {
  for (const [count, shown] of [
    [0, '0'],
    [1, 'c'],
    [5, 'c'],
    [6, '5'],
    [8, '10'],
    [137, '135'],
  ] as const) {
    it(`shows ${count} as ${shown}`, () => {
      expect(suppressCount(count)).to.equal(shown);
    });
  }

  it('adds up what is shown, so that no sum tells what a hidden count stands for', () => {
    expect(addShown(['c', '40', '0', 'c'])).to.equal('45');
    expect(addShown(['0', 'c', '0'])).to.equal('c');
    expect(addShown(['c', 'c', '0'])).to.equal('c');
    expect(addShown(['c', 'c', 'c', 'c', 'c', 'c', 'c'])).to.equal('20');
    expect(addShown([])).to.equal('0');
  });

  it('never shows a sum that stands for one to five', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 7 }), { maxLength: 8 }), (column) => {
        const sum = column.reduce((total, count) => total + count, 0);
        if (sum >= 1 && sum <= 5) expect(addShown(column.map(suppressCount))).to.equal(HIDDEN);
      }),
    );
  });

  it('takes no sum for the base of a percentage that may stand for fewer than ten', () => {
    fc.assert(
      fc.property(counts, (column) => {
        if (isBase(addShown(column.map(suppressCount))))
          expect(column.reduce((sum, count) => sum + count, 0)).to.be.at.least(10);
      }),
    );
  });

  it('never shows a count of one to five, nor one that is not a multiple of five', () => {
    fc.assert(
      fc.property(fc.nat({ max: 60 }), (count) => {
        const shown = suppressCount(count);
        expect(shown === HIDDEN).to.equal(count >= 1 && count <= 5);
        if (shown !== HIDDEN) expect(Number(shown) % 5).to.equal(0);
      }),
    );
  });
});
