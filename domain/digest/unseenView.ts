import { inOrderOfWorry, type UnseenChild } from '../attendance/unseenList.ts';
import { groupBy } from '../groupBy.ts';
import { writeName, writeWho } from './childView.ts';
import type { ChildFacts, SchoolWeekFacts } from './digestFacts.ts';
import type { LinesBody, LineView } from './digestView.ts';
import { joinWords } from './sentences/joinWords.ts';
import { unseenSentence, writeTried } from './sentences/writeUnseen.ts';
import type { PlacedChild } from './standing.ts';
import { noRegisterArrived } from './arrivals.ts';

/** Names in the line of those of whom nothing is known; more would bury the others. */
const UNKNOWN_NAMED = 12;

/** Children not seen lately, those of whom nothing is known, and those here only because nobody has seen them. */
export function findUnseen(placed: readonly PlacedChild[]): PlacedChild[] {
  return placed.filter(
    ({ child, change }) =>
      child.now.kinds.includes('unseen') || child.now.unseen.kind === 'no-data' || change === 'unlisted',
  );
}

/** Who has not been seen, since when and what was tried, most worrying first; then those of whom that cannot be told. */
export function buildUnseen(placed: readonly PlacedChild[], facts: SchoolWeekFacts): LinesBody {
  const children = inOrder(findUnseen(placed).map(({ child }) => child));
  const isUnknown = ({ now }: ChildFacts): boolean => now.unseen.kind === 'no-data';
  const lines = [
    ...children.filter((child) => !isUnknown(child)).map((child) => unseenLine(child, facts)),
    ...unknownLines(children.filter(isUnknown), facts),
  ];
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
    : 'Nobody on roll has gone a school week without being seen.';
  return { note, lines };
}

function inOrder(children: readonly ChildFacts[]): ChildFacts[] {
  const byId = new Map(children.map((child) => [child.pupilId, child]));
  const ordered = inOrderOfWorry(children.flatMap(({ unseen }): UnseenChild[] => (unseen ? [unseen] : [])));
  const first = ordered.flatMap(({ pupilId }) => byId.get(pupilId) ?? []);
  return [...first, ...children.filter(({ unseen }) => unseen === undefined)];
}

function unseenLine(child: ChildFacts, { weekEnd }: SchoolWeekFacts): LineView {
  const tried = child.unseen === undefined ? [] : [writeTried(child.unseen.tried, weekEnd)];
  return { who: writeWho(child), what: [unseenSentence(child.now.unseen, weekEnd), ...tried].join(' ') };
}

/** One line for each reason why nothing is known. */
function unknownLines(children: readonly ChildFacts[], { weekEnd }: SchoolWeekFacts): LineView[] {
  const groups = groupBy(children, ({ now }) => unseenSentence(now.unseen, weekEnd));
  return [...groups].map(([what, group]) => {
    const [only] = group;
    if (group.length === 1 && only) return { who: writeWho(only), what };
    const named = group.slice(0, UNKNOWN_NAMED).map((child) => writeName(child.name));
    const others = group.length - named.length;
    return { who: joinWords(others === 0 ? named : [...named, `${others} more`]), what };
  });
}
