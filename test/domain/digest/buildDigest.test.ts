import { expect } from 'chai';
import fc from 'fast-check';
import type { Level } from '../../../domain/concern/assessment.ts';
import { buildDigest } from '../../../domain/digest/buildDigest.ts';
import type { ChildFacts, DigestFacts } from '../../../domain/digest/digestFacts.ts';
import { buildScoreView } from '../../../domain/digest/scoreView.ts';
import { localDate } from '../../../domain/localDate.ts';
import {
  aChild,
  aContribution,
  aNewcomer,
  anAssessment,
  anAttendance,
  digestFacts,
} from '../../../scripts/preview/digestPeople.ts';
import { ordinaryWeek } from '../../../scripts/preview/ordinaryWeek.ts';
import { sectionOf, type SectionBodyOf } from './support/sectionOf.ts';

function childAt(pupilId: string, now: Level, before?: Level): ChildFacts {
  return aChild({
    name: { forename: pupilId, surname: 'Testwick', initials: 'XT' },
    now: anAssessment({ pupilId, level: now }),
    ...(before === undefined ? {} : { before: anAssessment({ pupilId, level: before }) }),
  });
}

function discussed(children: readonly ChildFacts[]): string[] {
  const { children: told } = sectionOf(buildDigest(digestFacts({ children })), 'discuss', 'children');
  return told.map((child) => `${child.name.split(' ')[0]}: ${child.change.word}`);
}

function heldBackOf(facts: DigestFacts): SectionBodyOf<'held'> {
  return sectionOf(buildDigest(facts), 'heldBack', 'held');
}

