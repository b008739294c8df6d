import { expect } from 'chai';
import type { ChildEvent, ChildEventContent } from '../../../domain/childEvents/childEvent.ts';
import type { Membership } from '../../../domain/concern/history.ts';
import type { Urn } from '../../../domain/identifiers.ts';
import { addDays, localDate } from '../../../domain/localDate.ts';
import { moveQuestions } from '../../../domain/moves/moveQuestions.ts';
import { placeWaits } from '../../../domain/moves/placeWaits.ts';
import { schoolDaysAfter } from '../../../domain/moves/schoolDays.ts';
import { URN } from '../concern/aHistory.ts';

const OTHER = '990002' as Urn;
const LEFT = localDate('2026-01-09');
const JOINED = localDate('2026-02-02');

function added(content: ChildEventContent): ChildEvent {
  const by = { personId: 'p', name: 'Our DSL' };
  return { eventId: 'e', pupilId: 'p', schoolUrn: URN, content, recordedAt: new Date(0), by };
}

const moved: readonly Membership[] = [
  { schoolUrn: OTHER, joined: localDate('2024-09-03'), left: LEFT },
  { schoolUrn: URN, joined: JOINED },
];
const left: readonly Membership[] = [{ schoolUrn: OTHER, joined: localDate('2024-09-03'), left: LEFT }];

describe('school days', () => {
  it('are Monday to Friday within the terms, and every Monday to Friday where no term is known', () => {
    const terms = [{ start: localDate('2026-01-05'), end: localDate('2026-01-14') }];
    expect(schoolDaysAfter(LEFT, localDate('2026-01-19'), terms)).to.equal(3);
    expect(schoolDaysAfter(LEFT, localDate('2026-01-19'), [])).to.equal(6);
  });
});

describe('a child waiting for a place', () => {
  const waitsOn = (day: string, events: readonly ChildEventContent[] = [], memberships = left) =>
    placeWaits({ memberships, added: events.map(added), terms: [] }, localDate(day)).map(
      ({ kind, schoolDays, beyond }) => ({ kind, schoolDays, beyond }),
    );

  it('is counted from the day it left, and beyond the norm from the sixteenth school day', () => {
    expect(waitsOn('2026-01-30')).to.deep.equal([{ kind: 'no-place', schoolDays: 15, beyond: false }]);
    expect(waitsOn('2026-02-02')).to.deep.equal([{ kind: 'no-place', schoolDays: 16, beyond: true }]);
  });

  it('waits twenty school days for the Fair Access panel, until a place is allocated', () => {
    const agreed = { kind: 'fair-access', on: LEFT } as const;
    expect(waitsOn('2026-02-06', [agreed])[0]).to.include({ schoolDays: 20, beyond: false });
    expect(waitsOn('2026-02-09', [agreed])[0]).to.include({ schoolDays: 21, beyond: true });
    const allocated = { ...agreed, allocatedOn: localDate('2026-02-06') };
    expect(waitsOn('2026-02-09', [allocated]).map(({ kind }) => kind)).to.deep.equal(['no-place']);
  });

  it('waits no more once on a roll', () => {
    expect(waitsOn('2026-02-09', [{ kind: 'place-application', on: LEFT }], moved as never)).to.deep.equal(
      [],
    );
  });

  it('is not a child who left in the summer, or of whom a person said where it went', () => {
    const summer = [{ schoolUrn: OTHER, left: localDate('2026-07-21') }];
    expect(waitsOn('2026-10-01', [], summer)).to.deep.equal([]);
    const gone = { kind: 'move-reason', on: LEFT, text: 'Moved abroad' } as const;
    expect(waitsOn('2026-03-01', [gone])).to.deep.equal([]);
  });
});

describe('the questions of a move', () => {
  const askedOn = (day: string, ...events: ChildEventContent[]) =>
    moveQuestions(moved, events.map(added), [], localDate(day));

  it('are why, and whether the file came, with the days between the places', () => {
    const [question] = askedOn('2026-02-03');
    expect(question).to.deep.include({
      joinedOn: JOINED,
      fromSchoolUrn: OTHER,
      daysWithoutPlace: 23,
      open: true,
    });
    expect(question?.file).to.include({ state: 'unknown', overdue: false });
  });

  it('say that a file is overdue after five school days', () => {
    const overdueOn = (day: string) => askedOn(day)[0]?.file.overdue;
    expect([overdueOn('2026-02-09'), overdueOn('2026-02-10')]).to.deep.equal([false, true]);
  });

  it('are answered by a person, and closed when both are', () => {
    const why = { kind: 'move-reason', on: JOINED, text: 'Moved house' } as const;
    const file = { kind: 'safeguarding-file', on: addDays(JOINED, 2), state: 'received' } as const;
    expect(askedOn('2026-02-20', why)[0]?.open).to.equal(true);
    expect(askedOn('2026-02-20', why, file)[0]).to.deep.include({
      why: { text: 'Moved house', by: 'Our DSL' },
      open: false,
    });
  });

  it('are not asked of September’s intake', () => {
    const intake = [{ schoolUrn: URN, joined: localDate('2026-09-03') }];
    expect(moveQuestions(intake, [], [], localDate('2026-10-01'))).to.deep.equal([]);
  });
});
