import { FLAG_DECISIONS, type Flag, type FlagDecision } from './flag.ts';

/** A person's decision on a flag. */
export interface Decision {
  readonly decision: FlagDecision;
  readonly by: string;
  readonly at: Date;
  readonly reason?: string;
}

export type DecisionResult =
  | { readonly ok: true; readonly flag: Flag }
  | { readonly ok: false; readonly problem: 'not-from-this-state' | 'reason-needed' | 'name-needed' };

/**
 * The flag after a person's decision, or why it cannot be taken. What the flag rested on is kept, so that it
 * returns only for something new.
 */
export function decideFlag(flag: Flag, { decision, by, at, reason }: Decision): DecisionResult {
  const rule = FLAG_DECISIONS[decision];
  if (!rule.from.includes(flag.state)) return { ok: false, problem: 'not-from-this-state' };
  if (by.trim() === '') return { ok: false, problem: 'name-needed' };
  const why = reason?.trim() ?? '';
  if (rule.needsReason && why === '') return { ok: false, problem: 'reason-needed' };
  const { to } = rule;
  const settled =
    to === 'acknowledged'
      ? {}
      : { settledEntryIds: flag.entryIds, settledScore: flag.score, settledLevel: flag.level };
  return {
    ok: true,
    flag: {
      ...flag,
      ...settled,
      state: to,
      history: [
        ...flag.history,
        {
          at,
          event: decision,
          state: to,
          level: flag.level,
          score: flag.score,
          by,
          ...(why === '' ? {} : { reason: why }),
        },
      ],
    },
  };
}
