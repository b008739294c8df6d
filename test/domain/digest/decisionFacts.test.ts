import { expect } from 'chai';
import { decisionFacts } from '../../../domain/digest/decisionFacts.ts';
import { decideFlag, type Decision } from '../../../domain/flags/decideFlag.ts';
import type { Flag } from '../../../domain/flags/flag.ts';
import { localDate } from '../../../domain/localDate.ts';

const AT = new Date('2026-01-12T12:00:00Z');
const flag: Flag = {
  flagId: 'f',
  pupilId: 'p',
  track: 'cumulative',
  kinds: ['cumulative'],
  level: 'concern',
  state: 'open',
  since: AT,
  score: 6,
  contributions: [],
  entryIds: [],
  settledEntryIds: [],
  history: [],
};

function after(...decisions: readonly Pick<Decision, 'decision' | 'reason' | 'dueOn'>[]): Flag {
  return decisions.reduce((before, decision) => {
    const result = decideFlag(before, { ...decision, by: 'Our DSL', at: AT });
    if (!result.ok) throw new Error(result.problem);
    return result.flag;
  }, flag);
}

describe('what a digest says was decided last', () => {
  const visit = { decision: 'action', reason: 'Visit the family', dueOn: localDate('2026-01-20') } as const;

  it('is the action itself and that it is not done, until somebody says so', () => {
    expect(decisionFacts([after(visit)]).lastDecision).to.include({
      what: 'Visit the family',
      outcome: 'not-done',
      dueOn: '2026-01-20',
    });
    const done = after(visit, { decision: 'complete', reason: 'All well' });
    expect(decisionFacts([done]).lastDecision).to.include({
      what: 'Visit the family',
      outcome: 'done',
      cameOfIt: 'All well',
    });
  });

  it('counts the actions decided before it that are not done', () => {
    const ring = { decision: 'action', reason: 'Ring home', dueOn: localDate('2026-01-14') } as const;
    expect(decisionFacts([after(ring, visit)]).lastDecision).to.include({
      what: 'Visit the family',
      othersOpen: 1,
    });
  });

  it('is the reason of a decision that is no action', () => {
    expect(
      decisionFacts([after({ decision: 'dismiss', reason: 'Known and in hand' })]).lastDecision,
    ).to.deep.equal({
      what: 'Known and in hand',
      by: 'Our DSL',
      on: '2026-01-12',
      outcome: 'dismissed',
    });
  });

  it('is told of something grave and of not being seen too, and not of attendance alone', () => {
    for (const track of ['acute', 'unseen'] as const)
      expect(decisionFacts([{ ...after(visit), track }]).lastDecision).to.include({ outcome: 'not-done' });
    expect(decisionFacts([{ ...after(visit), track: 'attendance' }])).to.deep.equal({});
  });
});

describe('where the flags of a child stand', () => {
  it('is where most is still to do, since the day it was put there', () => {
    const acknowledged = after({ decision: 'acknowledge' });
    const raisedBefore = { ...acknowledged, since: new Date('2025-11-03T12:00:00Z') };
    const dismissed = after({ decision: 'dismiss', reason: 'Known and in hand' });
    expect(decisionFacts([dismissed, raisedBefore]).flag).to.deep.equal({
      state: 'acknowledged',
      since: '2026-01-12',
    });
  });

  it('says nothing of a flag that closed by itself', () => {
    const subsided = { at: AT, event: 'subsided', state: 'closed', level: 'watch', score: 3 } as const;
    expect(decisionFacts([{ ...flag, state: 'closed', history: [subsided] }])).to.deep.equal({});
  });
});
