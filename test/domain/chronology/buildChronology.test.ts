import { expect } from 'chai';
import { buildChronology } from '../../../domain/chronology/buildChronology.ts';
import type { ChildEvent, ChildEventContent } from '../../../domain/childEvents/childEvent.ts';
import { localDate } from '../../../domain/localDate.ts';
import { aRegister, FULL_WEEK } from '../attendance/aRegister.ts';
import { aHistory, anEntry, endOfDay, URN } from '../concern/aHistory.ts';

const build = (history: Parameters<typeof buildChronology>[0], day: number) =>
  buildChronology(history, { contexts: new Map() }, endOfDay(day));

describe('a chronology', () => {
  it('tells each entry with its weight, theme, effect, source and reasons, newest first', () => {
    const entries = [
      anEntry({ id: 'a', day: 1, concern: 'neglect' }),
      anEntry({ id: 'b', day: 20, concern: 'neglect' }),
    ];
    const chronology = build(aHistory(entries), 21);
    expect(chronology.entries.map(({ id }) => id)).to.deep.equal(['b', 'a']);
    const [latest] = chronology.entries;
    expect(latest).to.include({
      kind: 'incident',
      effect: 'worrying',
      theme: 'harm-at-home',
      date: '2025-09-21',
    });
    expect(latest?.weight).to.be.greaterThan(0);
    expect(latest?.reasons).to.have.length.at.least(2);
  });

  it('says what of an entry was read as told of somebody else, and not counted', () => {
    const entry = anEntry({ id: 'a', day: 1, concern: 'neglect' });
    const tags = entry.tagging.tags.map((tag) => ({
      ...tag,
      polarity: 'other-person' as const,
      why: 'Hungry.',
    }));
    const [told] = build(
      aHistory([{ ...entry, tagging: { ...entry.tagging, severity: 0, tags } }]),
      2,
    ).entries;
    expect(told?.reasons).to.include('Read as told of somebody else, so not counted for this child: Hungry.');
  });

  it('holds only what was recorded by then', () => {
    const late = anEntry({ id: 'a', day: 1, recordedAfterDays: 30, concern: 'neglect' });
    expect(build(aHistory([late]), 20).entries).to.deep.equal([]);
  });

  it('shows a gap as a gap, and whether anybody saw the child in it', () => {
    const entries = [anEntry({ id: 'a', day: 1 }), anEntry({ id: 'b', day: 40 })];
    const gap = (marks: readonly string[]) =>
      build(aHistory(entries, { marks: aRegister('2025-09-01', marks) }), 41).entries.find(
        ({ kind }) => kind === 'gap',
      );
    expect(gap(['OOOOOOOOOO'])).to.include({
      title: '5 weeks with no entry and no sighting',
      effect: 'worrying',
    });
    expect(gap([FULL_WEEK])).to.include({ title: '5 weeks with no entry', effect: 'neutral' });
    expect(gap([FULL_WEEK])?.reasons).to.include('School was open on 3 days of it');
  });

  it('tells a run of absence that followed an incident, and a move with the days between places', () => {
    const chronology = build(
      aHistory([anEntry({ id: 'a', day: 7 })], {
        marks: aRegister('2025-09-01', [FULL_WEEK, '/\\OOOOOO/\\']),
        memberships: [
          { schoolUrn: URN, joined: localDate('2024-09-03'), left: localDate('2025-09-14') },
          { schoolUrn: URN, joined: localDate('2025-09-22') },
        ],
      }),
      30,
    );
    const run = chronology.entries.find(({ title }) => title === 'Absent 3 school days in a row');
    expect(run?.reasons.join()).to.contain('within 2 days of an incident');
    expect(chronology.entries.find(({ kind }) => kind === 'move')?.reasons).to.deep.equal([
      '7 days without a school place before it',
    ]);
  });

  it('dates what the register passed: persistent absence, ten unauthorised sessions, a suspension', () => {
    const marks = aRegister('2025-09-01', [FULL_WEEK, 'OOOOOOOOOO', '/\\EEEE/\\/\\', FULL_WEEK]);
    const titles = build(aHistory([], { marks }), 30).entries.map(({ date, title }) => `${date} ${title}`);
    expect(titles).to.include.members([
      '2025-09-12 10 unauthorised sessions within 10 school weeks',
      '2025-09-16 Suspended for 4 sessions',
      '2025-09-12 Persistently absent from this day on',
    ]);
    expect(titles.join()).not.to.contain('Severely');
  });

  it('tells what people added among the rest, and sums it up', () => {
    const by = { personId: 'p', name: 'Our DSL' };
    const told = (content: ChildEventContent): ChildEvent => ({
      eventId: content.kind,
      pupilId: 'pupil-1',
      schoolUrn: URN,
      content,
      recordedAt: endOfDay(3),
      by,
    });
    const on = localDate('2025-09-04');
    const chronology = build(
      aHistory([], {
        added: [
          told({ kind: 'referral', on, to: 'early-help', text: 'Food at home' }),
          told({ kind: 'action', on, text: 'Ring mother', dueOn: localDate('2025-09-08') }),
        ],
      }),
      9,
    );
    expect(chronology.entries.map(({ title, outcome, by: who }) => [title, outcome, who])).to.deep.equal([
      ['Action', 'Due on 8 September 2025, not done', 'Our DSL'],
      ['Referred to early help', 'No outcome recorded', 'Our DSL'],
    ]);
    expect(chronology.periods[0]?.text).to.equal('Referred to early help. 1 action.');
  });

  it('sums up each month and cites every entry it counts', () => {
    const entries = [
      anEntry({ id: 'a', day: 1, concern: 'neglect' }),
      anEntry({ id: 'b', day: 35, effect: 'protective' }),
    ];
    const { periods } = build(aHistory(entries), 36);
    expect(periods.map(({ from, text, entryIds }) => [from, text, entryIds])).to.deep.equal([
      ['2025-10-01', '1 entry of something going well.', ['b']],
      ['2025-09-01', '1 worrying entry, on harm at home.', ['a']],
    ]);
  });
});
