import type { DecisionFacts } from '../digestFacts.ts';
import { writeDate } from './writeDate.ts';
import { writeExcerpt } from './writeExcerpt.ts';

const DECISION_LIMIT_CHARACTERS = 200;

/** What was decided last time, by whom and when, and whether it happened; not knowing is said. */
export function writeDecision(decision: DecisionFacts): string {
  const what = writeExcerpt(decision.what, DECISION_LIMIT_CHARACTERS);
  return `‘${what}’ (${decision.by}, ${writeDate(decision.on)}). ${outcomeOf(decision)}`;
}

function outcomeOf({ done }: DecisionFacts): string {
  if (done === undefined) return 'Nobody has recorded whether it happened.';
  return done ? 'It has been done.' : 'It has not been done yet.';
}
