import type { HeldBackBody } from '../digestView.ts';
import { asSentence, joinWords } from '../sentences/joinWords.ts';
import { writeCount, writeCountOf } from '../sentences/writeCount.ts';
import { noRegisterArrived, nothingArrived } from '../arrivals.ts';
import type { CountedSchool } from './schoolCounts.ts';

/** What changed over all schools, in one paragraph; what could not be seen comes before comfort. */
export function writeOverview(schools: readonly CountedSchool[]): string {
  const sum = (count: (school: CountedSchool) => number): number =>
    schools.reduce((total, school) => total + count(school), 0);
  const silent = schools.filter(({ facts }) => nothingArrived(facts)).length;
  const moves = [
    { count: sum(({ counts }) => counts.byChange.new), one: 'is new to a list', many: 'are new to a list' },
    { count: sum(({ counts }) => counts.byChange.risen), one: 'has moved up', many: 'have moved up' },
    { count: sum(({ counts }) => counts.byChange['still-high']), one: 'remains high', many: 'remain high' },
    { count: sum(({ counts }) => counts.byChange.fallen), one: 'has moved down', many: 'have moved down' },
  ].filter(({ count }) => count > 0);
  const urgent = sum(({ atLevel }) => atLevel.urgent);
  const unseen = sum(({ counts }) => counts.unseen);
  return [
    silent > 0
      ? asSentence(
          `nothing arrived from ${writeCountOf(silent, 'school', 'schools')}, so we cannot tell what changed there`,
        )
      : '',
    schools.every(({ facts }) => facts.previousWeekStart === undefined)
      ? `This is the first digest, so there is no earlier one to compare with; ${writeOnLists(sum(({ listed }) => listed))}.`
      : moves.length === 0
        ? 'Nobody has joined a list or moved on one.'
        : asSentence(
            joinWords(
              moves.map(({ count, one, many }, place) =>
                place === 0
                  ? writeCountOf(count, `child ${one}`, `children ${many}`)
                  : writeCountOf(count, one, many),
              ),
            ),
          ),
    urgent > 0 ? asSentence(`${writeCountOf(urgent, 'child is', 'children are')} at urgent`) : '',
    asSentence(
      `${writeCountOf(
        sum(({ facts }) => facts.arrivals.incidents),
        'entry',
        'entries',
      )} arrived from staff at ${writeCountOf(schools.length, 'school', 'schools')}`,
    ),
    unseen > 0
      ? asSentence(`${writeCountOf(unseen, 'child has', 'children have')} not been seen lately`)
      : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function writeOnLists(count: number): string {
  return count === 0
    ? 'nobody is on a list'
    : `${writeCountOf(count, 'child is on a list', 'children are on a list')}`;
}

/** What did not arrive, school by school, in counts: it names no child and repeats no row. */
export function buildGaps(schools: readonly CountedSchool[]): HeldBackBody {
  const sentences = schools.flatMap((school) => {
    const gaps = gapsOf(school);
    return gaps.length === 0 ? [] : [`${school.facts.school.name}: ${joinWords(gaps)}.`];
  });
  return sentences.length > 0
    ? { allClear: false, sentences }
    : {
        allClear: true,
        sentences: [
          `Every register expected arrived${schools.length === 1 ? '' : ' from every school'}, no row waits for a person and none was refused.`,
        ],
      };
}

function gapsOf({ facts, counts }: CountedSchool): string[] {
  if (nothingArrived(facts)) return ['nothing arrived this week'];
  const registers = facts.missingRegisters.length;
  return [
    noRegisterArrived(facts)
      ? 'no register arrived'
      : registers === 0
        ? ''
        : `${writeCount(registers)} ${registers === 1 ? 'register' : 'registers'} did not arrive in full`,
    counts.waitingRows === 0
      ? ''
      : writeCountOf(counts.waitingRows, 'row waits for a person', 'rows wait for a person'),
    counts.refusedRows === 0 ? '' : writeCountOf(counts.refusedRows, 'row was refused', 'rows were refused'),
  ].filter((words) => words !== '');
}
