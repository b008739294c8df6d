import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvLayoutOf, readCsv } from '../../../domain/formats/text/readCsv.ts';

function records(text: string): readonly (readonly string[] | string)[] {
  return [...readCsv(text)].map((item) => (item.kind === 'record' ? item.fields : item.fault));
}

function quoted(cell: string): string {
  return /[",\r\n;\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

describe('reading CSV', () => {
  for (const [what, text, expected] of [
    [
      'plain records',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'no newline at the end',
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'Windows line ends',
      'a,b\r\n1,"2"\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'old Macintosh line ends',
      'a,b\r1,2\r',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a text of several lines',
      'a,b\n1,"x\ny\r\nz"\n',
      [
        ['a', 'b'],
        ['1', 'x\ny\r\nz'],
      ],
    ],
    [
      'doubled quotation marks',
      'a,b\n1,"she said ""no"""\n',
      [
        ['a', 'b'],
        ['1', 'she said "no"'],
      ],
    ],
    [
      'quotation marks inside a plain cell',
      'a,b\n1,5" tall\n',
      [
        ['a', 'b'],
        ['1', '5" tall'],
      ],
    ],
    [
      'empty cells',
      'a,b\n,""\n',
      [
        ['a', 'b'],
        ['', ''],
      ],
    ],
    [
      'blank lines',
      '\na,b\n\n1,2\n\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'semicolons',
      'a;b\n1,5;2\n',
      [
        ['a', 'b'],
        ['1,5', '2'],
      ],
    ],
    [
      'tabs',
      'a\tb\n1\t"2\t3"\n',
      [
        ['a', 'b'],
        ['1', '2\t3'],
      ],
    ],
  ] as const) {
    it(`reads ${what}`, () => {
      expect(records(text)).to.deep.equal(expected);
    });
  }

  it('hands out a cell that was cut off as broken, in one piece however many lines it has', () => {
    expect(records('a,b\n1,2\n3,"cut\noff\nhere')).to.deep.equal([['a', 'b'], ['1', '2'], 'unclosed']);
  });

  it('goes on after a stray quotation mark with the next whole record', () => {
    expect(records('a,b\n1,"Mum" called\n2,ok\n3,"fine"\n')).to.deep.equal([
      ['a', 'b'],
      'stray-quote',
      ['2', 'ok'],
      ['3', 'fine'],
    ]);
  });

  it('does not lose the rest of a file to a quotation mark that never closes', () => {
    const rest = Array.from({ length: 20_000 }, (_, index) => `${index},a text long enough to count`).join(
      '\n',
    );
    const read = records(`a,b\n1,"open\n${rest}\n`);
    expect(read[1]).to.equal('unclosed');
    expect(read).to.have.length(20_002);
  });

  it('gives line numbers that a person can find in the file', () => {
    expect([...readCsv('a,b\n\n1,"x\ny"\n2,3\n')].map(({ line }) => line)).to.deep.equal([1, 3, 5]);
  });

  it('is not slowed down out of measure by a body made of quotation marks', () => {
    for (const line of ['"', '""', '"a', ',"""', 'a,"b']) {
      expect([...readCsv(`h,i\n${`${line}\n`.repeat(60_000)}`)].length).to.be.greaterThan(0);
    }
  });

  it('counts the delimiter outside quotation marks only', () => {
    expect(csvLayoutOf('"a;b;c",d\n').delimiter).to.equal(',');
  });

  it('reads back whatever a CSV writer can write, as another reader does', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', ';', 'a', ' ', '\t'), maxLength: 8 }),
    );
    const table = fc
      .integer({ min: 2, max: 5 })
      .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 8 }));
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n'), (rows, end) => {
        const text = rows.map((row) => row.map(quoted).join(',') + end).join('');
        const read = [...readCsv(text, { delimiter: ',', newline: '\n' })];
        expect(read.map((item) => item.kind === 'record' && item.fields)).to.deep.equal(rows);
        expect(parse(text, { record_delimiter: end, skip_empty_lines: false })).to.deep.equal(rows);
      }),
      { numRuns: 500 },
    );
  });
});
