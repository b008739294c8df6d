import type { Session } from '../../attendance/marks.ts';
import type { Upn } from '../../identifiers.ts';
import type { LocalDate } from '../../localDate.ts';
import { parseMark } from '../parse/parseMark.ts';
import type { MarkRow, RowOutcome, RowProblem } from '../rows.ts';
import { columnAdapter } from './columnAdapter.ts';
import { GENERIC_COLUMNS } from './fieldNames.ts';
import type { SheetAdapter } from './sheetAdapter.ts';

const COLUMNS = columnAdapter('attendance', GENERIC_COLUMNS.attendance, parseMark);

const NO_WARNINGS: readonly RowProblem[] = [];

/**
 * The documented CSV of marks: a row a mark. A register of a million marks says the same few thousand things in
 * its cells, and what a cell says does not hang on the rest of its row: a cell is read once a body, as long as
 * there is nothing to be said against the row it stands in.
 */
export const registerRows: SheetAdapter<'attendance'> = {
  kind: 'attendance',
  open(header, context) {
    const opening = COLUMNS.open(header, context);
    if (!opening.ok) return opening;
    const [upnAt = -1, dateAt = -1, sessionAt = -1, codeAt = -1] = ['upn', 'date', 'session', 'code'].map(
      (field) => opening.index.get(field),
    );
    const known = cellsRead();
    return {
      ...opening,
      read(place, cells) {
        const [upn, date, session, code] = [cells[upnAt], cells[dateAt], cells[sessionAt], cells[codeAt]];
        const mark = known.markOf(upn, date, session, code);
        if (mark !== undefined) return [{ ok: true, row: place.row, value: mark, warnings: NO_WARNINGS }];
        const outcomes = opening.read(place, cells);
        for (const outcome of outcomes) known.learn(outcome, [upn, date, session, code]);
        return outcomes;
      },
    };
  },
};

type Cell = string | undefined;

/** What cells of good rows were read as. A code is known on a date: what it means depends on it. */
function cellsRead() {
  const upns = new Map<Cell, Upn>();
  const sessions = new Map<Cell, Session>();
  const dates = new Map<Cell, { readonly date: LocalDate; readonly codes: Map<Cell, string> }>();
  return {
    markOf(upnCell: Cell, dateCell: Cell, sessionCell: Cell, codeCell: Cell): MarkRow | undefined {
      const day = dates.get(dateCell);
      const code = day?.codes.get(codeCell);
      const upn = upns.get(upnCell);
      const session = sessions.get(sessionCell);
      if (day === undefined || code === undefined || upn === undefined || session === undefined)
        return undefined;
      return { upn, date: day.date, session, code };
    },
    learn(outcome: RowOutcome<MarkRow>, [upn, date, session, code]: readonly Cell[]): void {
      if (!outcome.ok || outcome.warnings.length > 0) return;
      const { value } = outcome;
      upns.set(upn, value.upn);
      sessions.set(session, value.session);
      const day = dates.get(date) ?? { date: value.date, codes: new Map() };
      dates.set(date, day);
      day.codes.set(code, value.code);
    },
  };
}
