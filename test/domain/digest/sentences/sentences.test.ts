import { expect } from 'chai';
import fc from 'fast-check';
import { localDate } from '../../../../domain/localDate.ts';
import { asClause, asSentence, joinWords } from '../../../../domain/digest/sentences/joinWords.ts';
import { attendanceClause, attendanceSentence } from '../../../../domain/digest/sentences/writeAttendance.ts';
import { writeCount, writeCountOf, writePartOf } from '../../../../domain/digest/sentences/writeCount.ts';
import {
  writeDate,
  writeDateBeside,
  writeDateRange,
  writeInstant,
} from '../../../../domain/digest/sentences/writeDate.ts';
import { writePart } from '../../../../domain/digest/sentences/writePart.ts';
import type { DecisionFacts } from '../../../../domain/digest/digestFacts.ts';
import { writeDecision } from '../../../../domain/digest/sentences/writeDecision.ts';
import { writeExcerpt } from '../../../../domain/digest/sentences/writeExcerpt.ts';
import { writeReason } from '../../../../domain/digest/sentences/writeReason.ts';
import { writeSiblings } from '../../../../domain/digest/sentences/writeSiblings.ts';
import { unseenSentence } from '../../../../domain/digest/sentences/writeUnseen.ts';
import {
  aChild,
  aContribution,
  anAssessment,
  anAttendance,
  anEntry,
  weeks,
} from '../../../../scripts/preview/digestPeople.ts';

const WEEK_END = localDate('2026-11-15');

