import { noRegisterArrived, nothingArrived } from './arrivals.ts';
import type { DigestCounts } from './digestCounts.ts';
import type { DigestFacts } from './digestFacts.ts';
import { TO_DISCUSS, type Change } from './standing.ts';
import { asSentence, joinWords } from './sentences/joinWords.ts';
import { writeCount, writeCountOf, writeFigure } from './sentences/writeCount.ts';
import { writeDate, writeDateBeside } from './sentences/writeDate.ts';

/** What changed since the last digest, in one paragraph; what could not be seen comes before comfort. */
export function writeWhatChanged(facts: DigestFacts, counts: DigestCounts, heldBackHeading: string): string {
  return [
    facts.schoolClosed === true ? 'The school was closed this week.' : '',
    nothingArrived(facts)
      ? 'Nothing arrived from the school’s systems this week, so we cannot tell what changed. What follows rests on earlier weeks.'
      : '',
    listSentence(facts, counts),
    urgentSentence(counts),
    entriesSentence(facts),
    ...unseenSentences(counts),
    newcomerSentence(facts),
    gapSentence(facts, counts, heldBackHeading),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

const LISTED: readonly Change[] = [...TO_DISCUSS, 'watched', 'settled'];

function listSentence(facts: DigestFacts, { byChange }: DigestCounts): string {
  if (facts.previousWeekStart === undefined) {
    const listed = LISTED.reduce((sum, change) => sum + byChange[change], 0);
    const on = listed === 0 ? 'nobody is on the list' : `${isAre(listed, 'child', 'children')} on the list`;
    return `This is the first digest, so there is no earlier one to compare with; ${on}.`;
  }
  const since = `Since the digest for the week of ${writeDateBeside(facts.previousWeekStart, facts.weekEnd)}`;
  const moves = [
    { count: byChange.new, one: 'is new to the list', many: 'are new to the list' },
    { count: byChange.risen, one: 'has moved up', many: 'have moved up' },
    { count: byChange['still-high'], one: 'remains high', many: 'remain high' },
    { count: byChange.fallen, one: 'has moved down', many: 'have moved down' },
  ].filter(({ count }) => count > 0);
  if (moves.length === 0) return `${since} nobody has joined the list or moved on it.`;
  const words = moves.map(({ count, one, many }, place) =>
    place === 0 ? writeCountOf(count, `child ${one}`, `children ${many}`) : writeCountOf(count, one, many),
  );
  return `${since}, ${joinWords(words)}.`;
}

function urgentSentence({ urgent, discuss }: DigestCounts): string {
  if (urgent === 0) return '';
  if (urgent === discuss) return urgent === 1 ? 'That child is at urgent.' : 'All of those are at urgent.';
  return asSentence(
    `${writeCountOf(urgent, 'child is at urgent and comes', 'children are at urgent and come')} first below`,
  );
}

function part(count: number, one: string, many: string): string {
  return count === 0 ? '' : writeCountOf(count, one, many);
}

function isAre(count: number, one: string, many: string): string {
  return `${writeCountOf(count, one, many)} ${count === 1 ? 'is' : 'are'}`;
}

function entriesSentence(facts: DigestFacts): string {
  if (nothingArrived(facts) || (facts.schoolClosed === true && facts.arrivals.incidents === 0)) return '';
  const { incidents, lateEntries = 0 } = facts.arrivals;
  const late = lateEntries === 0 ? '' : `, and ${writeCount(lateEntries)} of earlier weeks that came late`;
  return `We received ${writeCountOf(incidents, 'entry', 'entries')} from staff${late}.`;
}

/** Who was not seen and of whom that cannot be told, kept apart: not knowing is not the same as not seen. */
export function unseenSentences({ unseen, unknown }: DigestCounts): string[] {
  const notSeen = part(unseen, 'child has not been seen lately', 'children have not been seen lately');
  const notKnown = part(unknown, 'child', 'children');
  return [
    asSentence(notSeen),
    notKnown === '' ? '' : `For ${notKnown} we cannot tell when they were last seen.`,
  ].filter((sentence) => sentence !== '');
}

function newcomerSentence({ newAtSchool }: DigestFacts): string {
  return newAtSchool.length === 0
    ? ''
    : asSentence(`${writeCountOf(newAtSchool.length, 'child', 'children')} joined the school`);
}

function gapSentence(facts: DigestFacts, counts: DigestCounts, heldBackHeading: string): string {
  if (nothingArrived(facts)) return '';
  const gaps = [
    noRegisterArrived(facts) ? 'no register arrived' : registerGaps(facts.missingRegisters.length),
    part(counts.waitingRows, 'row waits for a person', 'rows wait for a person'),
    part(counts.refusedRows, 'row was refused', 'rows were refused'),
  ].filter((words) => words !== '');
  return gaps.length === 0
    ? ''
    : `This is not the whole picture: ${joinWords(gaps)} (see “${heldBackHeading}”).`;
}

function registerGaps(count: number): string {
  if (count === 0) return '';
  return `${writeCount(count)} ${count === 1 ? 'register' : 'registers'} did not arrive in full`;
}

/** The e-mail's subject: no child in it, only how many there are to discuss and whether it is the whole picture. */
export function writeSubject(facts: DigestFacts, counts: DigestCounts, title: string): string {
  const week = `${title}, week of ${writeDate(facts.weekStart)}`;
  if (nothingArrived(facts)) return `${week}: nothing arrived from school`;
  const children =
    counts.discuss === 0
      ? 'no children to discuss'
      : `${writeFigure(counts.discuss)} ${counts.discuss === 1 ? 'child' : 'children'} to discuss`;
  const closed = facts.schoolClosed === true ? ' (school closed)' : '';
  const gaps = noRegisterArrived(facts) || facts.missingRegisters.length > 0 ? ', registers missing' : '';
  return `${week}${closed}: ${children}${gaps}`;
}
