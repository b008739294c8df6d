import { classifyMark, type ClassifiedMark } from '../attendance/codes.ts';
import type { MarksYear, Session } from '../attendance/marks.ts';
import { writeDate } from '../digest/sentences/writeDate.ts';
import { addDays, localDate, mondayOf, weekday, type LocalDate } from '../localDate.ts';
import { isOnAxis, WEEK_WIDTH, xOfWeek, type TimeAxis } from './timeAxis.ts';

/** What a cell says at a glance. Its letter says the same without colour, its title in full. */
export type CellKind =
  'present' | 'late' | 'elsewhere' | 'illness' | 'authorised' | 'unauthorised' | 'not-possible' | 'no-mark';

export interface CalendarCell {
  readonly x: number;
  readonly y: number;
  readonly letterX: number;
  readonly letterY: number;
  readonly kind: CellKind;
  /** The register's code; empty for an ordinary presence. */
  readonly letter: string;
  readonly title: string;
}

/** A register as a calendar, a cell a session, and the same in a table, a row a week. */
export interface AttendanceCalendarView {
  readonly width: number;
  readonly height: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly days: readonly { readonly y: number; readonly label: string }[];
  readonly months: readonly { readonly x: number; readonly label: string }[];
  readonly monthY: number;
  readonly cells: readonly CalendarCell[];
  /** One sentence on the weeks shown. */
  readonly summary: string;
  readonly legend: readonly { readonly kind: CellKind; readonly letter: string; readonly meaning: string }[];
  /** Newest first; weeks without a mark are left out. */
  readonly rows: readonly CalendarRow[];
}

export interface CalendarRow {
  readonly isoDate: string;
  readonly week: string;
  readonly possible: number;
  readonly missed: number;
  readonly unauthorised: number;
  readonly late: number;
  /** Every session that was not an ordinary presence. */
  readonly detail: string;
}

const CELL_HEIGHT = 13;
const GAP = 2;
const DAY_GAP = 3;
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'] as const;
const TOP = 4;
const BELOW = 20;

const LEGEND: Readonly<Record<CellKind, { readonly letter: string; readonly meaning: string }>> = {
  present: { letter: '', meaning: 'here' },
  late: { letter: 'L', meaning: 'late' },
  elsewhere: { letter: 'K', meaning: 'attending elsewhere or on a visit' },
  illness: { letter: 'I', meaning: 'ill' },
  authorised: { letter: 'C', meaning: 'away with leave' },
  unauthorised: { letter: 'O', meaning: 'away without leave' },
  'not-possible': { letter: 'Y', meaning: 'could not have come' },
  'no-mark': { letter: '?', meaning: 'no mark received' },
};

interface Mark {
  readonly date: LocalDate;
  readonly session: Session;
  readonly mark: ClassifiedMark;
}

/** @param marks every register held of the child; days after `asOf` are not looked at */
export function buildAttendanceCalendar(
  axis: TimeAxis,
  marks: readonly MarksYear[],
  asOf: LocalDate,
): AttendanceCalendarView {
  const known = marksOn(axis, marks, asOf);
  const cells = known.map(cellOf(axis));
  const floor = TOP + DAYS.length * (2 * CELL_HEIGHT + DAY_GAP);
  const kinds = new Set(cells.map(({ kind }) => kind));
  return {
    width: axis.width,
    height: floor + BELOW,
    cellWidth: WEEK_WIDTH - GAP,
    cellHeight: CELL_HEIGHT - 1,
    days: DAYS.map((label, i) => ({ y: yOf(i + 1, 'AM') + CELL_HEIGHT + 3, label })),
    months: axis.ticks,
    monthY: floor + 14,
    cells,
    summary: summaryOf(known),
    legend: Object.entries(LEGEND).flatMap(([kind, entry]) =>
      isKind(kind) && kinds.has(kind) ? [{ kind, ...entry }] : [],
    ),
    rows: rowsOf(known),
  };
}

function isKind(text: string): text is CellKind {
  return Object.hasOwn(LEGEND, text);
}

