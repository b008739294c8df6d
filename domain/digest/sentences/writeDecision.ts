import type { LocalDate } from '../../localDate.ts';
import type { DecisionFacts } from '../digestFacts.ts';
import { writeDateBeside } from './writeDate.ts';
import { writeExcerpt } from './writeExcerpt.ts';

const DECISION_LIMIT_CHARACTERS = 200;

/**
 * What was decided last time, by whom and when, and whether it happened; not knowing is said.
 * @param weekEnd dates in its calendar year are written without their year
 */
export function writeDecision(decision: DecisionFacts, weekEnd: LocalDate): string {
  const what = writeExcerpt(decision.what, DECISION_LIMIT_CHARACTERS);
  return `‘${what}’ (${decision.by}, ${writeDateBeside(decision.on, weekEnd)}). ${outcomeOf(decision)}`;
}

function outcomeOf({ done }: DecisionFacts): string {
  if (done === undefined) return 'Nobody has recorded whether it happened.';
  return done ? 'It has been done.' : 'It has not been done yet.';
}
