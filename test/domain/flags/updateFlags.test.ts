import { expect } from 'chai';
import type { Assessment, Level } from '../../../domain/concern/assessment.ts';
import { decideFlag } from '../../../domain/flags/decideFlag.ts';
import type { Flag, FlagDecision } from '../../../domain/flags/flag.ts';
import { localDate } from '../../../domain/localDate.ts';
import { updateFlags } from '../../../domain/flags/updateFlags.ts';

const NOW = new Date('2026-01-11T23:59:00Z');
const LATER = new Date('2026-01-18T23:59:00Z');

function anAssessment(score: number, entryIds: readonly string[], level: Level = 'concern'): Assessment {
  return {
    pupilId: 'p',
    asOf: NOW,
    level,
    kinds: level === 'none' ? [] : ['cumulative'],
    score,
    contributions: [{ id: 'theme:harm-at-home', what: 'x', points: score, entryIds }],
    keyEntryIds: entryIds,
    acuteEntryIds: [],
    attendance: undefined,
    unseen: { kind: 'no-data', why: 'register-not-received' },
  };
}

function decide(flags: readonly Flag[], decision: FlagDecision, reason = 'spoke to family'): readonly Flag[] {
  return flags.map((flag) => {
    const result = decideFlag(flag, { decision, by: 'DSL', at: NOW, reason });
    if (!result.ok) throw new Error(result.problem);
    return result.flag;
  });
}

