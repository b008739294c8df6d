import { expect } from 'chai';
import type { FlagKind } from '../../../domain/concern/assessment.ts';
import type { Flag } from '../../../domain/flags/flag.ts';
import { localDate } from '../../../domain/localDate.ts';
import {
  buildThisWeek,
  type ListedFacts,
  type ThisWeekFacts,
} from '../../../domain/thisWeek/buildThisWeek.ts';
import { aChild, anAssessment } from '../../../scripts/preview/digestPeople.ts';

function listed(name: string, kinds: readonly FlagKind[], flag: Partial<Flag> = {}): ListedFacts {
  const raised = new Date('2026-11-16T08:00:00Z');
  return {
    child: aChild({ now: anAssessment({ pupilId: name, kinds, level: 'watch' }) }),
    name,
    where: 'Year 4',
    flags: [
      {
        flagId: `${name}:1`,
        pupilId: name,
        track: 'cumulative',
        kinds,
        level: 'watch',
        state: 'open',
        since: raised,
        score: 3,
        contributions: [],
        entryIds: [],
        settledEntryIds: [],
        history: [],
        ...flag,
      },
    ],
  };
}

const week = (children: readonly ListedFacts[]): ThisWeekFacts => ({
  today: localDate('2026-11-20'),
  listed: children,
  newEntries: null,
  unseen: [],
  moves: [],
  heldRows: null,
  lateReceipts: 0,
  subjectRequests: { overdue: 0, soon: 0 },
});

describe('this week', () => {
  const absent = listed('Zelda Quill', ['attendance'], {
    track: 'attendance',
    signs: [{ id: 'persistent', what: 'persistently absent' }],
  });

  it('keeps children on whom only a threshold or a move stands out of the list to talk about', () => {
    const view = buildThisWeek(week([listed('Ada Birch', ['cumulative']), absent]));
    expect(view.heading).to.equal('One child to talk about');
    expect(view.children.map(({ name }) => name)).to.deep.equal(['Ada Birch']);
    expect(view.waiting.map(({ text }) => text)).to.deep.equal([
      'One child has a flag nobody has decided on',
    ]);
  });

  it('says of a flag that came back after it was settled what is new', () => {
    const whatIsNew = '2 new entries since it was settled';
    const reasonOf = (flag: Partial<Flag>) =>
      buildThisWeek(week([listed('Ada Birch', ['cumulative'], flag)])).children[0]?.reason;
    expect(reasonOf({ whatIsNew })).to.match(/^Back on the list: 2 new entries since it was settled\./u);
    expect(reasonOf({ whatIsNew, state: 'acknowledged' })).not.to.include('Back on the list');
  });

  it('tells of those by name, each with what the rule noticed', () => {
    const { byRule } = buildThisWeek(week([absent]));
    expect(byRule?.heading).to.equal('One child on watch for attendance or a move alone');
    expect(byRule?.children.map(({ name, line }) => [name, line])).to.deep.equal([
      ['Zelda Quill', 'Persistently absent.'],
    ]);
  });

  it('talks about a child who is persistently absent and of whom more is recorded', () => {
    const both = listed('Ada Birch', ['attendance', 'cumulative']);
    expect(buildThisWeek(week([both])).byRule).to.equal(null);
  });
});
