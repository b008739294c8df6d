import { parse } from 'csv-parse/sync';
import { expect } from 'chai';
import { writeCsv } from '../../../domain/export/writeCsv.ts';

describe('a CSV file for a spreadsheet', () => {
  it('runs no cell as a formula', () => {
    for (const text of ['=1+1', '+44 1', '-2', '@SUM(A1)', '\t=1', ' =1', '＝1', "=cmd|' /C calc'!A0"]) {
      const [, [cell] = []] = parse(writeCsv(['a'], [[text]]), { bom: true });
      expect(cell).to.equal(`'${text}`);
    }
  });

  it('gives back quotes, commas, line breaks and accents as they were', () => {
    const row = ['said "no", twice', 'two\nlines', 'Zoë'];
    expect(parse(writeCsv(['a', 'b', 'c'], [row]), { bom: true })[1]).to.deep.equal(row);
  });
});