describe('a flag’s life', () => {
  it('is raised open with its reasons', () => {
    const [flag] = updateFlags([], anAssessment(7, ['a']), NOW);
    expect(flag).to.include({ state: 'open', level: 'concern', track: 'cumulative', score: 7 });
    expect(flag?.contributions).to.have.length(1);
  });

  it('is not changed by the same assessment again', () => {
    const flags = updateFlags([], anAssessment(7, ['a']), NOW);
    expect(updateFlags(flags, anAssessment(7, ['a']), LATER)).to.deep.equal(flags);
  });

  it('stays dismissed while nothing new is known', () => {
    const flags = decide(updateFlags([], anAssessment(7, ['a', 'b']), NOW), 'dismiss');
    expect(updateFlags(flags, anAssessment(6.9, ['a', 'b']), LATER)[0]).to.include({ state: 'dismissed' });
  });

  it('returns on new evidence that tells, and says what is new', () => {
    const flags = decide(updateFlags([], anAssessment(7, ['a', 'b']), NOW), 'dismiss');
    const [flag] = updateFlags(flags, anAssessment(9, ['a', 'b', 'c']), LATER);
    expect(flag).to.include({ state: 'open', whatIsNew: '1 new entry since it was settled' });
    expect(updateFlags(flags, anAssessment(7.2, ['a', 'b', 'c']), LATER)[0]?.state).to.equal('dismissed');
  });

  it('says at which level it was settled and at which it came back, which stays true', () => {
    const flags = decide(updateFlags([], anAssessment(5, ['a']), NOW), 'dismiss');
    const [flag] = updateFlags(flags, anAssessment(9, ['a', 'b'], 'urgent'), LATER);
    expect(flag?.whatIsNew).to.equal(
      '1 new entry since it was settled; settled at concern, it came back at urgent',
    );
  });

  it('subsides when its claim has gone, and one is raised anew later', () => {
    const flags = updateFlags([], anAssessment(7, ['a']), NOW);
    const quiet = updateFlags(flags, anAssessment(1, ['a'], 'none'), LATER);
    expect(quiet[0]).to.include({ state: 'closed' });
    expect(updateFlags(quiet, anAssessment(8, ['a', 'z']), LATER)).to.have.length(2);
  });

  it('is not raised anew on the entries a person closed it on', () => {
    const flags = decide(updateFlags([], anAssessment(7, ['a']), NOW), 'close');
    expect(updateFlags(flags, anAssessment(7, ['a']), LATER)).to.have.length(1);
    expect(updateFlags(flags, anAssessment(8, ['a', 'z']), LATER)).to.have.length(2);
  });

  it('keeps acute and cumulative apart', () => {
    const both: Assessment = {
      ...anAssessment(7, ['a']),
      kinds: ['acute', 'cumulative'],
      level: 'urgent',
      cumulativeLevel: 'concern',
      acuteLevel: 'urgent',
      acuteEntryIds: ['s'],
    };
    expect(updateFlags([], both, NOW).map(({ track, level }) => [track, level])).to.deep.equal([
      ['cumulative', 'concern'],
      ['acute', 'urgent'],
    ]);
  });

  describe('on something grave', () => {
    const grave: Assessment = {
      ...anAssessment(0, []),
      kinds: ['acute'],
      acuteEntryIds: ['s'],
      graveEntryIds: ['s'],
      acuteLevel: 'urgent',
    };
    const twoWeeksOn: Assessment = { ...grave, kinds: [], level: 'none', acuteEntryIds: [] };

    it('waits for a person however long', () => {
      expect(updateFlags(updateFlags([], grave, NOW), twoWeeksOn, LATER)[0]?.state).to.equal('open');
    });

    it('closes itself when the entry was taken back', () => {
      const takenBack = { ...twoWeeksOn, graveEntryIds: [] };
      expect(updateFlags(updateFlags([], grave, NOW), takenBack, LATER)[0]?.state).to.equal('closed');
    });

    it('is not raised anew by a rewording of what was acted on', () => {
      const acted = decide(updateFlags([], grave, NOW), 'action');
      const closed = updateFlags(acted, twoWeeksOn, LATER);
      expect(updateFlags(closed, grave, LATER)).to.deep.equal(closed);
    });
  });

  describe('on a register or a silence', () => {
    const absent = (attendance: object): Assessment => ({
      ...anAssessment(0, []),
      level: 'watch',
      kinds: ['attendance'],
      attendance: attendance as never,
    });

    it('returns when something else is passed, and says what', () => {
      const flags = decide(updateFlags([], absent({ persistent: true }), NOW), 'dismiss');
      expect(updateFlags(flags, absent({ persistent: true }), LATER)[0]?.state).to.equal('dismissed');
      expect(updateFlags(flags, absent({ persistent: true, severe: true }), LATER)[0]).to.include({
        state: 'open',
        whatIsNew: 'severely absent since it was settled',
      });
    });

    it('returns on another spell unseen', () => {
      const unseen = (on: string, schoolDaysSince: number): Assessment => ({
        ...anAssessment(0, []),
        kinds: ['unseen'],
        unseen: { kind: 'seen', on: localDate(on), daysSince: 20, schoolDaysSince },
      });
      const flags = decide(updateFlags([], unseen('2026-01-05', 11), NOW), 'dismiss');
      const stateAfter = (next: Assessment) => updateFlags(flags, next, LATER)[0]?.state;
      expect([stateAfter(unseen('2026-01-05', 14)), stateAfter(unseen('2026-02-02', 11))]).to.deep.equal([
        'dismissed',
        'open',
      ]);
    });
  });

  it('stays while what somebody promised is not done', () => {
    const [flag] = updateFlags([], anAssessment(7, ['a']), NOW);
    const promised = decideFlag(flag!, {
      decision: 'action',
      by: 'DSL',
      at: NOW,
      reason: 'Visit',
      dueOn: localDate('2026-01-20'),
    });
    if (!promised.ok) throw new Error(promised.problem);
    const quiet = anAssessment(1, ['a'], 'none');
    expect(updateFlags([promised.flag], quiet, LATER)[0]?.state).to.equal('actioned');
    const done = decide([promised.flag], 'complete', 'Visited, all well');
    expect(updateFlags(done, quiet, LATER)[0]?.state).to.equal('closed');
  });

  it('refuses a decision without its reason, and one from the wrong state', () => {
    const [flag] = updateFlags([], anAssessment(7, ['a']), NOW);
    expect(decideFlag(flag!, { decision: 'dismiss', by: 'DSL', at: NOW })).to.include({
      problem: 'reason-needed',
    });
    const [dismissed] = decide([flag!], 'dismiss');
    expect(decideFlag(dismissed!, { decision: 'acknowledge', by: 'DSL', at: NOW })).to.include({
      problem: 'not-from-this-state',
    });
  });
});
