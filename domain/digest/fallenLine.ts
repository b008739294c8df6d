import { writeWho } from './childView.ts';
import type { SchoolWeekFacts } from './digestFacts.ts';
import type { LineView } from './digestView.ts';
import { asClause, asSentence } from './sentences/joinWords.ts';
import { writeCountOf } from './sentences/writeCount.ts';
import { writeLevel } from './sentences/writeLevel.ts';
import type { PlacedChild } from './standing.ts';
import { noRegisterArrived } from './arrivals.ts';

/**
 * A child lower than last time in one line: from where to where, and what it rests on. Where no register came, a
 * fall may only mean that nothing was seen, and that is said.
 */
export function buildFallenLine({ child }: PlacedChild, facts: SchoolWeekFacts): LineView {
  const from = writeLevel(child.before?.level ?? 'none');
  const to = child.now.level === 'none' ? 'off the list' : writeLevel(child.now.level);
  const sentences = [asSentence(`from ${from} to ${to}`), restsOn(child.entriesThisWeek)];
  const better = child.now.contributions.filter((part) => part.points < 0)[0];
  if (better !== undefined) sentences.push(asSentence(`what helped: ${asClause(better.what)}`));
  if (noRegisterArrived(facts))
    sentences.push('No register arrived, so this may only mean that less was seen.');
  return { who: writeWho(child), what: sentences.join(' ') };
}

function restsOn(entriesThisWeek: number): string {
  return entriesThisWeek === 0
    ? 'Nothing new was recorded this week.'
    : asSentence(`${writeCountOf(entriesThisWeek, 'entry was', 'entries were')} recorded this week`);
}
