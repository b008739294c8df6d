import { expect } from 'chai';
import { localDate, weekday } from '../../../domain/localDate.ts';
import {
  easterSunday,
  halfTerms,
  schoolDays,
  schoolWeeksBefore,
} from '../../../scripts/demo/schoolCalendar.ts';

describe('the school calendar of the demo', () => {
  it('knows Easter', () => {
    expect([2024, 2025, 2026, 2027, 2028, 2038].map(easterSunday)).to.deep.equal([
      ...['2024-03-31', '2025-04-20', '2026-04-05', '2027-03-28', '2028-04-16', '2038-04-25'],
    ]);
  });

  for (let year = 2024; year < 2036; year++) {
    it(`gives ${year} six half-terms in order with holidays between, and at least 190 days`, () => {
      const terms = halfTerms(year);
      expect(terms).to.have.length(6);
      terms.forEach(({ start, end }, at) => {
        expect(start < end).to.equal(true);
        expect(end < (terms[at + 1]?.start ?? '9')).to.equal(true);
        expect(weekday(start)).to.be.at.most(5);
        expect(weekday(end)).to.be.at.most(5);
      });
      expect(schoolDays(year).length).to.be.within(190, 197);
    });
  }

  it('keeps Good Friday, Christmas, New Year and the early May bank holiday free', () => {
    const days = new Set<string>(Array.from({ length: 12 }, (_, at) => schoolDays(2024 + at)).flat());
    const free = ['2027-03-26', '2027-03-29', '2027-05-03', '2026-12-25', '2028-01-03', '2027-01-01'];
    expect(free.filter((day) => days.has(day))).to.deep.equal([]);
  });

  it('counts school weeks back over holidays, without the day itself', () => {
    const weeks = schoolWeeksBefore(localDate('2026-11-04'), 2);
    expect(weeks.map(({ monday, days }) => [monday, days.length])).to.deep.equal([
      ['2026-10-19', 5],
      ['2026-11-02', 2],
    ]);
  });
});
