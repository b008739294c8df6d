import { writeWho } from './childView.ts';
import type { SchoolWeekFacts } from './digestFacts.ts';
import type { LinesBody } from './digestView.ts';
import { unseenSentence } from './sentences/writeUnseen.ts';
import type { PlacedChild } from './standing.ts';
import { noRegisterArrived } from './arrivals.ts';

/** Children not seen lately, those of whom nothing is known, and those here only because nobody has seen them. */
export function findUnseen(placed: readonly PlacedChild[]): PlacedChild[] {
  return placed.filter(
    ({ child, change }) =>
      child.now.kinds.includes('unseen') || child.now.unseen.kind === 'no-data' || change === 'unlisted',
  );
}

/** Who has not been seen and since when; says plainly when that cannot be told. */
export function buildUnseen(placed: readonly PlacedChild[], facts: SchoolWeekFacts): LinesBody {
  const unseen = findUnseen(placed);
  const lines = unseen.map((one) => ({
    who: writeWho(one.child),
    what: unseenSentence(one.child.now.unseen, facts.weekEnd),
  }));
  if (noRegisterArrived(facts)) {
    const known = lines.length === 0 ? '' : ' What follows rests on earlier weeks.';
    return {
      note: `No register arrived this week, so we cannot tell who was in school.${known}`,
      lines,
    };
  }
  if (lines.length > 0) return { note: null, lines };
  const note = facts.schoolClosed
    ? 'Days when the school is closed are not counted. Nobody was overdue when it closed.'
    : 'Every child on the list has been seen within the usual time.';
  return { note, lines };
}
