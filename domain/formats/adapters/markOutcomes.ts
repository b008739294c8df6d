import { remarkOnCode } from '../../attendance/codes.ts';
import type { Session } from '../../attendance/marks.ts';
import type { Upn } from '../../identifiers.ts';
import type { LocalDate } from '../../localDate.ts';
import { createFindings, outcomeOf, type Place } from '../fields/findings.ts';
import { readUpn } from '../fields/readUpn.ts';
import type { ParseContext } from '../parse/parseContext.ts';
import { parseCode } from '../parse/parseMark.ts';
import type { MarkRow, RowOutcome } from '../rows.ts';

/** One mark of a register's row: its session as the column or the position has it, its code as written. */
export interface PlacedMark {
  readonly date: LocalDate;
  readonly session: Session;
  readonly text: string;
}

/** The outcome of every mark of one pupil's row; one outcome for the whole row when the UPN is no good. */
export function markOutcomes(
  place: Place,
  upnText: string | undefined,
  marks: (upn: Upn) => readonly RowOutcome<MarkRow>[],
): readonly RowOutcome<MarkRow>[] {
  const findings = createFindings(place);
  const upn = readUpn({ cells: () => upnText, findings }, 'upn', { required: true });
  return upn === undefined ? [outcomeOf<MarkRow>(place, findings, undefined)] : marks(upn);
}

/** The outcome of one mark of a row. */
export function markOutcome(
  place: Place,
  upn: Upn,
  { date, session, text, localCodes }: PlacedMark & Pick<ParseContext, 'localCodes'>,
): RowOutcome<MarkRow> {
  const code = parseCode(text, localCodes);
  if (code === undefined) return refusedMark(place, `${date} ${session}`, 'must be one or two characters');
  const message = remarkOnCode(code, date);
  const warnings = message === undefined ? [] : [{ ...place, field: `${date} ${session}`, message }];
  return { ok: true, row: place.row, value: { upn, date, session, code }, warnings };
}

/** A mark, a day or a run of marks refused. @param field what of the row it is, such as `2026-09-14 AM` */
export function refusedMark(place: Place, field: string, message: string): RowOutcome<MarkRow> {
  return { ok: false, row: place.row, problems: [{ ...place, field, message }] };
}
