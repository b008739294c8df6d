import { writeCountOf } from '../digest/sentences/writeCount.ts';
import { asSentence, joinWords } from '../digest/sentences/joinWords.ts';
import { writeDate } from '../digest/sentences/writeDate.ts';
import type { MoveQuestion } from './moveQuestions.ts';
import type { PlaceWait } from './placeWaits.ts';

/** From a Friday to a Monday a child is without a place in name only. */
const WEEKEND_DAYS = 3;

/** What a child's moves still ask, and what the child waits for. */
export interface MovesToAsk {
  readonly questions: readonly MoveQuestion[];
  readonly waits: readonly PlaceWait[];
}

/** A sentence for each move with a question nobody has answered, and for each wait. */
export function writeMoves({ questions, waits }: MovesToAsk): readonly string[] {
  return [
    ...waits.map(({ what }) => asSentence(what)),
    ...questions.filter(({ open }) => open).map((question) => asSentence(asked(question))),
  ];
}

function asked(question: MoveQuestion): string {
  const { joinedOn, daysWithoutPlace, why } = question;
  const between =
    daysWithoutPlace <= WEEKEND_DAYS
      ? []
      : [`${writeCountOf(daysWithoutPlace, 'day', 'days')} after leaving the last school`];
  const wanting = [...(why === undefined ? ['why is not on record'] : []), ...fileWanting(question)];
  return `${['joined on ' + writeDate(joinedOn), ...between].join(', ')}: ${joinWords(wanting)}`;
}

function fileWanting({ file: { state, on, overdue, schoolDaysSince } }: MoveQuestion): readonly string[] {
  if (state === 'received' || state === 'none') return [];
  const told =
    state === 'requested' && on !== undefined
      ? `the safeguarding file, asked for on ${writeDate(on)}, has not come`
      : 'nobody has said whether a safeguarding file came';
  const late = overdue
    ? ` (${writeCountOf(schoolDaysSince, 'school day', 'school days')}; five are allowed)`
    : '';
  return [`${told}${late}`];
}
