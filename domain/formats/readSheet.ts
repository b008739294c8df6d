import { isUpn } from '../identifiers.ts';
import type { SheetAdapter, SheetOpening } from './adapters/sheetAdapter.ts';
import { brokenRow } from './fields/findings.ts';
import type { ParseContext } from './parse/parseContext.ts';
import type { BodyReading, Kind, RowOf, RowOutcome } from './rows.ts';
import { readCsv, type CsvItem } from './text/readCsv.ts';

/** Reports print a title or a date above the header: it is looked for in this many first records. */
const MAX_RECORDS_BEFORE_HEADER = 10;

const FAULTS = {
  unclosed: 'a cell that begins with a quotation mark does not end with one; the file may have been cut off',
  'stray-quote': 'a quotation mark inside a cell is not doubled',
  'too-long': 'is far too long; a quotation mark may be missing',
} as const;

/** A table's rows through the first adapter that knows its header. */
export function readSheet<K extends Kind>(
  text: string,
  adapters: readonly SheetAdapter<K>[],
  context: ParseContext & { readonly encoding: string; readonly note?: string },
): BodyReading<K> {
  const items = readCsv(text);
  const found = findHeader(items, adapters, context);
  if (found.kind === 'empty') return { ok: false, problem: 'The body is empty.' };
  if (found.kind === 'unknown') {
    return {
      ok: false,
      problem: `The table cannot be read: no column was recognised for ${found.missing.join(', ')}.`,
    };
  }
  const notes = [...(context.note === undefined ? [] : [context.note]), ...found.opening.notes];
  return {
    ok: true,
    encoding: context.encoding,
    columns: columnsOf(found),
    rows: readRows(items, found, notes),
    notes: () => [...notes],
  };
}

function columnsOf<K extends Kind>({ cells, opening }: Header<K>) {
  const fields = new Map([...opening.index].map(([field, position]) => [position, field]));
  return cells.map((column, position) => {
    const field = fields.get(position);
    return { column, ...(field !== undefined && { field }) };
  });
}

interface Header<K extends Kind> {
  readonly kind: 'header';
  readonly cells: readonly string[];
  readonly opening: Extract<SheetOpening<K>, { ok: true }>;
}

type HeaderSearch<K extends Kind> =
  Header<K> | { readonly kind: 'unknown'; readonly missing: readonly string[] } | { readonly kind: 'empty' };

/** What is missing is told of the first adapter, the documented form, where the table came nearest to it. */
function findHeader<K extends Kind>(
  items: Iterator<CsvItem>,
  adapters: readonly SheetAdapter<K>[],
  context: ParseContext,
): HeaderSearch<K> {
  let missing: readonly string[] | undefined;
  for (let tried = 0; tried < MAX_RECORDS_BEFORE_HEADER; tried++) {
    const next = items.next();
    if (next.done === true) break;
    if (next.value.kind === 'broken') continue;
    const cells = next.value.fields;
    for (const [index, adapter] of adapters.entries()) {
      const opening = adapter.open(cells, context);
      if (opening.ok) return { kind: 'header', cells, opening };
      if (index > 0 || opening.missing.length >= (missing?.length ?? Infinity)) continue;
      missing = opening.missing;
    }
  }
  return missing === undefined ? { kind: 'empty' } : { kind: 'unknown', missing };
}

function* readRows<K extends Kind>(
  items: Iterator<CsvItem>,
  { cells: header, opening }: Header<K>,
  notes: string[],
): Generator<RowOutcome<RowOf[K]>> {
  let row = 0;
  let skipped = 0;
  for (let next = items.next(); next.done !== true; next = items.next()) {
    const item = next.value;
    if (item.kind === 'broken') {
      const where = item.lines > 1 ? ` (${item.lines} lines were not read)` : '';
      yield brokenRow({ row: ++row, line: item.line }, `${FAULTS[item.fault]}${where}`);
      continue;
    }
    const { fields, line } = item;
    const first = fields.find((cell) => cell.trim() !== '');
    if (first === undefined) continue;
    if (isTotals(first, fields) || isSameRow(fields, header)) {
      skipped++;
      continue;
    }
    const place = { row: ++row, line };
    if (fields.length < header.length) {
      yield brokenRow(
        place,
        `has ${fields.length} cells where the header has ${header.length}; it may have been cut off`,
      );
    } else if (
      fields.length > header.length &&
      fields.slice(header.length).some((cell) => cell.trim() !== '')
    ) {
      yield brokenRow(
        place,
        `has ${fields.length} cells where the header has ${header.length}; a text with a comma needs quotation marks around it`,
      );
    } else {
      yield* opening.read(place, fields);
    }
  }
  if (skipped > 0) notes.push(`Totals or repeated headers were passed over: ${skipped}.`);
}

const TOTALS = /^\s*(?:(?:grand |sub-?\s?)?totals?|count|number of .*|end of (?:report|file))\b\W*/i;
const FIGURE = /^[\d.,%\s/-]*$/;

/** A line a report prints under its data: it begins with a word for totals and holds only figures beside it. */
function isTotals(first: string, fields: readonly string[]): boolean {
  if (!TOTALS.test(first)) return false;
  const filled = fields.filter((cell) => cell.trim() !== '');
  if (filled.some((cell) => isUpn(cell.trim()))) return false;
  return filled.slice(1).every((cell) => FIGURE.test(cell));
}

function isSameRow(fields: readonly string[], header: readonly string[]): boolean {
  return fields.length === header.length && fields.every((cell, index) => cell === header[index]);
}
