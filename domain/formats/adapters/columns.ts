import type { ColumnMapping } from '../parse/parseContext.ts';

/**
 * Columns recognised by what they mean. No supplier publishes the names in its exports and they drift, so a
 * name is compared without case, spaces and punctuation, in any order, against the names known for a field.
 */
export interface ColumnTable {
  /** Field → the names it goes by, the most telling first; two columns for one field: the earlier name wins. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  /** Each must be present: a field, or any one of several. */
  readonly required: readonly (string | readonly string[])[];
}

export interface FoundColumns {
  /** Field → index of its column. */
  readonly index: ReadonlyMap<string, number>;
  readonly missing: readonly string[];
  readonly notes: readonly string[];
}

/**
 * Finds the columns of a header in a table of known names.
 * @param mapping where a person said which column a field stands in; a column that is not there is looked for
 *   under its known names
 */
export function findColumns(
  header: readonly string[],
  table: ColumnTable,
  mapping: ColumnMapping = {},
): FoundColumns {
  const positions = new Map<string, number>();
  let repeated = 0;
  let unread = 0;
  const known = new Set<string>();
  for (const [position, cell] of header.entries()) {
    const name = columnName(cell);
    if (name === '') continue;
    if (positions.has(name)) repeated++;
    else positions.set(name, position);
  }
  const index = new Map<string, number>();
  const given = new Map(Object.entries(mapping).map(([field, name]) => [field, columnName(name)]));
  const taken = new Set(given.values());
  for (const [field, aliases] of Object.entries(table.fields)) {
    const own = given.get(field);
    if (own === '') continue;
    if (own !== undefined) known.add(own);
    if (own !== undefined && positions.has(own)) index.set(field, positions.get(own) ?? 0);
    for (const alias of [field, ...aliases]) {
      const name = columnName(alias);
      known.add(name);
      const position = taken.has(name) ? undefined : positions.get(name);
      if (position !== undefined && !index.has(field)) index.set(field, position);
    }
  }
  for (const name of positions.keys()) if (!known.has(name)) unread++;
  const missing = table.required
    .map((need) => (typeof need === 'string' ? [need] : need))
    .filter((anyOf) => !anyOf.some((field) => index.has(field)))
    .map((anyOf) => anyOf.join(' or '));
  return { index, missing, notes: notesOf(repeated, unread) };
}

/** A name as compared: lower case letters and digits only, accents dropped. */
export function columnName(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

function notesOf(repeated: number, unread: number): string[] {
  const notes: string[] = [];
  if (repeated > 0) notes.push(`${columns(repeated)} repeated in the header; the first of each is read.`);
  if (unread > 0) notes.push(`${columns(unread)} not known here and not read.`);
  return notes;
}

function columns(count: number): string {
  return count === 1 ? '1 column is' : `${count} columns are`;
}
