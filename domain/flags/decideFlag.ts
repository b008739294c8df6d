import { londonDate, type LocalDate } from '../localDate.ts';
import { FLAG_DECISIONS, type Flag, type FlagAction, type FlagDecision } from './flag.ts';

/** A person's decision on a flag. */
export interface Decision {
  readonly decision: FlagDecision;
  readonly by: string;
  readonly personId?: string;
  readonly at: Date;
  /** Why; of `action` what is done, of `complete` what came of it. */
  readonly reason?: string;
  /** Of `action`: by when it is to be done; left out for something done already. */
  readonly dueOn?: LocalDate;
}

export type DecisionProblem =
  'not-from-this-state' | 'reason-needed' | 'name-needed' | 'due-in-the-past' | 'nothing-to-complete';

export type DecisionResult =
  { readonly ok: true; readonly flag: Flag } | { readonly ok: false; readonly problem: DecisionProblem };

/** The actions of a flag that nobody has said are done. */
export function openActions({ actions = [] }: Pick<Flag, 'actions'>): readonly FlagAction[] {
  return actions.filter(({ done }) => done === undefined);
}

function problemOf(
  flag: Flag,
  { decision, by, at, dueOn }: Decision,
  why: string,
): DecisionProblem | undefined {
  const rule = FLAG_DECISIONS[decision];
  if (!rule.from.includes(flag.state)) return 'not-from-this-state';
  if (by.trim() === '') return 'name-needed';
  if (rule.needsReason && why === '') return 'reason-needed';
  if (dueOn !== undefined && dueOn < londonDate(at)) return 'due-in-the-past';
  if (decision === 'complete' && openActions(flag).length === 0) return 'nothing-to-complete';
  return undefined;
}

function actionsAfter(flag: Flag, { decision, by, at, dueOn }: Decision, why: string): readonly FlagAction[] {
  const { actions = [] } = flag;
  switch (decision) {
    case 'action':
      return [
        ...actions,
        dueOn === undefined
          ? { what: why, by, at, done: { at, by, outcome: why } }
          : { what: why, by, at, dueOn },
      ];
    case 'complete': {
      const next = openActions(flag)[0];
      return actions.map((action) =>
        action === next ? { ...action, done: { at, by, outcome: why } } : action,
      );
    }
    default:
      return actions;
  }
}

/**
 * The flag after a person's decision, or why it cannot be taken. What the flag rested on when it was settled is
 * kept, so that it returns only for something new; `complete` says of the oldest open action that it is done.
 */
export function decideFlag(flag: Flag, decision: Decision): DecisionResult {
  const why = decision.reason?.trim() ?? '';
  const problem = problemOf(flag, decision, why);
  if (problem !== undefined) return { ok: false, problem };
  const { to } = FLAG_DECISIONS[decision.decision];
  const settles = to === 'actioned' || to === 'dismissed' || to === 'closed';
  const actions = actionsAfter(flag, decision, why);
  return {
    ok: true,
    flag: {
      ...flag,
      ...(settles && decision.decision !== 'complete'
        ? {
            settledEntryIds: flag.entryIds,
            settledSignIds: (flag.signs ?? []).map(({ id }) => id),
            settledScore: flag.score,
            settledLevel: flag.level,
          }
        : {}),
      ...(actions.length === 0 ? {} : { actions }),
      state: to,
      history: [
        ...flag.history,
        {
          at: decision.at,
          event: decision.decision,
          state: to,
          level: flag.level,
          score: flag.score,
          by: decision.by,
          ...(decision.personId === undefined ? {} : { personId: decision.personId }),
          ...(why === '' ? {} : { reason: why }),
        },
      ],
    },
  };
}
