import { expect } from 'chai';
import fc from 'fast-check';
import { addDays, addYears, localDate, type LocalDate } from '../../../domain/localDate.ts';
import type { Urn } from '../../../domain/identifiers.ts';
import { HOLD_KINDS, isForReview, type HoldKind } from '../../../domain/retention/hold.ts';
import { periodProblem, periodsOf, PUBLISHED, shortestPeriod } from '../../../domain/retention/periods.ts';
import {
  keeperOf,
  registerDueOn,
  retentionDue,
  type RetentionFacts,
} from '../../../domain/retention/retentionDue.ts';
import { RETENTION_RULES, RULE_IDS } from '../../../domain/retention/retentionRules.ts';

const TODAY = localDate('2026-11-25');
const ONE = '990001' as Urn;
const TWO = '990002' as Urn;

/** A former child with nothing in the way; what matters to the test is given. */
function facts(given: Partial<RetentionFacts> = {}): RetentionFacts {
  return {
    ...{ dateOfBirth: localDate('2000-03-14'), registers: [], holds: [] },
    memberships: [{ schoolUrn: ONE, left: localDate('2016-07-20') }],
    ...{ standingFlags: 0, openTransfers: 0, openRequests: 0, openQuestions: 0, ...given },
  };
}
const due = (given: Partial<RetentionFacts> = {}, today = TODAY) =>
  retentionDue(facts(given), PUBLISHED, today);

describe('when a child’s records fall due', () => {
  it('is the day the child would be 25', () => {
    expect(due().dueOn).to.equal('2025-03-14');
    expect(due({}, localDate('2025-03-13')).state).to.equal('soon');
    expect(due({}, localDate('2025-03-14')).state).to.equal('due');
    expect(due({}, localDate('2024-03-13')).state).to.equal('later');
  });

  it('counts a birthday of 29 February on 1 March in other years', () => {
    expect(due({ dateOfBirth: localDate('2000-02-29') }).dueOn).to.equal('2025-03-01');
    expect(addYears(localDate('2000-02-29'), 24)).to.equal('2024-02-29');
  });

  it('asks a person where no date of birth is known, however old the file', () => {
    const { dateOfBirth: _, ...without } = facts();
    const answer = retentionDue(without, PUBLISHED, localDate('2200-01-01'));
    expect(answer.state).to.equal('no-birth-date');
    expect(answer.dueOn).to.equal(undefined);
    expect(answer.classes[0]?.sentence).to.contain('never falls due by itself');
  });

  it('waits for the register where that is younger', () => {
    expect(registerDueOn(2019, PUBLISHED)).to.equal('2026-08-31');
    const answer = due({ registers: [2021, 2022, 2012] });
    expect(answer.dueOn).to.equal('2029-08-31');
    expect(answer.classes.map(({ ruleId }) => ruleId)).to.include('attendance-register');
  });

  it('keeps the whole file 75 years from an entry that bears on sexual abuse', () => {
    const answer = due({ lastSexualAbuseOn: localDate('2015-05-03') });
    expect(answer.dueOn).to.equal('2090-05-03');
  });

  it('waits for the admission register, six years from leaving', () => {
    expect(due({ memberships: [{ schoolUrn: ONE, left: localDate('2022-07-20') }] }).dueOn).to.equal(
      '2028-07-20',
    );
  });

  it('is never while something stands in the way, and says what', () => {
    const ways: Partial<RetentionFacts>[] = [
      { memberships: [{ schoolUrn: ONE }] },
      { memberships: [{ schoolUrn: ONE, left: addDays(TODAY, 1) }] },
      { standingFlags: 2 },
      { openTransfers: 1 },
      { openRequests: 1 },
      { openQuestions: 1 },
    ];
    for (const way of ways) {
      const answer = due(way);
      expect(answer.state, JSON.stringify(way)).to.equal('kept');
      expect(answer.obstacles, JSON.stringify(way)).to.have.length(1);
    }
  });

  it('names a hold before anything else in the way', () => {
    const answer = due({ holds: ['inquiry'], standingFlags: 1 });
    expect(answer.state).to.equal('held');
    expect(answer.obstacles).to.have.length(2);
  });
});

const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays(localDate('1980-01-01'), days));
const anyKind = fc.constantFrom(...(Object.keys(HOLD_KINDS) as HoldKind[]));
const anyFacts: fc.Arbitrary<RetentionFacts> = fc.record(
  {
    dateOfBirth: anyDay,
    memberships: fc.array(
      fc.record({ schoolUrn: fc.constantFrom(ONE, TWO), left: anyDay }, { requiredKeys: ['schoolUrn'] }),
      { minLength: 1, maxLength: 4 },
    ),
    lastSexualAbuseOn: anyDay,
    registers: fc.array(fc.integer({ min: 1990, max: 2030 }), { maxLength: 5 }),
    holds: fc.array(anyKind, { maxLength: 2 }),
    standingFlags: fc.nat(2),
    openTransfers: fc.nat(2),
    openRequests: fc.nat(2),
    openQuestions: fc.nat(2),
  },
  {
    requiredKeys: [
      'memberships',
      'registers',
      'holds',
      'standingFlags',
      'openTransfers',
      'openRequests',
      'openQuestions',
    ],
  },
);
const years = fc.record({
  'safeguarding-file': fc.integer({ min: 18, max: 99 }),
  'sexual-abuse': fc.integer({ min: 25, max: 99 }),
  'admission-register': fc.integer({ min: 6, max: 99 }),
  'attendance-register': fc.integer({ min: 6, max: 99 }),
});

