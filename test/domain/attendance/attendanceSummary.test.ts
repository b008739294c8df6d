import { expect } from 'chai';
import { summariseAttendance } from '../../../domain/attendance/attendanceSummary.ts';
import { attendancePeriods } from '../../../domain/attendance/registerPeriods.ts';
import { buildRegister } from '../../../domain/attendance/register.ts';
import { isPersistent, isSevere } from '../../../domain/attendance/thresholds.ts';
import { epochDay, localDate } from '../../../domain/localDate.ts';
import { aRegister, FULL_WEEK } from './aRegister.ts';

const START = '2025-09-01';
const END_OF_WEEK_4 = localDate('2025-09-28');

describe('what is counted of a register', () => {
  it('calls 10% persistent and a whisker below not', () => {
    expect(isPersistent(38, 380)).to.equal(true);
    expect(isPersistent(37, 380)).to.equal(false);
    expect(isPersistent(9_999, 100_000)).to.equal(false);
  });

  it('calls half severe', () => {
    expect(isSevere(190, 380)).to.equal(true);
    expect(isSevere(189, 380)).to.equal(false);
  });

  it('does not judge a rate on fewer than twenty sessions', () => {
    const oneBadWeek = summariseAttendance(aRegister(START, ['OOOOOOOO/\\']), localDate('2025-09-07'));
    expect(oneBadWeek).to.include({ possibleYear: 10, absentYear: 8, persistent: false, severe: false });
  });

  it('leaves closures, unavoidable causes and missing marks out of both sums', () => {
    const summary = summariseAttendance(aRegister(START, ['##YYQQ----', FULL_WEEK]), localDate('2025-09-14'));
    expect(summary).to.include({ possibleYear: 10, absentYear: 0, missingYear: 4 });
  });

  it('looks at nothing after the day asked about', () => {
    const marks = aRegister(START, [FULL_WEEK, 'OOOOOOOOOO']);
    expect(summariseAttendance(marks, localDate('2025-09-07'))).to.include({
      absentYear: 0,
      possibleYear: 10,
    });
  });

  it('counts ten unauthorised sessions over ten school weeks, holidays not among them', () => {
    const weeks = [
      'OO/\\/\\/\\/\\',
      ...Array.from({ length: 7 }, () => FULL_WEEK),
      '##########',
      '##########',
      'OOOOOOOO/\\',
    ];
    const summary = summariseAttendance(aRegister(START, weeks), localDate('2025-11-16'));
    expect(summary?.unauthorisedTenWeeks).to.equal(10);
    expect(summary?.remarks.join()).to.contain('10 unauthorised sessions in ten school weeks');
  });

  it('remarks on Fridays missed in most weeks', () => {
    const weeks = Array.from({ length: 4 }, () => '/\\/\\/\\/\\OO');
    expect(summariseAttendance(aRegister(START, weeks), END_OF_WEEK_4)?.remarks.join()).to.contain(
      'Absent on a Friday in four of the last four school weeks',
    );
  });

  it('tells a run of absence across a weekend as one', () => {
    const weeks = [FULL_WEEK, '/\\/\\/\\IIII', 'IIII/\\/\\/\\'];
    expect(summariseAttendance(aRegister(START, weeks), localDate('2025-09-16'))?.remarks.join()).to.contain(
      'Absent 4 school days in a row',
    );
  });

  it('parts half-terms at a week without school', () => {
    const register = buildRegister(aRegister(START, [FULL_WEEK, FULL_WEEK, '##########', FULL_WEEK]));
    const periods = attendancePeriods(register!, END_OF_WEEK_4, epochDay(END_OF_WEEK_4));
    expect(periods.halfTerms.map(({ possible }) => possible)).to.deep.equal([20, 10]);
    expect(periods.terms).to.have.length(1);
    expect(periods.weeks).to.have.length(3);
    expect(periods.year.possible).to.equal(30);
  });
});
