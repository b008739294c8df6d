import { columnName } from './adapters/columns.ts';
import { GENERIC_COLUMNS } from './adapters/fieldNames.ts';
import { brokenRow, createFindings, outcomeOf, type Place } from './fields/findings.ts';
import { parseContact } from './parse/parseContact.ts';
import type { ColumnMapping, ParseContext } from './parse/parseContext.ts';
import { parseIncident } from './parse/parseIncident.ts';
import { parseMark } from './parse/parseMark.ts';
import { parsePupil } from './parse/parsePupil.ts';
import type { RowInput } from './fields/readText.ts';
import type { Kind, RowOf, RowOutcome } from './rows.ts';
import { nestingOf } from './text/nestingOf.ts';

/** Real rows nest four deep; what nests deeper is a mistake or an attack on whatever walks it. */
const MAX_DEPTH = 32;

/** The member of a JSON body that holds the rows. */
const MEMBERS: Readonly<Record<Kind, readonly string[]>> = {
  incidents: ['incidents'],
  attendance: ['marks', 'attendance'],
  pupils: ['pupils'],
  contacts: ['contacts'],
};

type Parsers = { readonly [K in Kind]: (row: RowInput, context: ParseContext) => RowOf[K] | undefined };
const PARSERS: Parsers = {
  incidents: parseIncident,
  attendance: parseMark,
  pupils: parsePupil,
  contacts: parseContact,
};

/** JSON text as a value, or why it is not; the reason never repeats any of it. */
export type JsonReading =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string };

/** Parses JSON text, refusing what is cut short, malformed or nested beyond reason. */
export function parseJson(text: string): JsonReading {
  const { depth, closed } = nestingOf(text, MAX_DEPTH + 1);
  if (depth > MAX_DEPTH) return { ok: false, problem: `is nested more than ${MAX_DEPTH} levels deep` };
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch {
    return { ok: false, problem: closed ? 'is not valid JSON' : 'ends too soon: it may have been cut off' };
  }
}

/** The rows of a parsed JSON body: a bare list, or an object with the list under the kind's name. */
export function findJsonRows(kind: Kind, body: unknown): readonly unknown[] | undefined {
  if (Array.isArray(body)) return body;
  if (typeof body !== 'object' || body === null) return undefined;
  const members = new Map<string, unknown>(Object.entries(body));
  const rows = MEMBERS[kind].map((name) => members.get(name)).find((value) => value !== undefined);
  return Array.isArray(rows) ? rows : undefined;
}

/** What a JSON body of a kind must be, for a message. */
export function expectedJson(kind: Kind): string {
  return `{"${MEMBERS[kind][0] ?? kind}":[…]}`;
}

/** One outcome for each row of a JSON body. */
export function* readJsonRows<K extends Kind>(
  kind: K,
  rows: readonly unknown[],
  context: ParseContext,
): Generator<RowOutcome<RowOf[K]>> {
  const read = jsonRowReader(kind, context);
  for (const [index, value] of rows.entries()) yield read({ row: index + 1 }, value);
}

/** One outcome for each line of a newline-delimited JSON body; a line that is not JSON is a row refused. */
export function* readNdjsonRows<K extends Kind>(
  kind: K,
  text: string,
  context: ParseContext,
): Generator<RowOutcome<RowOf[K]>> {
  const read = jsonRowReader(kind, context);
  let row = 0;
  let line = 0;
  for (let start = 0; start < text.length;) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    const content = text.slice(start, end).trim();
    start = end + 1;
    line++;
    if (content === '') continue;
    const place = { row: ++row, line };
    const json = parseJson(content);
    yield json.ok ? read(place, json.value) : brokenRow(place, `the line ${json.problem}`);
  }
}

function jsonRowReader<K extends Kind>(kind: K, context: ParseContext) {
  const fieldOf = fieldFinder(kind, context.mapping);
  const inner = innerObjects(kind, context.mapping);
  const parse = PARSERS[kind];
  return (place: Place, value: unknown): RowOutcome<RowOf[K]> => {
    const findings = createFindings(place);
    const cells = new Map<string, unknown>();
    if (!isObject(value)) return brokenRow(place, 'must be an object');
    gather(value, '', { cells, fieldOf });
    for (const [member, content] of Object.entries(value)) {
      if (isObject(content)) {
        if (inner.has(columnName(member))) gather(content, `${member}.`, { cells, fieldOf });
      } else if (kind === 'incidents' && /^pupil$/i.test(member) && content !== null) {
        findings.problem('pupil', 'must be an object');
      }
    }
    return outcomeOf(place, findings, parse({ cells: (field) => cells.get(field), findings }, context));
  };
}

/** The field a member stands for; `said` when a person said so, and then it goes before the documented name. */
type FieldFinder = (member: string) => { readonly field: string; readonly said: boolean } | undefined;

/** Files an object's own members under the field names they stand for; members nobody knows are left alone. */
function gather(
  value: object,
  prefix: string,
  { cells, fieldOf }: { readonly cells: Map<string, unknown>; readonly fieldOf: FieldFinder },
): void {
  for (const [member, content] of Object.entries(value)) {
    const found = fieldOf(`${prefix}${member}`);
    if (found !== undefined && (found.said || !cells.has(found.field))) cells.set(found.field, content);
  }
}

/**
 * Members are known by the documented names, whatever their case and underscores, and by what a person said of the
 * source: `learner.number` is the member `number` of the object `learner`.
 */
function fieldFinder(kind: Kind, mapping: ColumnMapping = {}): FieldFinder {
  const names = new Map(
    Object.keys(GENERIC_COLUMNS[kind].fields)
      .filter((field) => mapping[field] !== '')
      .map((field) => [columnName(field), { field, said: false }]),
  );
  for (const [field, member] of Object.entries(mapping))
    if (member !== '') names.set(columnName(member), { field, said: true });
  const seen = new Map<string, ReturnType<FieldFinder>>();
  return (member) => {
    if (seen.has(member)) return seen.get(member);
    const field = names.get(columnName(member));
    if (seen.size < MAX_REMEMBERED_MEMBERS) seen.set(member, field);
    return field;
  };
}

/** Names of the members that are objects with fields in them. */
function innerObjects(kind: Kind, mapping: ColumnMapping = {}): ReadonlySet<string> {
  const said = Object.values(mapping).flatMap((member) => {
    const cut = member.indexOf('.');
    return cut < 1 ? [] : [columnName(member.slice(0, cut))];
  });
  return new Set([...said, ...(kind === 'incidents' ? ['pupil'] : [])]);
}

/** Keeps a hostile body of ever new member names from filling the memory. */
const MAX_REMEMBERED_MEMBERS = 1000;

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
