import { createFindings, outcomeOf } from '../fields/findings.ts';
import type { RowInput } from '../fields/readText.ts';
import type { ParseContext } from '../parse/parseContext.ts';
import type { Kind, RowOf } from '../rows.ts';
import { findColumns, type ColumnTable } from './columns.ts';
import type { SheetAdapter } from './sheetAdapter.ts';

/** An adapter for a table with one thing a row, from its columns and the parser of the thing. */
export function columnAdapter<K extends Kind>(
  kind: K,
  table: ColumnTable,
  parse: (row: RowInput, context: ParseContext) => RowOf[K] | undefined,
): SheetAdapter<K> {
  return {
    kind,
    open(header, context) {
      const { index, missing, notes } = findColumns(header, table, context.mapping);
      if (missing.length > 0) return { ok: false, missing };
      // One function for all rows: a row is read to its end before the next one comes.
      let current: readonly string[] = [];
      const cellOf = (field: string): string | undefined => current[index.get(field) ?? -1];
      return {
        ok: true,
        notes,
        index,
        read(place, cells) {
          const findings = createFindings(place);
          current = cells;
          const row: RowInput = { cells: cellOf, findings };
          return [outcomeOf(place, findings, parse(row, context))];
        },
      };
    },
  };
}
