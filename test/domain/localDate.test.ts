import { expect } from 'chai';
import fc from 'fast-check';
import {
  academicYearOf,
  addDays,
  daysBetween,
  epochDay,
  fromEpochDay,
  isoWeekOf,
  localDate,
  londonDate,
  londonInstant,
  mondayOf,
  mondayOfIsoWeek,
  parseInstant,
  parseLocalDate,
  weekday,
} from '../../domain/localDate.ts';

const days = fc.integer({ min: epochDay(localDate('1900-01-01')), max: epochDay(localDate('2199-12-31')) });

describe('calendar days', () => {
  for (const text of [
    '2026-02-30',
    '2025-02-29',
    '2026-11-31',
    '2026-13-01',
    '2026-00-10',
    '26-09-14',
    '2026-9-14',
    '',
  ]) {
    it(`does not take "${text}" for a day`, () => {
      expect(parseLocalDate(text)).to.equal(undefined);
    });
  }

  it('takes 29 February in a leap year', () => {
    expect(parseLocalDate('2024-02-29')).to.equal('2024-02-29');
  });

  it('throws on a wrong date written in the code', () => {
    expect(() => localDate('2026-02-30')).to.throw(RangeError);
  });

  it('counts days there and back', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -2000, max: 2000 }), (day, shift) => {
        const date = fromEpochDay(day);
        expect(epochDay(date)).to.equal(day);
        expect(daysBetween(date, addDays(date, shift))).to.equal(shift);
      }),
    );
  });

  it('begins every week on a Monday, no more than six days back', () => {
    fc.assert(
      fc.property(days, (day) => {
        const date = fromEpochDay(day);
        const monday = mondayOf(date);
        expect(weekday(monday)).to.equal(1);
        expect(daysBetween(monday, date)).to.equal(weekday(date) - 1);
        expect(mondayOfIsoWeek(isoWeekOf(date))).to.equal(monday);
      }),
    );
  });

  it('refuses a week the year does not have', () => {
    expect(mondayOfIsoWeek('2025-W53')).to.equal(undefined);
    expect(mondayOfIsoWeek('2026-W53')).to.equal('2026-12-28');
  });

  it('turns the academic year on 1 September', () => {
    expect(academicYearOf(localDate('2026-08-31'))).to.equal(2025);
    expect(academicYearOf(localDate('2026-09-01'))).to.equal(2026);
  });
});

describe('the clock on a London wall', () => {
  for (const [date, time, utc] of [
    ['2026-01-15', '09:00', '2026-01-15T09:00:00.000Z'],
    ['2026-07-15', '09:00', '2026-07-15T08:00:00.000Z'],
    ['2026-03-29', '00:59', '2026-03-29T00:59:00.000Z'],
    ['2026-03-29', '01:30', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25', '01:30', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25', '02:30', '2026-10-25T02:30:00.000Z'],
  ] as const) {
    it(`shows ${time} on ${date} at ${utc}`, () => {
      expect(londonInstant(localDate(date), time).toISOString()).to.equal(utc);
    });
  }

  it('turns the day an hour before UTC in summer', () => {
    expect(londonDate(new Date('2026-07-14T23:30:00Z'))).to.equal('2026-07-15');
    expect(londonDate(new Date('2026-01-14T23:30:00Z'))).to.equal('2026-01-14');
  });

  it('reads a date-time without an offset as London time', () => {
    expect(parseInstant('2026-09-14T10:40:00')?.toISOString()).to.equal('2026-09-14T09:40:00.000Z');
    expect(parseInstant('2026-09-14 10:40')?.toISOString()).to.equal('2026-09-14T09:40:00.000Z');
    expect(parseInstant('2026-09-14T10:40:00+00:00')?.toISOString()).to.equal('2026-09-14T10:40:00.000Z');
  });

  it('takes the earlier of two instants when the clocks go back, unless an offset says which', () => {
    expect(parseInstant('2026-10-25T01:30:00')?.toISOString()).to.equal('2026-10-25T00:30:00.000Z');
    expect(parseInstant('2026-10-25T01:30:00+00:00')?.toISOString()).to.equal('2026-10-25T01:30:00.000Z');
  });

  it('does not take a day alone, or nonsense, for an instant', () => {
    for (const text of ['2026-09-14', '2026-02-30T10:00', 'yesterday'])
      expect(parseInstant(text)).to.equal(undefined);
  });
});
