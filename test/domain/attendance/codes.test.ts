import { expect } from 'chai';
import { ATTENDANCE_CODES } from '../../../domain/attendance/codeTable.ts';
import { classifyMark } from '../../../domain/attendance/codes.ts';
import { localDate } from '../../../domain/localDate.ts';

const NOW = localDate('2026-01-14');
const BEFORE_2024 = localDate('2024-03-01');

function codesIn(category: string): string[] {
  return ATTENDANCE_CODES.filter(({ code }) => classifyMark(code, NOW).category === category)
    .map(({ code }) => code)
    .sort();
}

describe('the register’s codes', () => {
  it('put every code of the 2024 regulations in the category the department counts it in', () => {
    expect(codesIn('attending')).to.deep.equal(['/', 'L', '\\']);
    expect(codesIn('approved-educational-activity')).to.deep.equal(['B', 'K', 'P', 'V', 'W']);
    expect(codesIn('authorised')).to.deep.equal([
      'C',
      'C1',
      'C2',
      'E',
      'F',
      'H',
      'I',
      'J',
      'J1',
      'M',
      'R',
      'S',
      'T',
    ]);
    expect(codesIn('unauthorised')).to.deep.equal(['G', 'N', 'O', 'U']);
    expect(codesIn('not-possible')).to.deep.equal([
      'D',
      'Q',
      'X',
      'X01',
      'X02',
      'Y',
      'Y1',
      'Y2',
      'Y3',
      'Y4',
      'Y5',
      'Y6',
      'Y7',
    ]);
    expect(codesIn('administrative')).to.deep.equal(['#', 'Z']);
    expect(codesIn('missing')).to.deep.equal(['-']);
  });

  it('count J as attending before 19 August 2024, and as authorised with a warning after', () => {
    expect(classifyMark('J', BEFORE_2024))
      .to.include({ absent: false, possible: true })
      .and.not.have.property('warning');
    const after = classifyMark('J', NOW);
    expect(after.absent).to.equal(true);
    expect(after.warning).to.contain('J1');
  });

  it('warn of H after it ended and not while it held', () => {
    expect(classifyMark('H', NOW).warning).to.be.a('string');
    expect(classifyMark('H', localDate('2024-08-18')).warning).to.equal(undefined);
  });

  it('read an unknown code as no mark, never as absence', () => {
    expect(classifyMark('&', NOW)).to.include({ category: 'missing', possible: false, absent: false });
  });

  it('take small letters and spaces as the register meant them', () => {
    expect(classifyMark(' i ', NOW).category).to.equal('authorised');
  });

  it('do not say that a child at other provision was seen by this school', () => {
    for (const code of ['K', 'W', 'D', 'C2', 'E', 'X', 'Y5', 'I'])
      expect(classifyMark(code, NOW).seenBySchool, code).to.equal(false);
    for (const code of ['/', '\\', 'L', 'U', 'V', 'P', 'B'])
      expect(classifyMark(code, NOW).seenBySchool, code).to.equal(true);
  });
});
