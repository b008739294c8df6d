import { expect } from 'chai';
import fc from 'fast-check';
import {
  codesOfLine,
  daysOfLine,
  lineOfCodes,
  lineOfDays,
  placeInLine,
} from '../../../domain/attendance/registerLine.ts';
import { addDays, localDate } from '../../../domain/localDate.ts';

const FIRST = localDate('2027-09-01');
const code = fc.constantFrom('/', '\\', '-', 'N', 'C1', 'X02', '#');
const dayMarks = fc.oneof(
  fc.record({ AM: code, PM: code }),
  fc.record({ AM: code }),
  fc.record({ PM: code }),
);

describe('a register as one line', () => {
  it('gives back every mark of any days of a year, a leap day among them', () => {
    const days = fc
      .dictionary(fc.integer({ min: 0, max: 365 }).map(String), dayMarks)
      .map((byDay) =>
        Object.fromEntries(Object.entries(byDay).map(([day, of]) => [addDays(FIRST, +day), of])),
      );
    fc.assert(
      fc.property(days, (register) => {
        expect(daysOfLine(lineOfDays(register, 2027), 2027)).to.deep.equal(register);
      }),
    );
  });

  it('begins on 1 September and ends on 31 August', () => {
    expect(placeInLine(2027, FIRST, 'AM')).to.equal(0);
    expect(placeInLine(2027, localDate('2028-08-31'), 'PM')).to.equal(731);
  });

  it('keeps a mark in its place when others before and after it are missing', () => {
    const codes = codesOfLine('');
    codes[placeInLine(2026, localDate('2026-09-02'), 'PM')] = 'I';
    const line = lineOfCodes(codes);
    expect(line).to.equal('   I');
    expect(daysOfLine(line, 2026)).to.deep.equal({ '2026-09-02': { PM: 'I' } });
  });
});
