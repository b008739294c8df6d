import type { Upn } from '../../identifiers.ts';
import type { Place } from '../fields/findings.ts';
import type { ParseContext } from '../parse/parseContext.ts';
import type { MarkRow, RowOutcome } from '../rows.ts';
import { findColumns } from './columns.ts';
import { GENERIC_COLUMNS } from './fieldNames.ts';
import { markOutcome, markOutcomes, refusedMark } from './markOutcomes.ts';
import { readSessionHeading, type SessionHeading } from './sessionHeading.ts';
import type { SheetAdapter } from './sheetAdapter.ts';
import { splitMarks } from './splitMarks.ts';

const UPN_COLUMN = { fields: { upn: GENERIC_COLUMNS.attendance.fields['upn'] ?? [] }, required: ['upn'] };

type Column = SessionHeading & { readonly position: number };

/**
 * A register as systems print it for a week or a term: a row a pupil, a column a session (or a day, whose
 * cells then hold both marks). Each cell is a mark with an outcome of its own, all under the row's number.
 */
export const registerGrid: SheetAdapter<'attendance'> = {
  kind: 'attendance',
  open(header, { horizon, mapping, localCodes }) {
    const { index, missing } = findColumns(header, UPN_COLUMN, mapping);
    const columns = findSessions(header);
    if (columns.length === 0) return { ok: false, missing: [...missing, 'a date with AM or PM'] };
    if (missing.length > 0) return { ok: false, missing };
    const near = columns.filter(({ date }) => horizon === undefined || date <= horizon);
    const beyond = columns.length - near.length;
    const sessions = columns.map(({ date, session, position }) => [`${date} ${session}`, position] as const);
    return {
      ok: true,
      index: new Map([...index, ...sessions]),
      notes: beyond === 0 ? [] : [`${beyond} columns lie too far in the future and are not read.`],
      read: (place, cells) =>
        markOutcomes(place, cells[index.get('upn') ?? -1], (upn) =>
          near.flatMap((column) =>
            readCell(place, upn, { column, text: cells[column.position] ?? '', localCodes }),
          ),
        ),
    };
  },
};

/** A session named by two columns is read from the first. */
function findSessions(header: readonly string[]): readonly Column[] {
  const seen = new Set<string>();
  return header.flatMap((cell, position): Column[] => {
    const heading = readSessionHeading(cell);
    const name = heading && `${heading.date} ${heading.session}`;
    if (heading === undefined || name === undefined || seen.has(name)) return [];
    seen.add(name);
    return [{ ...heading, position }];
  });
}

function readCell(
  place: Place,
  upn: Upn,
  {
    column: { date, session },
    text,
    localCodes,
  }: { readonly column: Column; readonly text: string } & Pick<ParseContext, 'localCodes'>,
): readonly RowOutcome<MarkRow>[] {
  if (session !== 'both') return [markOutcome(place, upn, { date, session, text, localCodes })];
  const marks = text.trim() === '' ? ['', ''] : splitMarks(text.replace(/\s+/g, ''), localCodes);
  const [morning, afternoon, more] = marks ?? [];
  if (morning === undefined || afternoon === undefined || more !== undefined) {
    return [refusedMark(place, date, 'must hold two marks, for AM and PM')];
  }
  return [
    markOutcome(place, upn, { date, session: 'AM', text: morning, localCodes }),
    markOutcome(place, upn, { date, session: 'PM', text: afternoon, localCodes }),
  ];
}
