import { writeShown } from '../../locality/figuresTables.ts';
import { concernOrUrgent, maskSchool, onAList, type MaskedFigures } from '../../locality/maskedFigures.ts';
import { countSchoolFigures } from '../../locality/schoolFigures.ts';
import { SUPPRESSION_NOTE, suppressCount } from '../../smallNumbers.ts';
import type { TableBody } from '../digestView.ts';
import { writeFigure } from '../sentences/writeCount.ts';
import { figure, word } from '../tableCells.ts';
import type { CountedSchool } from './schoolCounts.ts';

interface Column {
  readonly heading: string;
  readonly count: (school: CountedSchool) => number;
  /** How it is shown to readers who may not know of single children; absent where it counts no child. */
  readonly shown?: (figures: MaskedFigures, count: number) => string;
}

const alone = (_figures: MaskedFigures, count: number): string => suppressCount(count);

const COLUMNS: readonly Column[] = [
  { heading: 'On roll', count: ({ facts }) => facts.roll },
  { heading: 'On the list', count: ({ listed }) => listed, shown: onAList },
  {
    heading: 'Concern or urgent',
    count: ({ atLevel }) => atLevel.concern + atLevel.urgent,
    shown: concernOrUrgent,
  },
  {
    heading: 'New or risen',
    count: ({ counts }) => counts.byChange.new + counts.byChange.risen,
    shown: alone,
  },
  { heading: 'Not seen', count: ({ counts }) => counts.unseen, shown: alone },
  { heading: 'Entries', count: ({ facts }) => facts.arrivals.incidents },
];
/** The week's numbers, a school a line. */
export function buildSchoolsTable(schools: readonly CountedSchool[]): TableBody {
  return table(
    schools,
    COLUMNS.map(({ count }) => schools.map((school) => writeFigure(count(school)))),
    [],
  );
}

/** The same for readers who may not know of single children: as the page of figures shows each school. */
export function buildSuppressedTable(schools: readonly CountedSchool[]): TableBody {
  const masked = schools.map(maskCounted);
  return table(
    schools,
    COLUMNS.map(({ count, shown }) =>
      schools.map((school, row) => {
        const figures = masked[row];
        return shown && figures ? writeShown(shown(figures, count(school))) : writeFigure(count(school));
      }),
    ),
    [SUPPRESSION_NOTE, 'The roll and the entries received are as counted.'],
  );
}

/** A school's lists masked exactly as on the page of figures, so that the one does not undo the other. */
export function maskCounted({ facts }: CountedSchool): MaskedFigures {
  const figures = countSchoolFigures(facts.children.map(({ now }) => now));
  return maskSchool({ ...figures, children: facts.roll });
}

function table(
  schools: readonly CountedSchool[],
  columns: readonly (readonly string[])[],
  sentences: readonly string[],
): TableBody {
  return {
    note: null,
    isFacts: false,
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
