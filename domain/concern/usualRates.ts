import { CONCERN_CATEGORIES } from '../taxonomy.ts';
import type { JudgementConstants } from './constants.ts';
import { isRoutineConcern, type Evidence } from './evidence.ts';
import type { SchoolHabit } from './schoolHabit.ts';
import { categoryIndex } from './themes.ts';

/**
 * How often each concern would be written down about one child in ordinary times, per school week, in taxonomy
 * order. What is unusual is measured against this.
 */
export type UsualRates = Float64Array;

/** The child as far as what is usual goes. */
export interface UsualQuestion {
  /** Standing entries, each event once, oldest event first. */
  readonly evidence: readonly Evidence[];
  readonly asOfDay: number;
  /** School weeks for which the child has been written about or could have been. */
  readonly weeksObserved: number;
  readonly constants: JudgementConstants;
}

/**
 * How much more (or less) is written about this child than about others at the school: gamma-Poisson shrinkage
 * towards 1. Worrying entries count in part, so that a developing harm does not hide itself.
 */
function childFactor(question: UsualQuestion, habit: SchoolHabit): number {
  const { evidence, weeksObserved, constants } = question;
  const { worryInFactor } = constants;
  let written = 0;
  for (const { routine, effect, role } of evidence)
    if (effect !== 'protective')
      written += (routine ? 1 : worryInFactor) * (role === 'subject' ? 1 : constants.linkedRoleFactor);
  const counted = habit.routineShare + worryInFactor * (1 - habit.routineShare);
  const expected = habit.entriesPerPupilWeek * counted * weeksObserved;
  const shape = constants.childGammaShape;
  return Math.max(constants.lowestChildFactor, (shape + written) / (shape + expected));
}

/** Entries of each concern that describe the child's own past: more so the older they are, without a step. */
function ownPast({ evidence, asOfDay, constants }: UsualQuestion): Float64Array {
  const counts = new Float64Array(CONCERN_CATEGORIES.length);
  for (const entry of evidence) {
    const lag = (asOfDay - entry.occurredDay) / 7 - constants.ownPastLagWeeks;
    if (lag <= 0) break;
    const [first] = entry.concerns;
    if (first === undefined || entry.role === 'linked-unknown') continue;
    const index = categoryIndex(first.category);
    counts[index] = (counts[index] ?? 0) + Math.min(1, lag / constants.ownPastRampWeeks);
  }
  return counts;
}

/**
 * What is usual for a child in a school's log: the school's habit, times how much is written about the child,
 * raised for concerns that belong to the child's own past (change counts more than level).
 */
export function usualRates(question: UsualQuestion, habit: SchoolHabit): UsualRates {
  const { constants, weeksObserved } = question;
  const factor = childFactor(question, habit);
  const past = ownPast(question);
  const lagWeeks = (constants.ownPastLagWeeks * constants.schoolWeeksPerYear) / 52;
  const pastWeeks = Math.max(0, weeksObserved - lagWeeks);
  const shape = constants.ownPastShape;
  return habit.shares.map((share, i) => {
    const usual = factor * habit.entriesPerPupilWeek * share;
    return usual * Math.max(1, (shape + (past[i] ?? 0)) / (shape + usual * pastWeeks));
  });
}

/** Worrying entries a school year that ordinary times would bring, of all concerns but the everyday ones. */
export function usualWorriesPerYear(rates: UsualRates, constants: JudgementConstants): number {
  let perWeek = 0;
  CONCERN_CATEGORIES.forEach((category, i) => {
    if (!isRoutineConcern(category)) perWeek += rates[i] ?? 0;
  });
  return perWeek * constants.schoolWeeksPerYear;
}
