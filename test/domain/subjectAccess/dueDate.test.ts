import { expect } from 'chai';
import fc from 'fast-check';
import { addDays, daysBetween, localDate, weekday } from '../../../domain/localDate.ts';
import { dueOn } from '../../../domain/subjectAccess/dueDate.ts';
import { bankHolidays } from '../../../domain/subjectAccess/workingDays.ts';

const received = (text: string) => ({ receivedOn: localDate(text), pauses: [], extended: false });

describe('the day a subject access request is due', () => {
  const examples: readonly (readonly [why: string, received: string, due: string])[] = [
    ['the same date of the next month', '2026-09-02', '2026-10-02'],
    ['the Monday after it, where that date is a Saturday', '2026-09-03', '2026-10-05'],
    ['the last day of a month that has no such date', '2026-03-31', '2026-04-30'],
    ['the end of February in a common year, and then the next Monday', '2027-01-31', '2027-03-01'],
    ['the 29th in a leap year', '2028-01-31', '2028-02-29'],
    ['the day after the holidays, when the date is Christmas', '2026-11-25', '2026-12-29'],
    ['the Tuesday after Easter, when the date is Good Friday', '2027-02-26', '2027-03-30'],
  ];
  for (const [why, on, due] of examples)
    it(`is ${why}`, () => {
      expect(dueOn(received(on))).to.equal(due);
    });

  it('is two months later for a complex request', () => {
    expect(dueOn({ ...received('2026-09-03'), extended: true })).to.equal('2026-12-03');
  });

  it('counts from the day proof of identity came, and not while it is waited for', () => {
    const asked = { kind: 'identity', askedOn: localDate('2026-09-04') } as const;
    expect(dueOn({ ...received('2026-09-03'), pauses: [asked] })).to.equal(undefined);
    const came = { ...asked, answeredOn: localDate('2026-09-18') };
    expect(dueOn({ ...received('2026-09-03'), pauses: [came] })).to.equal('2026-10-19');
  });

  it('leaves out the days spent waiting for a clarification', () => {
    const pause = {
      kind: 'clarification',
      askedOn: localDate('2026-09-07'),
      answeredOn: localDate('2026-09-14'),
    } as const;
    expect(dueOn({ ...received('2026-09-03'), pauses: [pause] })).to.equal('2026-10-12');
  });

  it('is always a working day, at most five days past a calendar month', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), (days) => {
        const on = addDays(localDate('2024-01-01'), days);
        const due = dueOn(received(on));
        if (due === undefined) return false;
        return (
          weekday(due) <= 5 &&
          !bankHolidays(+due.slice(0, 4)).has(due) &&
          daysBetween(on, due) >= 28 &&
          daysBetween(on, due) <= 36
        );
      }),
    );
  });
});

describe('bank holidays of England and Wales', () => {
  it('are made up for after a weekend', () => {
    for (const day of [
      '2021-12-27',
      '2021-12-28',
      '2022-12-26',
      '2022-12-27',
      '2026-12-28',
      '2028-01-03',
      '2026-04-03',
      '2026-04-06',
    ])
      expect(bankHolidays(+day.slice(0, 4)).has(localDate(day)), day).to.equal(true);
    expect(bankHolidays(2026).size).to.equal(8);
  });
});
