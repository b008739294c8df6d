import type { Level } from './assessment.ts';
import type { JudgementConstants } from './constants.ts';

/** The levels that a cumulative score can give, highest first. */
const CUMULATIVE_LEVELS = ['urgent', 'concern', 'watch'] as const;
type CumulativeLevel = (typeof CUMULATIVE_LEVELS)[number];

const ORDER: Readonly<Record<Level, number>> = { none: 0, watch: 1, concern: 2, urgent: 3 };

/** The higher of two levels. */
export function higherLevel(a: Level, b: Level): Level {
  return ORDER[a] >= ORDER[b] ? a : b;
}

/** True when `a` asks for more attention than `b`. */
export function isAbove(a: Level, b: Level): boolean {
  return ORDER[a] > ORDER[b];
}

/** The score that gives a level. */
export function enteringScore(level: CumulativeLevel, constants: JudgementConstants): number {
  switch (level) {
    case 'urgent':
      return constants.urgentScore;
    case 'concern':
      return constants.concernScore;
    case 'watch':
      return constants.watchScore;
  }
}

/**
 * The level a score stands for, with hysteresis: a level once given is kept while the score stays above a
 * share of what gave it. Whether it was given is looked up week by week in the past, so the answer depends on
 * nothing but the history.
 * @param score today's
 * @param scoreWeeksBack the score as it stood 1, 2, … weeks ago; asked only when the answer hangs on it
 */
export function levelOf(
  score: number,
  scoreWeeksBack: (weeks: number) => number,
  constants: JudgementConstants,
): Level {
  for (const level of CUMULATIVE_LEVELS) {
    const enter = enteringScore(level, constants);
    if (score >= enter) return level;
    if (score < enter * constants.leaveShare) continue;
    for (let weeks = 1; weeks <= constants.hysteresisWeeks; weeks++) {
      const then = scoreWeeksBack(weeks);
      if (then >= enter) return level;
      if (then < enter * constants.leaveShare) break;
    }
  }
  return 'none';
}
