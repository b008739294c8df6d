import type { Level } from '../concern/assessment.ts';
import type { DigestCounts } from './digestCounts.ts';
import type { SchoolWeekFacts } from './digestFacts.ts';
import type { TableBody } from './digestView.ts';
import { figure, word } from './tableCells.ts';
import { writeFigure } from './sentences/writeCount.ts';

/** The week's numbers for the governors' report: no names, nothing worked out that is not said above. */
export function buildNumbers(facts: SchoolWeekFacts, counts: DigestCounts): TableBody {
  const at = (level: Level): number => facts.children.filter((child) => child.now.level === level).length;
  const listed = at('watch') + at('concern') + at('urgent');
  const { lateEntries = 0 } = facts.arrivals;
  const isFirst = facts.previousWeekStart === undefined;
  const rows: [string, number][] = [
    ['Children on roll', facts.roll],
    ['Children on the list', listed],
    ['At urgent', at('urgent')],
    ['At concern', at('concern')],
    ['At watch', at('watch')],
    ...(isFirst
      ? []
      : ([
          ['New to the list', counts.byChange.new],
          ['Moved up', counts.byChange.risen],
          ['Moved down or off the list', counts.byChange.fallen],
        ] satisfies [string, number][])),
    ['Not seen lately', counts.unseen],
    ['Not known when last seen', counts.unknown],
    ['Joined the school', facts.newAtSchool.length],
    ['Entries received', facts.arrivals.incidents],
    ...((lateEntries === 0 ? [] : [['Entries of earlier weeks that came late', lateEntries]]) satisfies [
      string,
      number,
    ][]),
    ['Register marks received', facts.arrivals.marks],
    ['Registers missing or with gaps', facts.missingRegisters.length],
    ['Rows waiting for a person', counts.waitingRows],
    ['Rows refused', counts.refusedRows],
  ];
  return {
    note: null,
    isFacts: true,
    columns: [word('What'), figure('How many')],
    rows: rows.map(([what, value]) => ({ head: what, cells: [figure(writeFigure(value))] })),
    sentences: [],
  };
}
