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
    expect(decisionFacts([after(visit)]).lastDecision).to.include({ what: 'Visit the family', done: false });
    const done = after(visit, { decision: 'complete', reason: 'All well' });
    expect(decisionFacts([done]).lastDecision).to.include({ what: 'Visit the family', done: true });
  });

  it('is the reason of a decision that is no action', () => {
    expect(
      decisionFacts([after({ decision: 'dismiss', reason: 'Known and in hand' })]).lastDecision,
    ).to.deep.equal({
      what: 'Known and in hand',
      by: 'Our DSL',
      on: '2026-01-12',
    });
  });
});
