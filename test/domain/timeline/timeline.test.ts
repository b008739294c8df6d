import { expect } from 'chai';
import type { Chronology } from '../../../domain/chronology/chronologyEntry.ts';
import { periodSummaries } from '../../../domain/chronology/periodSummaries.ts';
import type { Flag } from '../../../domain/flags/flag.ts';
import { localDate } from '../../../domain/localDate.ts';
import { buildTimeline, type TimelineFacts } from '../../../domain/timeline/buildTimeline.ts';
import type { TimelineEntry } from '../../../domain/timeline/entryView.ts';
import { buildPrintedChronology } from '../../../domain/timeline/printChronology.ts';
import { filterEntries, NO_FILTERS, parseTimelineFilters } from '../../../domain/timeline/timelineFilters.ts';
import { anAssessment } from '../../../scripts/preview/digestPeople.ts';

const ASOF = new Date('2026-11-25T12:00:00Z');

function anEntry(id: string, date: string, given: Partial<TimelineEntry> = {}): TimelineEntry {
  return {
    id,
    date: localDate(date),
    kind: 'incident',
    title: 'Entry on basic needs not met',
    effect: 'worrying',
    weight: 1.2,
    theme: 'harm-at-home',
    reasons: [],
    by: 'Class teacher',
    incident: {
      narrative: 'Came in without a coat.',
      tagging: { severity: 2, effect: 'worrying', tags: [], version: 'test' },
      recordedAt: new Date(`${date}T15:00:00Z`),
      revised: false,
      actions: [],
    },
    ...given,
  };
}

const CONTACT: TimelineEntry = {
  id: 'con_1',
  date: localDate('2026-11-18'),
  kind: 'contact',
  title: 'Visit, child seen',
  effect: 'protective',
  weight: 0,
  reasons: [],
  by: 'Mx Fenn',
};

const ENTRIES = [
  anEntry('inc_2', '2026-11-20', { by: 'Mx Fenn', theme: 'school-life', weight: 0 }),
  CONTACT,
  anEntry('inc_1', '2026-11-10'),
] as readonly TimelineEntry[];

function someFacts(given: Partial<TimelineFacts> = {}): TimelineFacts {
  const chronology: Chronology = { asOf: ASOF, entries: ENTRIES, periods: [] };
  return {
    pupilId: 'pup_1',
    name: 'Ottoline Thistlewick',
    about: [],
    part: 'whole',
    asOf: ASOF,
    isNow: true,
    chronology,
    siblings: [],
    siblingsElsewhere: 0,
    merged: false,
    filters: NO_FILTERS,
    page: 1,
    may: { add: true, correct: true, decide: true, print: true },
    ...given,
  };
}

describe('narrowing a timeline', () => {
  for (const [form, ids] of [
    [{}, ['inc_2', 'con_1', 'inc_1']],
    [{ theme: 'harm-at-home', source: 'incidents' }, ['inc_1']],
    [{ source: 'contacts' }, ['con_1']],
    [{ severity: '2' }, ['inc_2', 'inc_1']],
    [{ severity: '3' }, []],
    [{ from: '2026-11-15', to: '2026-11-19' }, ['con_1']],
    [{ person: 'Class teacher' }, ['inc_1']],
    [{ counts: 'yes', source: 'incidents' }, ['inc_1']],
    [{ words: 'coats -visit' }, ['inc_2', 'inc_1']],
    [{ words: 'bruise' }, []],
    [{ theme: 'nonsense', from: 'yesterday' }, ['inc_2', 'con_1', 'inc_1']],
  ] as const)
    it(`by ${JSON.stringify(form)} leaves ${ids.join(', ') || 'nothing'}`, () => {
      const left = filterEntries(ENTRIES, parseTimelineFilters(form));
      expect(left.map(({ entry }) => entry.id)).to.deep.equal(ids);
    });
});

