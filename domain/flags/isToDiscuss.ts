import type { Assessment, FlagKind } from '../concern/assessment.ts';

/**
 * Kinds of reason that put a child among those to talk about. An attendance threshold alone is for the attendance
 * officer (one child in five passes one in a year: DfE, pupil absence in schools 2024/25), and a move alone for whoever
 * asks the last school: both stand on the child, in lists of their own.
 */
const TO_DISCUSS: ReadonlySet<FlagKind> = new Set(['acute', 'cumulative', 'household', 'unseen']);

/** True for a child to talk about, by what stands now. */
export function isToDiscuss({ kinds }: Pick<Assessment, 'kinds'>): boolean {
  return kinds.some((kind) => TO_DISCUSS.has(kind));
}

/** An assessment at the level it has on the list of those to talk about: none for an attendance threshold or a move alone. */
export function asListed<T extends Pick<Assessment, 'kinds' | 'level'>>(assessment: T): T {
  return isToDiscuss(assessment) ? assessment : { ...assessment, level: 'none' };
}
