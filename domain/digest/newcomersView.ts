import type { Characteristics } from '../concern/history.ts';
import { writeName, writeWho } from './childView.ts';
import type { SchoolWeekFacts, NewcomerFacts } from './digestFacts.ts';
import type { LinesBody, LineView } from './digestView.ts';
import type { LocalDate } from '../localDate.ts';
import { joinWords, withCapital } from './sentences/joinWords.ts';
import { writeCountOf } from './sentences/writeCount.ts';
import { writeDateBeside } from './sentences/writeDate.ts';
import { writeLevel } from './sentences/writeLevel.ts';

/**
 * Who joined and what came with them. Those with whom nothing came share one line, so that a September intake
 * does not bury the one child who arrives with a history.
 */
export function buildNewcomers({ newAtSchool, weekEnd }: SchoolWeekFacts): LinesBody {
  if (newAtSchool.length === 0) return { note: 'Nobody joined this week.', lines: [] };
  const ordered = [...newAtSchool].sort((a, b) => (a.joined + a.pupilId < b.joined + b.pupilId ? -1 : 1));
  const withMore = ordered.filter(bringsSomething);
  const withNothing = ordered.filter((child) => !bringsSomething(child));
  return {
    note: 'A child protection file travels apart from this data. Ask the last school whether there is one.',
    lines: [...withMore.map((child) => newcomerLine(child, weekEnd)), ...plainLine(withNothing)],
  };
}

function bringsSomething(child: NewcomerFacts): boolean {
  return (
    child.previousSchool !== undefined ||
    child.level !== 'none' ||
    characteristicWords(child.characteristics).length > 0
  );
}

function newcomerLine(child: NewcomerFacts, weekEnd: LocalDate): LineView {
  const { previousSchool } = child;
  const from = previousSchool === undefined ? '' : ` from ${previousSchool.name}`;
  const facts = [
    `Joined on ${writeDateBeside(child.joined, weekEnd)}${from}.`,
    historySentence(child, weekEnd),
  ];
  const known = characteristicWords(child.characteristics);
  if (known.length > 0) facts.push(`The pupil data says: ${joinWords(known)}.`);
  if (child.level !== 'none') facts.push(`On the list at ${writeLevel(child.level)}.`);
  return { who: writeWho(child), what: facts.join(' ') };
}

function historySentence({ previousSchool }: NewcomerFacts, weekEnd: LocalDate): string {
  if (previousSchool === undefined) return 'No earlier record has reached us.';
  if (previousSchool.entries === 0) return 'No entries came with them.';
  const latest =
    previousSchool.lastEntryOn === undefined
      ? ''
      : `, the latest on ${writeDateBeside(previousSchool.lastEntryOn, weekEnd)}`;
  const verb = previousSchool.entries === 1 ? 'was' : 'were';
  return `${withCapital(writeCountOf(previousSchool.entries, 'entry', 'entries'))} ${verb} recorded there${latest}.`;
}

function plainLine(children: readonly NewcomerFacts[]): LineView[] {
  if (children.length === 0) return [];
  const who = joinWords(children.map((child) => writeName(child.name)));
  return [{ who, what: 'No earlier record has reached us.' }];
}

const CHARACTERISTIC_WORDS: readonly { readonly field: keyof Characteristics; readonly words: string }[] = [
  { field: 'childProtectionPlan', words: 'child protection plan' },
  { field: 'childInNeed', words: 'child in need' },
  { field: 'lookedAfter', words: 'looked after' },
  { field: 'youngCarer', words: 'young carer' },
  { field: 'partTimeTimetable', words: 'part-time timetable' },
  { field: 'ehcp', words: 'education, health and care plan' },
  { field: 'senSupport', words: 'SEN support' },
  { field: 'fsm', words: 'free school meals' },
];

function characteristicWords(characteristics: Characteristics): string[] {
  return CHARACTERISTIC_WORDS.filter(({ field }) => characteristics[field] === true).map(
    ({ words }) => words,
  );
}