describe('buildDigest', () => {
  it('tells new, risen and still high in that order, and urgent before all', () => {
    expect(
      discussed([
        childAt('d', 'concern', 'concern'),
        childAt('c', 'concern', 'watch'),
        childAt('b', 'watch'),
        childAt('a', 'urgent', 'urgent'),
      ]),
    ).to.deep.equal(['a: Still high', 'b: New', 'c: Risen', 'd: Still high']);
  });

  it('gives one line each to those on watch as before and those lower than last time', () => {
    const view = buildDigest(
      digestFacts({ children: [childAt('a', 'watch', 'watch'), childAt('b', 'none', 'concern')] }),
    );
    expect(sectionOf(view, 'discuss', 'children').children).to.deep.equal([]);
    expect(
      sectionOf(view, 'discuss', 'children').lists.map(({ heading, lines }) => [heading, lines.length]),
    ).to.deep.equal([
      ['Lower than last time', 1],
      ['Still on watch, no change', 1],
    ]);
    expect(sectionOf(view, 'discuss', 'children').lists[0]!.lines[0]!.what).to.match(
      /^From concern to off the list\./,
    );
  });

  it('gives one line, with what was decided, to a child whom a person dismissed and nothing new came of', () => {
    const dismissed: ChildFacts = {
      ...childAt('a', 'urgent', 'urgent'),
      flag: { state: 'dismissed', since: localDate('2026-11-10') },
      lastDecision: {
        what: 'Known and in hand',
        by: 'R. Pellory',
        on: localDate('2026-11-10'),
        outcome: 'dismissed',
      },
    };
    const view = buildDigest(digestFacts({ children: [dismissed] }));
    const discuss = sectionOf(view, 'discuss', 'children');
    expect(discuss.children).to.deep.equal([]);
    expect(discuss.lists.map(({ heading }) => heading)).to.deep.equal([
      'Dismissed or closed, nothing new since',
    ]);
    expect(discuss.lists[0]!.lines[0]!.what).to.match(/^urgent\..*Dismissed: ‘Known and in hand’/);
    expect(sectionOf(view, 'whatChanged', 'lead').paragraph).to.match(/nobody has joined the list or moved/);
  });

  it('calls nobody new in the first ever digest', () => {
    const { previousWeekStart: _none, ...first } = digestFacts({ children: [childAt('a', 'watch')] });
    const view = buildDigest(first);
    expect(sectionOf(view, 'discuss', 'children').children.map((child) => child.change.word)).to.deep.equal([
      'On the list',
    ]);
    expect(sectionOf(view, 'whatChanged', 'lead').paragraph).to.match(
      /first digest, .*one child is on the list/,
    );
    expect(sectionOf(view, 'numbers', 'table').rows.map(({ head }) => head)).not.to.include(
      'New to the list',
    );
    expect(_none).to.be.a('string');
  });

  it('hides nobody of forty: ten at length, the urgent among them, the others in a line each', () => {
    const children = Array.from({ length: 40 }, (_, place) =>
      childAt(
        `p${String(place).padStart(2, '0')}`,
        place === 39 ? 'urgent' : 'watch',
        place === 39 ? 'urgent' : undefined,
      ),
    );
    const view = buildDigest(digestFacts({ children }));
    const discuss = sectionOf(view, 'discuss', 'children');
    expect(discuss.children).to.have.length(10);
    expect(discuss.children[0]!.name).to.equal('p39 Testwick');
    const told = [
      ...discuss.children.map(({ name }) => name),
      ...discuss.lists.flatMap(({ lines }) => lines.map(({ who }) => who.split(',')[0])),
    ];
    expect(new Set(told).size).to.equal(40);
    expect(view.subject).to.match(/: 40 children to discuss$/);
  });

  it('says plainly when everything arrived', () => {
    const heldBack = heldBackOf(digestFacts());
    expect(heldBack.allClear).to.equal(true);
    expect(heldBack.sentences).to.deep.equal([
      'Every register expected this week arrived, no row waits for a person and none was refused.',
    ]);
  });

  it('counts entries of earlier weeks that came after the last digest', () => {
    const view = buildDigest(
      digestFacts({ arrivals: { incidents: 14, lateEntries: 3, marks: 3092, deliveries: 16 } }),
    );
    expect(sectionOf(view, 'whatChanged', 'lead').paragraph).to.include(
      'We received 14 entries from staff, and three of earlier weeks that came late.',
    );
    expect(sectionOf(view, 'numbers', 'table').rows.map(({ head }) => head)).to.include(
      'Entries of earlier weeks that came late',
    );
  });

  it('says that it cannot tell when no register arrived at all', () => {
    const view = buildDigest(digestFacts({ arrivals: { incidents: 5, marks: 0, deliveries: 5 } }));
    expect(sectionOf(view, 'heldBack', 'held').allClear).to.equal(false);
    expect(sectionOf(view, 'heldBack', 'held').sentences.join(' ')).to.match(
      /No register arrived this week, so we cannot tell/,
    );
    expect(sectionOf(view, 'unseen', 'lines').note).to.match(/cannot tell who was in school/);
    expect(view.subject).to.match(/no children to discuss, registers missing$/);
    expect(sectionOf(view, 'whatChanged', 'lead').paragraph).to.match(
      /not the whole picture: no register arrived/,
    );
  });

  it('does not let a week in which nothing arrived look quiet', () => {
    const view = buildDigest(digestFacts({ arrivals: { incidents: 0, marks: 0, deliveries: 0 } }));
    expect(view.subject).to.match(/nothing arrived from school$/);
    expect(sectionOf(view, 'whatChanged', 'lead').paragraph).to.match(/we cannot tell what changed/);
    expect(sectionOf(view, 'discuss', 'children').nobody).to.match(/because nothing arrived/);
  });

  it('asks for no register in a holiday week', () => {
    const view = buildDigest(
      digestFacts({ schoolClosed: true, arrivals: { incidents: 0, marks: 0, deliveries: 0 } }),
    );
    expect(sectionOf(view, 'heldBack', 'held').allClear).to.equal(true);
    expect(sectionOf(view, 'heldBack', 'held').sentences[0]).to.match(/closed this week/);
    expect(view.subject).to.match(/\(school closed\): no children to discuss$/);
  });

  it('names the register that did not arrive and the marks that are missing', () => {
    const date = localDate('2026-11-10');
    const heldBack = heldBackOf(
      digestFacts({
        missingRegisters: [
          { date, session: 'AM', pupilsWithoutMark: 310, pupilsExpected: 310 },
          { date, session: 'both', pupilsWithoutMark: 310, pupilsExpected: 310 },
          { date, session: 'PM', pupilsWithoutMark: 1, pupilsExpected: 310 },
        ],
      }),
    );
    expect(heldBack.sentences).to.deep.equal([
      'The morning register of 10 November did not arrive, so we cannot tell who was in school then.',
      'Neither register of 10 November arrived, so we cannot tell who was in school then.',
      '1 of 310 children has no mark in the afternoon register of 10 November.',
    ]);
  });

  it('tells the most worrying silence first, with what was tried, and those not known in one line', () => {
    const silent = (pupilId: string, schoolDays: number, tried: number): ChildFacts => {
      const since = localDate('2026-10-22');
      const at = new Date('2026-11-10T12:00:00Z');
      return {
        ...childAt(pupilId, 'watch', 'watch'),
        now: anAssessment({
          pupilId,
          level: 'watch',
          kinds: ['unseen'],
          unseen: { kind: 'seen', on: since, daysSince: 24, schoolDaysSince: schoolDays },
        }),
        unseen: {
          pupilId,
          state: { kind: 'unseen', since, schoolDays, everSeen: true },
          tried: Array.from({ length: tried }, () => ({ at, method: 'call', seen: false, recordedAt: at })),
          level: 'watch',
          worry: schoolDays,
          reasons: [],
        },
      };
    };
    const unknown = (pupilId: string): ChildFacts => ({
      ...childAt(pupilId, 'none'),
      now: anAssessment({
        pupilId,
        level: 'none',
        kinds: [],
        unseen: { kind: 'no-data', why: 'register-not-received' },
      }),
    });
    const children = [unknown('x'), silent('a', 6, 0), silent('b', 11, 2), unknown('y')];
    const { lines } = sectionOf(buildDigest(digestFacts({ children })), 'unseen', 'lines');
    expect(lines.map(({ who, what }) => `${who}: ${what}`)).to.deep.equal([
      'b Testwick, Year 4: Last seen on 22 October, 11 school days ago. Two attempts to reach them since, the latest on 10 November.',
      'a Testwick, Year 4: Last seen on 22 October, six school days ago. No attempt to reach them since is on record.',
      'x Testwick and y Testwick: No register marks reach us, so we cannot tell when they were last seen.',
    ]);
  });

  it('keeps children nobody can tell about apart from children not seen', () => {
    const now = anAssessment({ unseen: { kind: 'no-data', why: 'register-not-received' } });
    const view = buildDigest(digestFacts({ children: [aChild({ now })] }));
    expect(sectionOf(view, 'whatChanged', 'lead').paragraph).to.match(
      /For one child we cannot tell when they were last seen\./,
    );
    expect(sectionOf(view, 'unseen', 'lines').lines[0]!.what).to.match(/cannot tell/);
  });

  it('puts newcomers with a history on their own lines and the others on one', () => {
    const plain = ['n2', 'n3'].map((pupilId) =>
      aNewcomer({ pupilId, name: { forename: pupilId, surname: 'Plain', initials: 'NP' } }),
    );
    const known = aNewcomer({
      previousSchool: { name: 'Hollin Bank', entries: 1, lastEntryOn: localDate('2026-10-03') },
    });
    const view = buildDigest(digestFacts({ newAtSchool: [...plain, known] }));
    const { lines } = sectionOf(view, 'newAtSchool', 'lines');
    expect(lines.map(({ who }) => who)).to.deep.equal(['Pomfrey Newlyn, Year 2', 'n2 Plain and n3 Plain']);
    expect(lines[0]!.what).to.match(
      /from Hollin Bank\. One entry was recorded there, the latest on 3 October\./,
    );
  });

  it('praises attendance that got better by a tenth of the sessions, not by less', () => {
    const before = (absentLastFourWeeks: number): ChildFacts =>
      aChild({ before: anAssessment({ attendance: anAttendance({ absentLastFourWeeks }) }) });
    const linesOf = (child: ChildFacts): number =>
      sectionOf(buildDigest(digestFacts({ children: [child] })), 'improvements', 'lines').lines.length;
    expect(linesOf(before(5))).to.equal(1);
    expect(linesOf(before(4))).to.equal(0);
  });

  it('links only to a web address', () => {
    expect(buildDigest(digestFacts({ link: 'https://a.example' })).link).to.equal('https://a.example');
    expect(buildDigest(digestFacts({ link: 'javascript:alert(1)' })).link).to.equal(null);
  });

  it('gives the same view for the same facts in whatever order the children come', () => {
    const facts = ordinaryWeek();
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...facts.children], { minLength: facts.children.length }),
        (children) => {
          expect(buildDigest({ ...facts, children })).to.deep.equal(buildDigest(facts));
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('buildScoreView', () => {
  it('shows parts that add up to the total shown, whatever the points', () => {
    const points = fc.double({ min: -20, max: 20, noNaN: true });
    fc.assert(
      fc.property(fc.array(points, { maxLength: 12 }), (values) => {
        const parts = values.map((value, place) => aContribution({ id: `c${place}`, points: value }));
        const view = buildScoreView(parts);
        const tenths = (text: string): number => Math.round(Number(text.replace('−', '-')) * 10);
        expect(view.parts).to.have.length(values.length);
        expect(view.parts.reduce((sum, part) => sum + tenths(part.points), 0)).to.equal(tenths(view.total));
        expect(Math.abs(tenths(view.total) / 10 - values.reduce((sum, value) => sum + value, 0))).to.be.below(
          0.0501,
        );
      }),
    );
  });

  it('keeps each part within a tenth of what was added', () => {
    const parts = [1.26, 1.26, 1.26, -0.33].map((points, place) =>
      aContribution({ id: `c${place}`, points }),
    );
    expect(buildScoreView(parts)).to.deep.include({ total: '3.5' });
    expect(buildScoreView(parts).parts.map((part) => part.points)).to.deep.equal([
      '1.3',
      '1.3',
      '1.2',
      '−0.3',
    ]);
  });
});
