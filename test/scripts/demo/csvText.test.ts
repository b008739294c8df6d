import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvText } from '../../../scripts/demo/csvText.ts';

describe('the CSV writer of the demo', () => {
  it('writes what a CSV reader reads back, whatever the cells hold', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\r', '\n', ' ', 'é') });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
        const read = parse(csvText(['one', 'two'], rows), { record_delimiter: '\r\n' });
        expect(read).to.deep.equal([['one', 'two'], ...rows]);
      }),
    );
  });

  it('refuses a row with a cell too many', () => {
    expect(() => csvText(['one'], [['1', '2']])).to.throw(RangeError);
  });
});
