import type { LocalDate } from '../../localDate.ts';
import type { DecisionFacts, DecisionOutcome } from '../digestFacts.ts';
import { asSentence, withCapital } from './joinWords.ts';
import { writeCountOf } from './writeCount.ts';
import { writeDateBeside } from './writeDate.ts';
import { writeExcerpt } from './writeExcerpt.ts';

const DECISION_LIMIT_CHARACTERS = 200;

/** How a decision that is no action begins. */
const DECIDED: Readonly<Partial<Record<DecisionOutcome, string>>> = {
  acknowledged: 'Being looked into',
  dismissed: 'Dismissed',
  closed: 'Closed',
  reopened: 'Opened again',
};

/**
 * What was decided last time, by whom and when, and of an action whether it happened.
 * @param weekEnd dates in its calendar year are written without their year
 */
export function writeDecision(decision: DecisionFacts, weekEnd: LocalDate): string {
  const begins = DECIDED[decision.outcome];
  const what = decision.what === '' ? '' : `‘${writeExcerpt(decision.what, DECISION_LIMIT_CHARACTERS)}’`;
  const told = [begins, what].filter((words) => words !== undefined && words !== '').join(': ');
  return [
    `${told} (${decision.by}, ${writeDateBeside(decision.on, weekEnd)}).`,
    outcomeOf(decision, weekEnd),
    othersOf(decision),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function outcomeOf({ outcome, dueOn, cameOfIt }: DecisionFacts, weekEnd: LocalDate): string {
  if (outcome === 'done')
    return cameOfIt === undefined
      ? 'It has been done.'
      : `It has been done: ‘${writeExcerpt(cameOfIt, DECISION_LIMIT_CHARACTERS)}’.`;
  if (outcome !== 'not-done') return '';
  if (dueOn === undefined) return 'It has not been done yet.';
  const due = writeDateBeside(dueOn, weekEnd);
  return dueOn > weekEnd ? `It is due on ${due}.` : `It was due on ${due} and is not marked as done.`;
}

function othersOf({ othersOpen = 0 }: DecisionFacts): string {
  if (othersOpen === 0) return '';
  return asSentence(
    `${withCapital(writeCountOf(othersOpen, 'other action is', 'other actions are'))} not done yet`,
  );
}
