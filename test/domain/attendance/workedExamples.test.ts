import { expect } from 'chai';
import { ATTENDANCE_CODES } from '../../../domain/attendance/codeTable.ts';
import { classifyMark } from '../../../domain/attendance/codes.ts';
import { localDate } from '../../../domain/localDate.ts';

/**
 * Sessions per 100,000 possible in English primary schools, 2025/26, by code, and the published shares they
 * add up to. Source: DfE, pupil attendance in schools, EES_ytd_data, week of 10 July 2026.
 */
const ENGLAND_PRIMARY: Readonly<Record<string, number>> = {
  ...{ '/': 92_575, L: 1122, B: 191, P: 85, V: 733, W: 0, K: 18 },
  ...{ I: 2786, M: 272, R: 66, S: 0, T: 14, E: 37, C: 367, C1: 3, J1: 17, C2: 167 },
  ...{ G: 535, U: 169, O: 794, N: 49 },
};
const DAY = localDate('2026-01-14');

function share(counts: (mark: ReturnType<typeof classifyMark>) => boolean): number {
  const all = Object.entries(ENGLAND_PRIMARY);
  const possible = all.reduce((sum, [code, n]) => sum + (classifyMark(code, DAY).possible ? n : 0), 0);
  const counted = all.reduce((sum, [code, n]) => sum + (counts(classifyMark(code, DAY)) ? n : 0), 0);
  return (100 * counted) / possible;
}

describe('the published attendance of English primary schools', () => {
  it('comes out of the marks it was counted from', () => {
    expect(share(({ absent }) => !absent)).to.be.closeTo(94.723, 0.005);
    expect(share(({ absent, unauthorised }) => absent && !unauthorised)).to.be.closeTo(3.729, 0.005);
    expect(share(({ unauthorised }) => unauthorised)).to.be.closeTo(1.547, 0.005);
  });

  it('is moved by no mark that is not a possible session', () => {
    const outside = ATTENDANCE_CODES.map(({ code }) => classifyMark(code, DAY)).filter(
      ({ possible }) => !possible,
    );
    expect(outside.map(({ code }) => code).sort()).to.include.members(['#', '-', 'D', 'Q', 'X', 'Y4', 'Z']);
    expect(outside.some(({ absent, unauthorised }) => absent || unauthorised)).to.equal(false);
  });
});