describe('a child’s timeline', () => {
  it('marks the words looked for in the narrative as written', () => {
    const view = buildTimeline(someFacts({ filters: parseTimelineFilters({ words: 'coat' }) }));
    expect(view.entries?.list[0]?.text.filter(({ marked }) => marked).map(({ text }) => text)).to.deep.equal([
      'coat',
    ]);
  });

  it('shows no entry to who may not read them, and says so', () => {
    const { chronology: _, ...facts } = someFacts();
    const view = buildTimeline(facts);
    expect(view.entries).to.equal(null);
    expect(view.notes.join()).to.include('not shared with you');
  });

  it('takes no change on an earlier date', () => {
    const view = buildTimeline(someFacts({ isNow: false }));
    expect(view.entries?.list.some(({ correctHref }) => correctHref !== null)).to.be.false;
    expect(view.may.add).to.be.false;
  });

  it('lets a correction that holds be undone, and no other', () => {
    const correction = (id: string, correctionId?: string): TimelineEntry => ({
      id,
      date: localDate('2026-11-20'),
      kind: 'decision',
      title: 'An entry left out of the weighing',
      effect: 'neutral',
      weight: 0,
      reasons: [],
      source: { kind: 'correction', ...(correctionId === undefined ? {} : { correctionId }) },
    });
    const entries = [correction('c1', 'cor_1'), correction('c2')];
    const view = buildTimeline(someFacts({ chronology: { asOf: ASOF, entries, periods: [] } }));
    expect(view.entries?.list.map(({ undoHref }) => undoHref)).to.deep.equal([
      '/children/pup_1/corrections/cor_1',
      null,
    ]);
  });

  it('tells of worries about brothers and sisters elsewhere by day and theme, without their words', () => {
    const outline = {
      ...anEntry('elsewhere:inc_9', '2026-11-15'),
      title: 'An entry at another school, on harm at home',
    };
    const household = {
      members: [{ pupilId: 'pup_2', name: 'CT', schoolName: 'Fiction High', readable: 'outline' as const }],
      entries: [{ pupilId: 'pup_2', entry: outline, outline: true }],
      moreThanItsParts: false,
      points: 0,
    };
    const view = buildTimeline(someFacts({ siblingsElsewhere: 1, household }));
    expect(view.elsewhere).to.deep.equal([
      {
        who: 'CT, Fiction High',
        lines: [
          {
            when: { iso: '2026-11-15', text: '15 November 2026' },
            text: 'An entry at another school, on harm at home',
            words: null,
          },
        ],
      },
    ]);
  });

  it('says what a flag rests on that is no part of the score', () => {
    const flag = (track: Flag['track'], given: Partial<Flag>): Flag => ({
      flagId: `pup_1:${track}`,
      pupilId: 'pup_1',
      track,
      kinds: [track],
      level: 'watch',
      state: 'open',
      since: ASOF,
      score: 0,
      contributions: [],
      entryIds: [],
      settledEntryIds: [],
      history: [],
      ...given,
    });
    const flags = [
      flag('attendance', { signs: [{ id: 'severe:2026', what: 'severely absent' }] }),
      flag('acute', { entryIds: ['inc_1'] }),
    ];
    const assessment = anAssessment({ pupilId: 'pup_1' });
    const view = buildTimeline(someFacts({ judged: { assessment, weekly: [], flags } }));
    expect(view.flags.map(({ reasons }) => reasons)).to.deep.equal([
      ['Severely absent'],
      ['The entry of 10 November 2026'],
    ]);
  });

  it('tells each month in short, citing where on the pages its entries stand', () => {
    const entries = Array.from({ length: 41 }, (_, i) =>
      anEntry(`inc_${i}`, i === 40 ? '2026-10-02' : '2026-11-10'),
    );
    const view = buildTimeline(
      someFacts({ chronology: { asOf: ASOF, entries, periods: periodSummaries(entries) } }),
    );
    const october = view.entries?.months?.recent[1];
    expect(october?.title).to.equal('October 2026');
    expect(october?.text).to.equal('1 worrying entry, on harm at home.');
    expect(october?.cites).to.deep.equal([
      { text: '2 October', href: '/children/pup_1?page=2#entry-inc_40' },
    ]);
    expect(view.entries?.months?.recent[0]?.cites[0]?.href).to.equal('#entry-inc_0');
  });

  it('tells no month in short while filters leave entries of it out', () => {
    const chronology = { asOf: ASOF, entries: ENTRIES, periods: periodSummaries(ENTRIES) };
    const view = buildTimeline(
      someFacts({ chronology, filters: parseTimelineFilters({ source: 'contacts' }) }),
    );
    expect(view.entries?.months).to.equal(null);
  });

  it('puts brothers’ and sisters’ entries among the child’s by date, named as theirs', () => {
    const sibling = {
      pupilId: 'pup_2',
      name: 'Corwen Thistlewick',
      where: 'Fiction Primary',
      level: 'watch',
      entries: [anEntry('inc_9', '2026-11-15')],
    };
    const view = buildTimeline(someFacts({ siblings: [sibling], merged: true }));
    expect(view.entries?.list.map(({ who }) => who)).to.deep.equal([null, null, 'Corwen Thistlewick', null]);
  });
});

describe('a printed chronology', () => {
  const print = (given: Partial<TimelineFacts> = {}) =>
    buildPrintedChronology(someFacts(given), { name: 'Dana Elwood', role: 'dsl', at: ASOF });
  const rows = (view: ReturnType<typeof print>) =>
    view.blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []));

  it('has the columns that guidance asks for, oldest first', () => {
    const view = print();
    const table = view.blocks.find((block) => block.kind === 'table');
    expect(table?.kind === 'table' && table.columns.map(({ title }) => title)).to.deep.equal([
      'Date',
      'Event',
      'Source',
      'Effect',
      'Action taken',
      'Outcome',
    ]);
    expect(rows(view).map(([date]) => date?.[0]?.text)).to.deep.equal([
      '10 November 2026',
      '18 November 2026',
      '20 November 2026',
    ]);
  });

  it('says who printed it and when', () => {
    expect(print().printed).to.equal(
      'Printed by Dana Elwood, designated safeguarding lead, on 25 November 2026 at 12:00pm',
    );
  });

  it('tells each month in short, oldest first, with the days it rests on', () => {
    const chronology = { asOf: ASOF, entries: ENTRIES, periods: periodSummaries(ENTRIES) };
    const lists = print({ chronology }).blocks.flatMap((block) => (block.kind === 'list' ? block.items : []));
    expect(lists).to.deep.equal([
      'November 2026: 2 worrying entries, on school life, harm at home. 1 contact with the family. (10, 18, 20 November 2026)',
    ]);
  });

  it('says when it is not the whole', () => {
    const view = print({ filters: parseTimelineFilters({ source: 'contacts' }) });
    expect(rows(view)).to.have.lengthOf(1);
    expect(JSON.stringify(view.blocks)).to.include('Not the whole chronology: 1 of 3 entries');
  });
});
