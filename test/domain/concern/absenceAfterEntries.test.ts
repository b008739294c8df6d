import { expect } from 'chai';
import { buildRegister } from '../../../domain/attendance/register.ts';
import {
  absenceAfterContribution,
  absenceAfterEntries,
} from '../../../domain/concern/absenceAfterEntries.ts';
import { judgementConstants } from '../../../domain/concern/constants.ts';
import { evidenceOf } from '../../../domain/concern/evidence.ts';
import { epochDay, localDate } from '../../../domain/localDate.ts';
import { aRegister, FULL_WEEK } from '../attendance/aRegister.ts';
import { anEntry } from './aHistory.ts';

const AWAY_ON_TUESDAY = '/\\OO/\\/\\/\\';
const ILL_ON_TUESDAY = '/\\II/\\/\\/\\';
/** Entries on the Mondays of every other week, from 1 September 2025. */
const MONDAYS = [0, 14, 28, 42].map((day) => evidenceOf(anEntry({ id: `m${day}`, day, concern: 'neglect' })));
const AS_OF = epochDay(localDate('2025-10-26'));

function found(weekOfEntry: string, otherWeek: string, evidence = MONDAYS, contactDays: number[] = []) {
  const weeks = Array.from({ length: 8 }, (_, i) => (i % 2 === 0 ? weekOfEntry : otherWeek));
  return absenceAfterEntries(
    buildRegister(aRegister('2025-09-01', weeks))!,
    { evidence, contactDays },
    AS_OF,
  );
}

describe('absence after entries', () => {
  it('is found where the days after entries were missed without explanation and others were not', () => {
    expect(found(AWAY_ON_TUESDAY, FULL_WEEK)).to.include({ followed: 4, entryDays: 4 });
  });

  it('says nothing of a child who is away as often on other days', () => {
    expect(found('OOOO/\\OO/\\', 'OOOO/\\OO/\\')).to.equal(undefined);
  });

  it('says nothing of illness', () => {
    expect(found(ILL_ON_TUESDAY, FULL_WEEK)).to.equal(undefined);
  });

  it('asks for three entries that were followed by absence', () => {
    expect(found(AWAY_ON_TUESDAY, FULL_WEEK, MONDAYS.slice(0, 2))).to.equal(undefined);
  });

  it('is found after contacts with home, where the child was in on the day', () => {
    const days = MONDAYS.map(({ occurredDay }) => occurredDay);
    expect(found(AWAY_ON_TUESDAY, FULL_WEEK, [], days)).to.include({ followed: 4, entryDays: 4 });
    const tuesdays = days.map((day) => day + 1);
    expect(found(AWAY_ON_TUESDAY, FULL_WEEK, [], tuesdays)).to.equal(undefined);
  });

  it('adds little, and says how many entries it was', () => {
    const contribution = absenceAfterContribution(found(AWAY_ON_TUESDAY, FULL_WEEK), judgementConstants());
    expect(contribution?.points).to.be.within(0.1, 0.4);
    expect(contribution?.what).to.contain('within two school days of 4 of 4 entries');
  });
});
