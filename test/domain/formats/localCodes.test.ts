import { expect } from 'chai';
import { ATTENDANCE_CODES } from '../../../domain/attendance/codeTable.ts';
import { CSV, outcomes, UPN } from './readings.ts';

/** The codes of the 2024 regulations, in the order of the guidance's table. */
const REGULATIONS_2024 = '/ \\ L K V P W B D C1 M J1 S X C2 C T R I E Q Y1 Y2 Y3 Y4 Y5 Y6 Y7 G N O U Z #';

const localCodes = new Map([
  ['@', 'L'],
  ['1', '/'],
  ['ABS', 'O'],
  ['P', '/'],
]);

/** Codes and warnings, as `AM L` or `AM L: why`. */
function read(body: string, known?: ReadonlyMap<string, string>): readonly string[] {
  return outcomes('attendance', body, { contentType: CSV, localCodes: known }).flatMap((outcome) => {
    if (!outcome.ok) return outcome.problems.map(({ field, message }) => `${field} refused: ${message}`);
    const why = outcome.warnings.map(({ message }) => message).join();
    return [`${outcome.value.session} ${outcome.value.code}${why === '' ? '' : `: ${why}`}`];
  });
}

describe('codes of a register', () => {
  it('are all those of the regulations of 2024', () => {
    const now = ATTENDANCE_CODES.filter(
      ({ validTo, category }) => validTo === undefined && category !== 'missing',
    );
    expect(now.map(({ code }) => code).join(' ')).to.equal(REGULATIONS_2024);
  });

  it('of a school’s own are read as what they stand for, in every form of register', () => {
    const rows = `upn,date,session,code\n${UPN},2026-09-14,AM,@\n${UPN},2026-09-14,PM,abs\n`;
    const grid = `UPN,2026-09-14 AM,15/09/2026\n${UPN},@,1P\n`;
    const run = `UPN,Start Date,End Date,Marks\n${UPN},14/09/2026,14/09/2026,1@\n`;
    expect(read(rows, localCodes)).to.deep.equal(['AM L', 'PM O']);
    expect(read(grid, localCodes)).to.deep.equal(['AM L', 'AM /', 'PM /']);
    expect(read(run, localCodes)).to.deep.equal(['AM /', 'PM L']);
  });

  it('that nobody knows are told to the sender and count as no mark', () => {
    expect(read(`UPN,2026-09-14 AM\n${UPN},@\n`)).to.deep.equal([
      'AM @: unknown register code @: read as no mark',
    ]);
  });

  it('of old are told to the sender with what they are counted as', () => {
    const body = (date: string, code: string) => `upn,date,session,code\n${UPN},${date},AM,${code}\n`;
    expect(read(body('2026-09-14', 'J')).join()).to.contain('J became J1');
    expect(read(body('2024-06-14', 'J'))).to.deep.equal(['AM J']);
    expect(read(body('2024-06-14', 'K')).join()).to.contain('did not exist before 2024-08-19');
    expect(read(body('2021-01-14', 'X01'))).to.deep.equal(['AM X01']);
    expect(read(body('2026-09-14', 'x02')).join()).to.contain('counted as not possible');
  });
});
