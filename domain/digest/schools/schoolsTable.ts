import { SUPPRESSION_NOTE, suppressColumn } from '../../smallNumbers.ts';
import type { TableBody } from '../digestView.ts';
import { writeFigure } from '../sentences/writeCount.ts';
import { figure, word } from '../tableCells.ts';
import type { CountedSchool } from './schoolCounts.ts';

const COLUMNS: readonly { readonly heading: string; readonly count: (school: CountedSchool) => number }[] = [
  { heading: 'On roll', count: ({ facts }) => facts.roll },
  { heading: 'On the list', count: ({ listed }) => listed },
  { heading: 'Concern or urgent', count: ({ atLevel }) => atLevel.concern + atLevel.urgent },
  { heading: 'New or risen', count: ({ counts }) => counts.byChange.new + counts.byChange.risen },
  { heading: 'Not seen', count: ({ counts }) => counts.unseen },
  { heading: 'Entries', count: ({ facts }) => facts.arrivals.incidents },
];
/** Columns that count no child: nobody can be worked out from them. */
const NOT_CHILDREN: ReadonlySet<string> = new Set(['On roll', 'Entries']);

/** The week's numbers, a school a line. */
export function buildSchoolsTable(schools: readonly CountedSchool[]): TableBody {
  return table(
    schools,
    COLUMNS.map(({ count }) => schools.map((school) => writeFigure(count(school)))),
    [],
  );
}

/** The same for readers who may not know of single children: small counts are hidden. */
export function buildSuppressedTable(schools: readonly CountedSchool[]): TableBody {
  return table(
    schools,
    COLUMNS.map(({ heading, count }) => {
      const counts = schools.map(count);
      return NOT_CHILDREN.has(heading) ? counts.map(writeFigure) : suppressColumn(counts);
    }),
    [SUPPRESSION_NOTE],
  );
}

function table(
  schools: readonly CountedSchool[],
  columns: readonly (readonly string[])[],
  sentences: readonly string[],
): TableBody {
  return {
    note: null,
    columns: [word('School'), ...COLUMNS.map(({ heading }) => figure(heading))],
    rows: schools.map((school, row) => ({
      head: school.facts.school.name,
      cells: columns.map((column, place) => {
        const text = column[row] ?? '';
        return figure(text, `${(COLUMNS[place]?.heading ?? '').toLowerCase()} ${text}`);
      }),
    })),
    sentences,
  };
}
