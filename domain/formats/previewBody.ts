import { readBody, type ReadBodyOptions } from './readBody.ts';
import type { Kind, RowOf, RowProblem } from './rows.ts';

/** What would be made of a body, for somebody who sets up a source: nothing of it is kept. */
export type BodyPreview<K extends Kind = Kind> =
  | {
      readonly ok: true;
      readonly encoding: string;
      /** Of a table: each column, with the field it is read as, if any. */
      readonly columns: readonly { readonly column: string; readonly field?: string }[];
      readonly rows: number;
      readonly refused: number;
      /** The first good rows, as they would be read. */
      readonly first: readonly RowOf[K][];
      /** The first problems and warnings, by row and field. */
      readonly problems: readonly RowProblem[];
      readonly warnings: readonly RowProblem[];
      readonly notes: readonly string[];
    }
  | { readonly ok: false; readonly problem: string };

const ROWS_SHOWN = 5;
const PROBLEMS_SHOWN = 20;

/** Reads a body as a delivery of it would be read. */
export function previewBody<K extends Kind>(
  kind: K,
  body: Uint8Array,
  options: ReadBodyOptions,
): BodyPreview<K> {
  const reading = readBody(kind, body, options);
  if (!reading.ok) return reading;
  const first: RowOf[K][] = [];
  const problems: RowProblem[] = [];
  const warnings: RowProblem[] = [];
  let rows = 0;
  let refused = 0;
  for (const outcome of reading.rows) {
    rows++;
    if (!outcome.ok) {
      refused++;
      problems.push(...outcome.problems.slice(0, PROBLEMS_SHOWN - problems.length));
      continue;
    }
    if (first.length < ROWS_SHOWN) first.push(outcome.value);
    warnings.push(...outcome.warnings.slice(0, PROBLEMS_SHOWN - warnings.length));
  }
  const { encoding, columns = [] } = reading;
  return { ok: true, encoding, columns, rows, refused, first, problems, warnings, notes: reading.notes() };
}
