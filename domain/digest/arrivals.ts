import type { SchoolWeekFacts } from './digestFacts.ts';

/** True when the school was open and nothing of its week was sent, in the week or since. */
export function nothingArrived(facts: SchoolWeekFacts): boolean {
  const { incidents, marks, deliveries } = facts.arrivals;
  return facts.schoolClosed !== true && incidents + marks + deliveries === 0;
}

/** True when the school was open and not one mark came: nothing can be said about who was there. */
export function noRegisterArrived(facts: SchoolWeekFacts): boolean {
  return facts.schoolClosed !== true && facts.arrivals.marks === 0;
}

/** True when a register or everything is missing of a week the school was open in. */
export function hasGaps(facts: SchoolWeekFacts): boolean {
  return nothingArrived(facts) || noRegisterArrived(facts) || facts.missingRegisters.length > 0;
}
