import { expect } from 'chai';
import { entriesShown } from '../../../domain/digest/entriesShown.ts';
import { localDate } from '../../../domain/localDate.ts';
import { aChild, anAssessment, anEntry } from '../../../scripts/preview/digestPeople.ts';

const MONDAY = localDate('2026-11-09');

/** Days of the entries told of a child whose entries, most telling first, are of these days. */
function told(days: readonly string[], grave: readonly string[] = []): string[] {
  const child = aChild({
    now: anAssessment({ acuteEntryIds: [...grave] }),
    keyEntries: days.map((day) => anEntry({ entryId: day, day })),
  });
  return entriesShown(child, 3, MONDAY).map(({ entryId }) => entryId);
}

describe('the entries told of a child', () => {
  it('are the most telling ones, from the latest to the earliest', () => {
    expect(told(['2026-10-01', '2026-11-10', '2026-10-20', '2026-10-25'])).to.deep.equal([
      '2026-11-10',
      '2026-10-20',
      '2026-10-01',
    ]);
  });

  it('hold one of this week where one counts, in place of the least telling', () => {
    expect(told(['2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04', '2026-11-12'])).to.deep.equal([
      '2026-11-12',
      '2026-10-02',
      '2026-10-01',
    ]);
  });

  it('begin with those grave enough by themselves, which give way to none', () => {
    const days = ['2026-09-01', '2026-10-02', '2026-10-03', '2026-11-12'];
    expect(told(days, ['2026-09-01'])).to.deep.equal(['2026-09-01', '2026-11-12', '2026-10-02']);
    expect(told(days, days.slice(0, 3))).to.deep.equal(['2026-10-03', '2026-10-02', '2026-09-01']);
  });
});