describe('whatever is known of a child', () => {
  it('never is a held child due', () => {
    fc.assert(
      fc.property(anyFacts, anyKind, anyDay, years, (known, kind, today, periods) => {
        const { state } = retentionDue({ ...known, holds: [kind] }, periods, today);
        expect(state).to.equal('held');
      }),
    );
  });

  it('never is due a child of whom any class is not', () => {
    fc.assert(
      fc.property(anyFacts, anyDay, years, (known, today, periods) => {
        const answer = retentionDue(known, periods, today);
        if (answer.state !== 'due') return;
        expect(answer.obstacles).to.deep.equal([]);
        for (const { dueOn } of answer.classes) expect(dueOn! <= today).to.equal(true);
      }),
    );
  });

  it('never makes anybody due earlier to know of one more register or grave entry', () => {
    fc.assert(
      fc.property(anyFacts, fc.integer({ min: 1990, max: 2030 }), anyDay, (known, year, day) => {
        const before = retentionDue(known, PUBLISHED, TODAY).dueOn;
        const more: RetentionFacts = {
          ...known,
          registers: [...known.registers, year],
          lastSexualAbuseOn: laterOf(known.lastSexualAbuseOn, day),
        };
        const after = retentionDue(more, PUBLISHED, TODAY).dueOn;
        expect(before === undefined ? after === undefined : after! >= before).to.equal(true);
      }),
    );
  });

  it('never makes anybody due earlier to set a longer period, or to have been at one more school', () => {
    fc.assert(
      fc.property(anyFacts, years, fc.constantFrom(...RULE_IDS), fc.nat(20), (known, own, id, more) => {
        const before = retentionDue(known, periodsOf([own]), TODAY).dueOn;
        for (const longer of [
          periodsOf([{ ...own, [id]: own[id] + more }]),
          periodsOf([own, { [id]: more + 25 }]),
        ]) {
          const after = retentionDue(known, longer, TODAY).dueOn;
          expect(before === undefined ? after === undefined : after! >= before).to.equal(true);
        }
      }),
    );
  });

  it('stays due on every later day', () => {
    fc.assert(
      fc.property(anyFacts, fc.nat(9000), (known, days) => {
        if (retentionDue(known, PUBLISHED, TODAY).state !== 'due') return;
        expect(retentionDue(known, PUBLISHED, addDays(TODAY, days)).state).to.equal('due');
      }),
    );
  });
});

function laterOf(a: LocalDate | undefined, b: LocalDate): LocalDate {
  return a === undefined || b > a ? b : a;
}

describe('the period a school sets', () => {
  const problem = (wanted: number, reason = '') =>
    periodProblem('safeguarding-file', { years: wanted, reason })?.field;

  it('may be longer without a reason and shorter with one', () => {
    expect(problem(30)).to.equal(undefined);
    expect(problem(22)).to.equal('reason');
    expect(problem(22, 'Agreed with our data protection officer.')).to.equal(undefined);
  });

  it('is never below the least, whatever the reason', () => {
    for (const id of RULE_IDS) {
      const below = RETENTION_RULES[id].least.years - 1;
      expect(periodProblem(id, { years: below, reason: 'We want to.' })?.field, id).to.equal('years');
    }
    expect(problem(1.5, 'x')).to.equal('years');
    expect(problem(500)).to.equal('years');
  });

  it('holds for a child of several schools where it is the longest of theirs', () => {
    expect(periodsOf([{ 'safeguarding-file': 20 }, {}])['safeguarding-file']).to.equal(25);
    expect(
      periodsOf([{ 'safeguarding-file': 20 }, { 'safeguarding-file': 22 }])['safeguarding-file'],
    ).to.equal(22);
    expect(shortestPeriod([{ 'safeguarding-file': 20 }, {}], 'safeguarding-file')).to.equal(20);
  });
});

describe('who decides over a former child’s file', () => {
  it('is the school left last', () => {
    expect(
      keeperOf([
        { schoolUrn: TWO, left: localDate('2016-07-20') },
        { schoolUrn: ONE, left: localDate('2011-07-20') },
      ]),
    ).to.equal(TWO);
  });
});

describe('a hold', () => {
  it('is to be looked at again from its day on, and does not end by itself', () => {
    const by = { personId: 'per_1', name: 'Ossian Merriwick' };
    const hold = {
      kind: 'police',
      reason: 'An investigation.',
      by,
      at: new Date(),
      reviewOn: TODAY,
    } as const;
    expect(isForReview(hold, TODAY)).to.equal(true);
    expect(isForReview(hold, addDays(TODAY, -1))).to.equal(false);
    expect(isForReview({ ...hold, ended: { at: new Date(), by, reason: 'Closed.' } }, TODAY)).to.equal(false);
  });
});