describe('the sentences of the digest', () => {
  it('writes a date in full', () => {
    expect(writeDate(localDate('2026-09-04'))).to.equal('4 September 2026');
  });

  it('leaves the year out beside a date of the same year only', () => {
    expect(writeDateBeside(localDate('2026-10-04'), WEEK_END)).to.equal('4 October');
    expect(writeDateBeside(localDate('2025-10-04'), WEEK_END)).to.equal('4 October 2025');
  });

  for (const [from, to, expected] of [
    ['2026-11-09', '2026-11-15', '9 to 15 November 2026'],
    ['2026-11-30', '2026-12-06', '30 November to 6 December 2026'],
    ['2026-12-28', '2027-01-03', '28 December 2026 to 3 January 2027'],
  ] as const) {
    it(`writes the week ${from} to ${to}`, () => {
      expect(writeDateRange(localDate(from), localDate(to))).to.equal(expected);
    });
  }

  for (const [iso, expected] of [
    ['2026-10-24T06:00:00Z', '24 October 2026 at 7:00am'],
    ['2026-10-26T07:00:00Z', '26 October 2026 at 7:00am'],
    ['2026-11-16T12:05:00Z', '16 November 2026 at 12:05pm'],
    ['2026-11-16T00:30:00Z', '16 November 2026 at 12:30am'],
  ] as const) {
    it(`writes ${iso} as London clocks show it`, () => {
      expect(writeInstant(new Date(iso))).to.equal(expected);
    });
  }

  it('counts in words to nine and in figures from ten', () => {
    expect([0, 1, 9, 10, 3120].map(writeCount)).to.deep.equal(['no', 'one', 'nine', '10', '3,120']);
    expect(writeCountOf(1, 'child', 'children')).to.equal('one child');
    expect(writePartOf(5, 6)).to.equal('five of six');
    expect(writePartOf(9, 40)).to.equal('9 of 40');
  });

  it('joins words as a person would', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(joinWords)).to.deep.equal([
      '',
      'a',
      'a and b',
      'a, b and c',
    ]);
  });

  it('makes clauses and sentences without losing the capital of a day or a body', () => {
    expect(asClause('Missed a lot.')).to.equal('missed a lot');
    expect(asClause('Monday absence.')).to.equal('Monday absence');
    expect(asClause('SEN support.')).to.equal('SEN support');
    expect(asSentence('it is so')).to.equal('It is so.');
    expect(asSentence('Is it?')).to.equal('Is it?');
  });

  it('cuts an excerpt after a word and marks that more follows', () => {
    expect(writeExcerpt('Came in without a coat, again, and shivering.', 24)).to.equal(
      'Came in without a coat…',
    );
    expect(writeExcerpt('Short.', 24)).to.equal('Short.');
  });

  it('takes the marks that turn the direction of text out of an excerpt', () => {
    expect(writeExcerpt('safe \u202Eesrever\u001B[31m', 50)).to.equal('safe esrever[31m');
  });

  it('keeps every excerpt within its limit, on one line and made of what was written', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 400 }),
        fc.integer({ min: 5, max: 200 }),
        (text, limit) => {
          const excerpt = writeExcerpt(text, limit);
          const kept = excerpt.replace(/…$/, '');
          expect([...kept].length).to.be.at.most(limit);
          expect(excerpt).not.to.match(/[\r\n]/);
        },
      ),
    );
  });

  it('tells entries and attendance together in one sentence', () => {
    const ids = ['a', 'b', 'c'];
    const child = aChild({
      now: anAssessment({
        contributions: [aContribution({ entryIds: ids })],
        attendance: anAttendance({ remarks: ['Monday absence in five of six weeks.'] }),
      }),
      keyEntries: ids.map((entryId, place) => anEntry({ entryId, day: `2026-1${place % 2}-0${4 + place}` })),
    });
    expect(writeReason(child, WEEK_END)).to.equal(
      'Three entries about hunger, clothing or care at home since 4 October; Monday absence in five of six weeks.',
    );
  });

  it('claims of entries it was not given only that there are so many', () => {
    const child = aChild({
      now: anAssessment({ contributions: [aContribution({ entryIds: ['e1', 'x', 'y'] })] }),
    });
    expect(writeReason(child, WEEK_END)).to.equal(
      'Three entries, among them one about hunger, clothing or care at home on 11 November.',
    );
  });

  it('falls back on the words of the strongest part when no entry stands behind it', () => {
    const now = anAssessment({
      contributions: [
        aContribution({ id: 'household', what: 'Entries about a brother', points: 2, entryIds: [] }),
      ],
    });
    expect(writeReason(aChild({ now, keyEntries: [] }), WEEK_END)).to.equal('Entries about a brother.');
  });

  it('says how many of a group’s entries are about what it names', () => {
    const entries = [
      anEntry({ entryId: 'e1', day: '2026-10-13', categories: ['young-carer'] }),
      anEntry({ entryId: 'e2', day: '2026-09-09', categories: ['parental-substance-misuse'] }),
    ];
    const part = aContribution({ id: 'theme:family-circumstances', entryIds: ['e1', 'e2'] });
    const now = anAssessment({ contributions: [part] });
    expect(writeReason(aChild({ now, keyEntries: entries }), localDate('2026-11-15'))).to.equal(
      'Two entries since 9 September, one of them about a parent’s drinking or drug use.',
    );
  });

  it('names what an entry adds to its theme, not what else it tells of', () => {
    const entry = anEntry({ day: '2026-07-21', categories: ['domestic-abuse', 'parental-mental-health'] });
    const part = aContribution({ id: 'theme:family-circumstances', entryIds: ['e1'] });
    const now = anAssessment({ contributions: [part] });
    expect(writeReason(aChild({ now, keyEntries: [entry] }), localDate('2026-11-15'))).to.equal(
      'One entry about a parent’s mental health on 21 July.',
    );
  });

  it('says so when entries about brothers and sisters are what raises a child', () => {
    const now = anAssessment({ kinds: ['cumulative', 'household'] });
    expect(writeReason(aChild({ now }), localDate('2026-11-15'))).to.match(
      /; entries about brothers and sisters tell of the same home\.$/,
    );
  });

  it('writes a part of the score that rests on entries by theme, number and latest day', () => {
    const part = aContribution({ id: 'theme:harm-at-home', entryIds: ['e1'] });
    const write = (entryIds: string[]): string =>
      writePart({ ...part, entryIds }, [anEntry({ day: '2026-11-10' })], localDate('2026-11-15'));
    expect(write(['e1'])).to.equal('Harm at home: one entry, of 10 November');
    expect(write(['e1', 'gone'])).to.equal(part.what);
  });

  it('says all of them, twice and once as a person would', () => {
    const [week] = weeks(2);
    const said = (given: object): string => attendanceSentence([{ ...week!, ...given }]);
    expect(said({ sessionsUnauthorised: 2, late: 2 })).to.equal(
      'Missed 2 of 10 sessions in one week, all of them unauthorised; late twice.',
    );
  });

  it('names an entry that is serious enough by itself', () => {
    const child = aChild({ now: anAssessment({ acuteEntryIds: ['e1'] }) });
    expect(writeReason(child, WEEK_END)).to.match(/^The entry of 11 November is serious enough/);
  });

  it('names recent absence only from a tenth of sessions', () => {
    expect(attendanceClause(anAttendance({ absentLastFourWeeks: 3 }))).to.equal(undefined);
    expect(attendanceClause(anAttendance({ absentLastFourWeeks: 4 }))).to.equal(
      '4 of 40 sessions missed in the last four weeks',
    );
    expect(attendanceClause(undefined)).to.equal(undefined);
  });

  it('says that attendance is not known when no marks came, never that nothing was missed', () => {
    expect(attendanceSentence(weeks(null, null, null, null, null, null))).to.match(/not known/);
    expect(attendanceSentence(weeks(0, 0, 0, 0, 0, null))).to.equal('No session missed in five weeks.');
  });

  it('says whether what was decided happened, what came of it and what else is not done', () => {
    const decision = { what: 'Ring home', by: 'R. Pellory', on: localDate('2026-11-02') };
    const write = (rest: Partial<DecisionFacts>, weekEnd = '2026-11-15'): string =>
      writeDecision({ ...decision, outcome: 'not-done', ...rest }, localDate(weekEnd));
    expect(write({ outcome: 'done', cameOfIt: 'Mum is coming in' })).to.equal(
      '‘Ring home’ (R. Pellory, 2 November). It has been done: ‘Mum is coming in’.',
    );
    expect(write({}, '2027-01-10')).to.match(/2 November 2026.*not been done yet/);
    expect(write({ dueOn: localDate('2026-11-20') })).to.match(/It is due on 20 November\.$/);
    expect(write({ dueOn: localDate('2026-11-09'), othersOpen: 2 })).to.match(
      /It was due on 9 November and is not marked as done\. Two other actions are not done yet\.$/,
    );
  });

  it('says of a decision that is no action what it was, and not that it did not happen', () => {
    const by = { by: 'R. Pellory', on: localDate('2026-11-02') };
    expect(writeDecision({ ...by, what: 'Known', outcome: 'dismissed' }, localDate('2026-11-15'))).to.equal(
      'Dismissed: ‘Known’ (R. Pellory, 2 November).',
    );
    expect(writeDecision({ ...by, what: '', outcome: 'acknowledged' }, localDate('2026-11-15'))).to.equal(
      'Being looked into (R. Pellory, 2 November).',
    );
  });

  it('names brothers and sisters by initials', () => {
    expect(writeSiblings([])).to.equal(undefined);
    expect(
      writeSiblings([
        { pupilId: 's1', initials: 'JT', schoolName: 'Hollin High', atThisSchool: false, level: 'watch' },
      ]),
    ).to.equal('Lives with JT at Hollin High (on the list at watch).');
  });

  it('says that it cannot tell when a child was seen rather than that they were', () => {
    expect(
      unseenSentence({ kind: 'no-data', why: 'register-not-received' }, localDate('2026-11-15')),
    ).to.match(/cannot tell/);
  });
});
