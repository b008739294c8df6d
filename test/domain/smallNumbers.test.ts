import { expect } from 'chai';
import fc from 'fast-check';
import { HIDDEN, suppressColumn, suppressCount } from '../../domain/smallNumbers.ts';

const counts = fc.array(fc.nat({ max: 60 }), { minLength: 2, maxLength: 12 });

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

  it('hides a second count, the smallest, where one alone would be hidden', () => {
    expect(suppressColumn([3, 40, 0, 12])).to.deep.equal(['c', '40', '0', 'c']);
  });

  it('never leaves one hidden count alone among others that are not nought', () => {
    fc.assert(
      fc.property(counts, (column) => {
        const shown = suppressColumn(column);
        const hidden = shown.filter((text) => text === HIDDEN).length;
        const others = column.filter((count) => count > 5).length;
        expect(hidden === 1 && others > 0).to.equal(false);
      }),
    );
  });

  it('never shows a count of one to five, nor one that is not a multiple of five', () => {
    fc.assert(
      fc.property(counts, (column) => {
        for (const [place, text] of suppressColumn(column).entries()) {
          if (text === HIDDEN) continue;
          expect(Number(text) % 5).to.equal(0);
          expect(column[place]! === 0 || column[place]! > 5).to.equal(true);
        }
      }),
    );
  });
});
