import type { Session } from '../../attendance/marks.ts';
import { addDays, daysBetween, weekday, type LocalDate } from '../../localDate.ts';
import { createFindings, outcomeOf } from '../fields/findings.ts';
import { readText, type RowInput } from '../fields/readText.ts';
import { readDate } from '../fields/readWhen.ts';
import type { LocalCodes } from '../parse/parseContext.ts';
import type { MarkRow } from '../rows.ts';
import { findColumns, type ColumnTable } from './columns.ts';
import { GENERIC_COLUMNS } from './fieldNames.ts';
import { markOutcome, markOutcomes, refusedMark } from './markOutcomes.ts';
import type { SheetAdapter } from './sheetAdapter.ts';
import { splitMarks } from './splitMarks.ts';

const COLUMNS: ColumnTable = {
  fields: {
    upn: GENERIC_COLUMNS.attendance.fields['upn'] ?? [],
    from: ['start date', 'attendance start date', 'date from', 'from date', 'marks from', 'start'],
    to: ['end date', 'attendance end date', 'date to', 'to date', 'marks to', 'end'],
    marks: ['attendance marks', 'mark string', 'marks string', 'register'],
  },
  required: ['upn', 'from', 'to', 'marks'],
};

/** Two marks a day for an academic year, each of up to two characters. */
const MAX_RUN_CHARACTERS = 1500;
const MAX_DAYS = 366;

/**
 * A register as one run of marks for each pupil between two dates. How weekends stand in such a run differs
 * and is nowhere written down, so a run is only read when its length fits: two marks for every weekday from
 * the first date to the last, or two for every day. Any other length is refused rather than guessed at.
 */
export const registerRun: SheetAdapter<'attendance'> = {
  kind: 'attendance',
  open(header, { horizon, mapping, localCodes }) {
    const { index, missing, notes } = findColumns(header, COLUMNS, mapping);
    if (missing.length > 0) return { ok: false, missing };
    return {
      ok: true,
      notes,
      index,
      read(place, cells) {
        const findings = createFindings(place);
        const row: RowInput = { cells: (field) => cells[index.get(field) ?? -1], findings };
        const from = readDate(row, 'from', { required: true });
        const to = readDate(row, 'to', { required: true, latest: horizon });
        const run = readText(row, 'marks', { required: true, max: MAX_RUN_CHARACTERS, asWritten: true });
        if (from === undefined || to === undefined || run === undefined) {
          return [outcomeOf<MarkRow>(place, findings, undefined)];
        }
        return markOutcomes(place, cells[index.get('upn') ?? -1], (upn) => {
          const sessions = layOut([from, to], run, localCodes);
          if (sessions === undefined) {
            return [
              refusedMark(place, 'marks', 'do not fit the dates: expected two marks a day or a weekday'),
            ];
          }
          return sessions.map((mark) => markOutcome(place, upn, { ...mark, localCodes }));
        });
      },
    };
  },
};

function layOut(
  [from, to]: readonly [LocalDate, LocalDate],
  run: string,
  localCodes: LocalCodes | undefined,
) {
  const length = daysBetween(from, to) + 1;
  if (length < 1 || length > MAX_DAYS) return undefined;
  const days = Array.from({ length }, (_, offset) => addDays(from, offset));
  const weekdays = days.filter((day) => weekday(day) <= 5);
  for (const text of [run, run.replace(/\s+/g, '')]) {
    const marks = splitMarks(text, localCodes);
    for (const covered of [weekdays, days]) {
      if (marks?.length !== covered.length * 2) continue;
      return covered.flatMap((date, day) =>
        SESSIONS.map((session, half) => ({ date, session, text: marks[day * 2 + half] ?? '' })),
      );
    }
  }
  return undefined;
}

const SESSIONS: readonly Session[] = ['AM', 'PM'];
