import { expect } from 'chai';
import fc from 'fast-check';
import { lastDue, parseSchedule, weekReportedOn } from '../../../domain/digest/schedule.ts';

const MONDAY_AT_7 = { weekday: 1, time: '07:00' };

describe('when a digest is due', () => {
  for (const [now, dueAt, week] of [
    ['2026-11-16T07:00:00Z', '2026-11-16T07:00:00Z', '2026-W46'],
    ['2026-11-16T06:59:59Z', '2026-11-09T07:00:00Z', '2026-W45'],
    ['2026-11-20T12:00:00Z', '2026-11-16T07:00:00Z', '2026-W46'],
    // British Summer Time: seven o'clock in London is six o'clock UTC, until the clocks go back on 25 October.
    ['2026-10-19T06:00:00Z', '2026-10-19T06:00:00Z', '2026-W42'],
    ['2026-10-26T06:59:59Z', '2026-10-19T06:00:00Z', '2026-W42'],
    ['2026-10-26T07:00:00Z', '2026-10-26T07:00:00Z', '2026-W43'],
    // They go forward on 28 March 2027.
    ['2027-03-29T06:00:00Z', '2027-03-29T06:00:00Z', '2027-W12'],
    ['2027-01-04T07:00:00Z', '2027-01-04T07:00:00Z', '2026-W53'],
  ] as const) {
    it(`is, at ${now} for Mondays at 07:00, since ${dueAt} about ${week}`, () => {
      expect(lastDue(MONDAY_AT_7, new Date(now))).to.deep.equal({ week, dueAt: new Date(dueAt) });
    });
  }

  it('is at the first of two half past ones when the clocks go back', () => {
    const sunday = { weekday: 7, time: '01:30' };
    expect(lastDue(sunday, new Date('2026-10-25T01:00:00Z')).dueAt).to.deep.equal(
      new Date('2026-10-25T00:30:00Z'),
    );
  });

  it('comes once in every seven days, whatever day and hour a reader has chosen', () => {
    const schedule = fc.record({
      weekday: fc.integer({ min: 1, max: 7 }),
      time: fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:00`),
    });
    const start = Date.parse('2026-09-01T00:00:00Z');
    const moment = fc.integer({ min: 0, max: 365 * 24 }).map((hours) => new Date(start + hours * 3_600_000));
    fc.assert(
      fc.property(schedule, moment, (wanted, now) => {
        const { dueAt, week } = lastDue(wanted, now);
        expect(dueAt.getTime()).to.be.at.most(now.getTime());
        expect(now.getTime() - dueAt.getTime()).to.be.below(7 * 86_400_000 + 3_600_000);
        expect(lastDue(wanted, dueAt)).to.deep.equal({ dueAt, week });
        expect(weekReportedOn(dueAt)).to.equal(week);
      }),
    );
  });

  it('is read from the name of a day and a time of day, and from nothing else', () => {
    expect(parseSchedule('Friday', '15:30')).to.deep.equal({ weekday: 5, time: '15:30' });
    for (const [day, time] of [
      ['fri', '15:30'],
      ['friday', '3:30'],
      ['friday', '25:00'],
    ] as const)
      expect(parseSchedule(day, time)).to.equal(undefined);
  });
});
