import { expect } from 'chai';
import fc from 'fast-check';
import { assessPupil, assessRecord } from '../../../domain/concern/assessPupil.ts';
import { buildChildRecord } from '../../../domain/concern/childRecord.ts';
import { judgementConstants } from '../../../domain/concern/constants.ts';
import { evidenceOf } from '../../../domain/concern/evidence.ts';
import { createEvidenceLog, fileEvidence, withdrawEvidence } from '../../../domain/concern/evidenceLog.ts';
import type { IncidentEntry, PupilHistory } from '../../../domain/concern/history.ts';
import { createJudge, sundayBefore } from '../../../domain/concern/judge.ts';
import { CONCERN_CATEGORIES } from '../../../domain/taxonomy.ts';
import { addDays, localDate } from '../../../domain/localDate.ts';
import { aHistory, anEntry, endOfDay, URN } from './aHistory.ts';

const assess = (history: PupilHistory, day: number) => assessPupil(history, new Map(), endOfDay(day));
const NEGLECT_OVER_TIME = [0, 20, 45, 62, 80].map((day, i) =>
  anEntry({ id: `n${i}`, day, concern: 'neglect' }),
);

describe('assessPupil', () => {
  it('raises a child for many small entries that fit together', () => {
    const { level, kinds } = assess(aHistory(NEGLECT_OVER_TIME), 85);
    expect(level).to.be.oneOf(['concern', 'urgent']);
    expect(kinds).to.include('cumulative');
  });

  it('does not raise a child for any one of them', () => {
    for (const entry of NEGLECT_OVER_TIME) expect(assess(aHistory([entry]), 85).level).to.equal('none');
  });

  it('gives contributions that add up to the score to the thousandth', () => {
    const { score, contributions } = assess(aHistory(NEGLECT_OVER_TIME), 85);
    const sum = contributions.reduce((total, { points }) => total + Math.round(points * 1000), 0);
    expect(sum).to.equal(Math.round(score * 1000));
    expect(score).to.be.greaterThan(0);
  });

  it('weighs entries that fit one course above as many that fit none', () => {
    const mixed = (
      [
        'neglect',
        'radicalisation',
        'bullying-child-on-child',
        'housing-poverty',
        'harmful-sexual-behaviour',
      ] as const
    ).map((concern, i) => anEntry({ id: `m${i}`, day: [0, 20, 45, 62, 80][i]!, concern }));
    expect(assess(aHistory(NEGLECT_OVER_TIME), 85).score).to.be.greaterThan(
      1.5 * assess(aHistory(mixed), 85).score,
    );
  });

  it('counts a late entry from the day it was recorded', () => {
    const late = anEntry({ id: 'late', day: 10, recordedAfterDays: 30, concern: 'neglect' });
    expect(assess(aHistory([late]), 39).score).to.equal(0);
    expect(assess(aHistory([late]), 40).score).to.be.greaterThan(0);
  });

  it('counts a withdrawn entry until it was taken back', () => {
    const withdrawn = anEntry({ id: 'w', day: 10, withdrawnAfterDays: 20, concern: 'neglect' });
    expect(assess(aHistory([withdrawn]), 29).score).to.be.greaterThan(0);
    expect(assess(aHistory([withdrawn]), 31).score).to.equal(0);
  });

  it('counts an event once however often it was keyed', () => {
    const narrative = 'Came in hungry again and asked for the leftovers from breakfast club';
    const once = anEntry({ id: 'a', day: 10, concern: 'neglect', narrative, by: 'Staff' });
    const again = anEntry({
      id: 'b',
      day: 11,
      recordedAfterDays: 4,
      concern: 'neglect',
      narrative: `${narrative}.`,
      by: 'Other',
    });
    expect(assess(aHistory([once, again]), 40).score).to.equal(assess(aHistory([once]), 40).score);
  });

  it('counts an event once when it was keyed anew in slightly other words, and says so', () => {
    const keyed = (id: string, day: number, narrative: string) =>
      anEntry({ id, day, recordedAfterDays: 12 - day, concern: 'neglect', narrative });
    const first = keyed('a', 10, 'Brisa came in hungry again and asked for the leftovers of the club');
    const again = keyed('b', 11, 'Brisa came in hungry, asked for leftovers of the breakfast club');
    const { score, contributions } = assess(aHistory([first, again]), 40);
    expect(score).to.equal(assess(aHistory([first]), 40).score);
    expect(contributions[0]?.what).to.contain('1 further account of the same events not counted');
  });

  it('takes two grave entries for two events unless they are nearly word for word the same', () => {
    const told = (id: string, day: number, narrative: string) =>
      anEntry({ id, day, concern: 'physical-abuse', severity: 3, narrative });
    const history = aHistory([
      told('a', 10, 'Brisa told me that her stepdad hit her with a belt last night at home'),
      told('b', 12, 'Brisa told me that her stepdad hit her with a shoe this morning at home'),
    ]);
    expect(assess(history, 12).acuteEntryIds).to.deep.equal(['a', 'b']);
  });

  it('lets evidence fade without a step', () => {
    const history = aHistory(NEGLECT_OVER_TIME);
    const scores = Array.from({ length: 500 }, (_, i) => assess(history, 81 + i).score);
    scores.slice(1).forEach((score, i) => {
      expect(score).to.be.at.most(scores[i]!);
      expect(scores[i]! - score).to.be.lessThan(0.35);
    });
    expect(scores.at(-1)).to.be.lessThan(0.5);
  });

  it('alerts a single severe event as acute for two weeks, and does not call it cumulative', () => {
    const severe = aHistory([anEntry({ id: 's', day: 10, concern: 'physical-abuse', severity: 4 })]);
    expect(assess(severe, 12)).to.deep.include({ level: 'urgent', kinds: ['acute'], acuteEntryIds: ['s'] });
    expect(assess(severe, 30)).to.deep.include({ level: 'none', kinds: [] });
  });

  it('keeps a level while the score stays near what gave it', () => {
    const history = aHistory(NEGLECT_OVER_TIME);
    const peak = assess(history, 81).score;
    const own = { watchScore: peak * 0.5, concernScore: peak * 0.98, urgentScore: peak * 3 };
    const levelOn = (day: number, from = history) => assessPupil(from, new Map(), endOfDay(day), own).level;
    expect(levelOn(83)).to.equal('concern');
    const near = assessPupil(history, new Map(), endOfDay(105), own);
    expect(near.score).to.be.lessThan(own.concernScore);
    expect(near.level).to.equal('concern');
    const neverThere = aHistory(NEGLECT_OVER_TIME, {
      corrections: [
        {
          kind: 'entry-weight',
          entryId: 'n4',
          factor: 0.4,
          at: endOfDay(0),
          by: 'DSL',
          reason: 'smaller than it reads',
        },
      ],
    });
    expect(levelOn(105, neverThere)).to.equal('watch');
  });

  it('follows a person who leaves an entry out, from then on', () => {
    const corrections = [
      {
        kind: 'entry-weight' as const,
        entryId: 'n4',
        factor: 0,
        at: endOfDay(90),
        by: 'DSL',
        reason: 'another child',
      },
    ];
    const corrected = aHistory(NEGLECT_OVER_TIME, { corrections });
    expect(assess(corrected, 89).score).to.equal(assess(aHistory(NEGLECT_OVER_TIME), 89).score);
    expect(assess(corrected, 91).score).to.be.lessThan(assess(aHistory(NEGLECT_OVER_TIME), 91).score);
  });

  it('follows a person who closes a theme: what had happened is silent, what follows counts', () => {
    const corrections = [
      {
        kind: 'theme-closed' as const,
        theme: 'harm-at-home' as const,
        at: endOfDay(70),
        by: 'DSL',
        reason: 'resolved',
      },
    ];
    const closed = assess(aHistory(NEGLECT_OVER_TIME, { corrections }), 85);
    expect(closed.keyEntryIds).to.deep.equal(['n4']);
  });

  it('takes a little off for good news, and never more than there is', () => {
    const good = anEntry({ id: 'g', day: 84, effect: 'protective' });
    const without = assess(aHistory(NEGLECT_OVER_TIME), 85).score;
    const withGood = assess(aHistory([...NEGLECT_OVER_TIME, good]), 85).score;
    expect(withGood).to.be.lessThan(without);
    expect(withGood).to.be.greaterThan(without - 2);
    expect(assess(aHistory([good]), 85).score).to.equal(0);
  });

  it('weighs a linked child of unknown part much less than the subject', () => {
    const scoreWith = (more: readonly IncidentEntry[]) =>
      assess(aHistory([...NEGLECT_OVER_TIME, ...more]), 85).score;
    const as = (role: IncidentEntry['role']) =>
      scoreWith([anEntry({ id: 'x', day: 70, concern: 'neglect', role })]) - scoreWith([]);
    expect(as('linked-unknown')).to.be.lessThan(as('subject') / 2);
    expect(as('linked-unknown')).to.be.greaterThan(0);
  });

  it('joins what siblings’ entries tell of one home, and says household', () => {
    const mine = NEGLECT_OVER_TIME.slice(0, 2);
    const siblings = [
      {
        pupilId: 'pupil-2',
        entries: [
          anEntry({ id: 's1', day: 30, concern: 'neglect' }),
          anEntry({ id: 's2', day: 70, concern: 'neglect' }),
        ],
      },
    ];
    const alone = assess(aHistory(mine), 75);
    const together = assess(aHistory(mine, { siblings }), 75);
    expect(together.score).to.be.greaterThan(alone.score);
    expect(together.contributions.map(({ id }) => id)).to.include('household');
  });

  it('holds one bad spell just below a concern, and lets it rise once it lasts', () => {
    const spell = [0, 5, 9, 14, 18, 22].map((day, i) => anEntry({ id: `s${i}`, day, concern: 'neglect' }));
    const later = [40, 55, 70].map((day, i) => anEntry({ id: `l${i}`, day, concern: 'neglect' }));
    const { level, contributions } = assess(aHistory(spell), 23);
    expect(level).to.equal('watch');
    expect(contributions.map(({ id }) => id)).to.include('spell');
    expect(assess(aHistory([...spell, ...later]), 71).level).to.be.oneOf(['concern', 'urgent']);
  });

  describe('where odd days of illness are among the signs of what is told', () => {
    const avoiding = [70, 84, 98].map((day, i) =>
      anEntry({ id: `a${i}`, day, concern: 'school-avoidance-ebsa' }),
    );
    /** School days from Monday 1 September 2025 on; ill as told, otherwise here. */
    const register = (ill: (day: number) => boolean): Pick<PupilHistory, 'marks'> => {
      const days = Array.from({ length: 105 }, (_, day) => day).filter((day) => day % 7 < 5);
      const marksOf = (day: number) => (ill(day) ? { AM: 'I', PM: 'I' } : { AM: '/', PM: '\\' });
      return {
        marks: [
          {
            schoolUrn: URN,
            academicYear: 2025,
            days: Object.fromEntries(
              days.map((day) => [addDays(localDate('2025-09-01'), day), marksOf(day)]),
            ),
          },
        ],
      };
    };
    const pointsOf = (ill: (day: number) => boolean, entries = avoiding) =>
      assess(aHistory(entries, register(ill)), 104).contributions.find(({ id }) => id === 'illness-change')
        ?.points;

    it('counts weeks with them, more than there were before', () => {
      expect(pointsOf((day) => day >= 63 && day % 7 === 0)).to.be.greaterThan(0);
      expect(pointsOf((day) => day % 7 === 0)).to.equal(undefined);
    });

    it('does not count whole weeks of illness', () => {
      expect(pointsOf((day) => day >= 63)).to.equal(undefined);
    });

    it('does not count them in another story', () => {
      const others = [70, 84, 98].map((day, i) => anEntry({ id: `r${i}`, day, concern: 'radicalisation' }));
      expect(pointsOf((day) => day >= 63 && day % 7 === 0, others)).to.equal(undefined);
    });
  });

  it('expects less of a child about whom everything is written', () => {
    const everyday = Array.from({ length: 60 }, (_, i) =>
      anEntry({ id: `b${i}`, day: i + 1, concern: 'behaviour', severity: 1 }),
    );
    const chatty = assess(aHistory([...NEGLECT_OVER_TIME, ...everyday]), 85).score;
    expect(chatty).to.be.lessThan(assess(aHistory(NEGLECT_OVER_TIME), 85).score);
    expect(assess(aHistory(everyday), 85).level).to.equal('none');
  });
});

