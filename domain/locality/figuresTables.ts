import { THEME_TITLES } from '../concern/themes.ts';
import type { TableBody } from '../digest/digestView.ts';
import { writeFigure } from '../digest/sentences/writeCount.ts';
import { figure, word } from '../digest/tableCells.ts';
import { addShown, HIDDEN, isBase, takenFor } from '../smallNumbers.ts';
import {
  concernOrUrgent,
  onAList,
  persistentlyAbsent,
  type MaskedFigures,
  type Rate,
} from './maskedFigures.ts';
import { THEMES } from './schoolFigures.ts';

/** A line of every table: a school, a locality or all, with what may be known of it. */
export interface FiguresRow {
  readonly head: string;
  readonly figures: MaskedFigures;
}

interface Column {
  readonly heading: string;
  readonly write: (figures: MaskedFigures) => string;
}

const CHILDREN: readonly Column[] = [
  { heading: 'Children', write: ({ children }) => writeShown(addShown(children)) },
  { heading: 'On a list', write: (figures) => writeShown(onAList(figures)) },
  {
    heading: 'On a list, share',
    write: (figures) => writeShare(onAList(figures), addShown(figures.children)),
  },
  { heading: 'Watch', write: ({ levels }) => writeShown(addShown(levels.watch)) },
  { heading: 'Concern', write: ({ levels }) => writeShown(addShown(levels.concern)) },
  { heading: 'Urgent', write: ({ levels }) => writeShown(addShown(levels.urgent)) },
];

const THEME_COLUMNS: readonly Column[] = THEMES.map((theme) => ({
  heading: THEME_TITLES[theme],
  write: ({ themes }) => writeShown(addShown(themes[theme])),
}));

const ATTENDANCE: readonly Column[] = [
  { heading: 'Attendance this year', write: ({ year }) => writeRate(year) },
  { heading: 'Last four weeks', write: ({ fourWeeks }) => writeRate(fourWeeks) },
  { heading: 'Persistently absent', write: (figures) => writeShown(persistentlyAbsent(figures)) },
  {
    heading: 'Persistently absent, share',
    write: (figures) => writeShare(persistentlyAbsent(figures), addShown(figures.registers)),
  },
  { heading: 'Severely absent', write: ({ severe }) => writeShown(addShown(severe)) },
  {
    heading: 'Severely absent, share',
    write: ({ severe, registers }) => writeShare(addShown(severe), addShown(registers)),
  },
];

/** Children on roll and on the lists. */
export function childrenTable(rows: readonly FiguresRow[]): TableBody {
  return table(
    'Children on roll, and those whose whole story asks for attention: to watch, of concern, urgent.',
    CHILDREN,
    rows,
  );
}

/** Children on a list, by what the entries about them tell of. */
export function needTable(rows: readonly FiguresRow[]): TableBody {
  return table(
    'Children on a list, by what the entries about them tell of. A child may stand under several themes.',
    THEME_COLUMNS,
    rows,
  );
}

/** Rates of attendance, and the children whom DfE counts as persistently and severely absent. */
export function attendanceTable(rows: readonly FiguresRow[]): TableBody {
  return table(
    'Persistently absent: a tenth and more of possible sessions missed this academic year; severely absent: half and more, who are counted in both.',
    ATTENDANCE,
    rows,
  );
}

function table(note: string, columns: readonly Column[], rows: readonly FiguresRow[]): TableBody {
  return {
    note,
    isFacts: false,
    columns: [word('School'), ...columns.map(({ heading }) => figure(heading))],
    rows: rows.map(({ head, figures }) => ({
      head,
      cells: columns.map(({ write }) => figure(write(figures))),
    })),
    sentences: [],
  };
}

/** Measures of a moment beside those of another: what `changeTable` compares. */
export const MEASURES: readonly {
  readonly name: string;
  readonly shown: (figures: MaskedFigures) => string;
}[] = [
  { name: 'On a list', shown: onAList },
  { name: 'Of concern or urgent', shown: concernOrUrgent },
  ...THEMES.map((theme) => ({
    name: THEME_TITLES[theme],
    shown: ({ themes }: MaskedFigures) => addShown(themes[theme]),
  })),
  { name: 'Persistently absent', shown: persistentlyAbsent },
  { name: 'Severely absent', shown: ({ severe }) => addShown(severe) },
];

/** A count as it is read: `1,240`, or `c`. */
export function writeShown(shown: string): string {
  return shown === HIDDEN ? shown : writeFigure(Number(shown));
}

/** Attendance in percent, or `c`. */
export function writeRate(rate: Rate | null): string {
  return rate ? `${rate.percent.toFixed(rate.decimals)}%` : HIDDEN;
}

/** A share in whole percent, out of shown counts; hidden where either is, or the base is small. */
function writeShare(part: string, whole: string): string {
  if (part === HIDDEN || !isBase(whole)) return HIDDEN;
  return `${Math.round((100 * takenFor(part)) / takenFor(whole))}%`;
}