/** Where two schools marked one session, the mark of the one that had the child, or knows of an absence, is shown. */
function marksOn(axis: TimeAxis, years: readonly MarksYear[], asOf: LocalDate): Mark[] {
  const chosen = new Map<string, Mark>();
  for (const { days } of years) {
    for (const [text, codes] of Object.entries(days)) {
      const date = localDate(text);
      if (!isOnAxis(axis, date) || date > asOf || weekday(date) > DAYS.length) continue;
      for (const session of ['AM', 'PM'] as const) {
        const code = codes[session];
        if (code === undefined) continue;
        const mark = classifyMark(code, date);
        if (mark.category === 'administrative') continue;
        const key = `${date} ${session}`;
        const before = chosen.get(key);
        if (before === undefined || telling(mark) > telling(before.mark))
          chosen.set(key, { date, session, mark });
      }
    }
  }
  return [...chosen.values()].sort((a, b) =>
    a.date === b.date ? (a.session < b.session ? -1 : 1) : a.date < b.date ? -1 : 1,
  );
}

function telling(mark: ClassifiedMark): number {
  return mark.seenBySchool ? 3 : mark.possible ? 2 : mark.category === 'missing' ? 0 : 1;
}

function cellOf(axis: TimeAxis): (mark: Mark) => CalendarCell {
  return ({ date, session, mark }) => {
    const kind = kindOf(mark);
    const [x, y] = [xOfWeek(axis, date), yOf(weekday(date), session)];
    return {
      x,
      y,
      letterX: x + (WEEK_WIDTH - GAP) / 2,
      letterY: y + CELL_HEIGHT - 3.5,
      kind,
      letter: kind === 'present' ? '' : kind === 'no-mark' ? '?' : mark.code,
      title: `${writeDate(date)}, ${session === 'AM' ? 'morning' : 'afternoon'}: ${mark.meaning}`,
    };
  };
}

function yOf(day: number, session: Session): number {
  return TOP + (day - 1) * (2 * CELL_HEIGHT + DAY_GAP) + (session === 'PM' ? CELL_HEIGHT : 0);
}

function kindOf({ category, code, late, seenBySchool, unauthorised }: ClassifiedMark): CellKind {
  switch (category) {
    case 'attending':
    case 'approved-educational-activity':
      if (late) return 'late';
      return seenBySchool && (code === '/' || code === '\\') ? 'present' : 'elsewhere';
    case 'authorised':
      return code === 'I' ? 'illness' : 'authorised';
    case 'unauthorised':
      return unauthorised ? 'unauthorised' : 'authorised';
    case 'not-possible':
    case 'administrative':
      return 'not-possible';
    case 'missing':
      return 'no-mark';
  }
}

function rowsOf(marks: readonly Mark[]): CalendarRow[] {
  const weeks = new Map<LocalDate, Mark[]>();
  for (const mark of marks) {
    const week = mondayOf(mark.date);
    weeks.set(week, [...(weeks.get(week) ?? []), mark]);
  }
  return [...weeks]
    .map(([week, held]) => ({
      isoDate: week,
      week: writeDate(week),
      possible: held.filter(({ mark }) => mark.possible).length,
      missed: held.filter(({ mark }) => mark.absent).length,
      unauthorised: held.filter(({ mark }) => mark.unauthorised).length,
      late: held.filter(({ mark }) => mark.late).length,
      detail: detailOf(held),
    }))
    .reverse();
}

function detailOf(marks: readonly Mark[]): string {
  return marks
    .filter(({ mark }) => kindOf(mark) !== 'present')
    .map(({ date, session, mark }) => `${DAYS[weekday(date) - 1] ?? ''} ${session} ${mark.code}`)
    .join(', ');
}

function summaryOf(marks: readonly Mark[]): string {
  const possible = marks.filter(({ mark }) => mark.possible).length;
  if (possible === 0) return 'No register marks are held for these weeks.';
  const missed = marks.filter(({ mark }) => mark.absent).length;
  const unauthorised = marks.filter(({ mark }) => mark.unauthorised).length;
  const partTime = marks.filter(({ mark }) => mark.code === 'C2').length;
  const arranged = partTime === 0 ? '' : `, ${partTime} by a part-time timetable`;
  const [first, last] = [marks[0]?.date, marks.at(-1)?.date];
  const between = first && last ? ` from ${writeDate(first)} to ${writeDate(addDays(last, 0))}` : '';
  return `Missed ${missed} of ${possible} sessions${between}, ${unauthorised} of them without leave${arranged}.`;
}