const wishes = fc.array(
  fc.record({
    day: fc.integer({ min: 0, max: 200 }),
    concern: fc.option(fc.constantFrom(...CONCERN_CATEGORIES), { nil: undefined }),
    severity: fc.constantFrom(1 as const, 2 as const),
    recordedAfterDays: fc.integer({ min: 0, max: 40 }),
    withdrawn: fc.boolean(),
  }),
  { maxLength: 25 },
);

function entriesOf(given: ReturnType<typeof wishes.generate>['value']): IncidentEntry[] {
  return given.map(({ day, concern, severity, recordedAfterDays, withdrawn }, i) =>
    anEntry({
      id: `e${i}`,
      day,
      severity,
      recordedAfterDays,
      ...(concern ? { concern } : {}),
      ...(withdrawn ? { withdrawnAfterDays: recordedAfterDays + 9 } : {}),
    }),
  );
}

describe('the running record', () => {
  it('gives what a full recomputation gives, whatever the order of arrival', () => {
    fc.assert(
      fc.property(
        wishes,
        fc.infiniteStream(fc.nat()),
        fc.integer({ min: 0, max: 240 }),
        (given, order, day) => {
          const entries = entriesOf(given);
          const whole = assess(aHistory(entries), day);
          const keys = entries.map(() => order.next().value ?? 0);
          const shuffled = entries.map((entry, i) => [keys[i]!, entry] as const).sort((a, b) => a[0] - b[0]);
          const log = createEvidenceLog();
          for (const [, entry] of shuffled)
            fileEvidence(log, { ...evidenceOf(entry), withdrawnMs: Infinity });
          for (const [, entry] of shuffled)
            if (entry.withdrawnAt !== undefined)
              withdrawEvidence(log, entry.entryId, entry.withdrawnAt.getTime());
          const record = { ...buildChildRecord(aHistory([])), log };
          const judge = createJudge(new Map(), judgementConstants());
          const asOf = endOfDay(day);
          const running = assessRecord(
            judge,
            record,
            asOf,
            undefined,
            (weeks) => judge.scoreAt(record, sundayBefore(asOf, weeks)).score,
          );
          expect(running).to.deep.equal(whole);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('follows an entry that is revised: until then the first account counts, from then on the second', () => {
    const first = anEntry({ id: 'r', day: 10, concern: 'neglect', withdrawnAfterDays: 20 });
    const second = {
      ...anEntry({ id: 'r', day: 10, concern: 'behaviour', recordedAfterDays: 20 }),
      versionId: 'r#2',
    };
    const both = aHistory([second, { ...first, versionId: 'r' }]);
    expect(assess(both, 25).score).to.equal(assess(aHistory([first]), 25).score);
    expect(assess(both, 35).score).to.equal(assess(aHistory([second]), 35).score);
  });

  it('never looks ahead: what is recorded later changes nothing today', () => {
    fc.assert(
      fc.property(wishes, fc.integer({ min: 0, max: 240 }), (given, day) => {
        const entries = entriesOf(given);
        const asOf = endOfDay(day);
        const known = entries.filter(({ recordedAt }) => recordedAt <= asOf);
        expect(assess(aHistory(entries), day)).to.deep.equal(assess(aHistory(known), day));
      }),
      { numRuns: 60 },
    );
  });

  it('adds up, for any history', () => {
    fc.assert(
      fc.property(wishes, fc.integer({ min: 0, max: 240 }), (given, day) => {
        const { score, contributions } = assess(aHistory(entriesOf(given)), day);
        expect(contributions.reduce((sum, { points }) => sum + Math.round(points * 1000), 0)).to.equal(
          Math.round(score * 1000),
        );
        expect(score).to.be.at.least(0);
      }),
      { numRuns: 60 },
    );
  });
});
