import type { Place } from '../fields/findings.ts';
import type { ParseContext } from '../parse/parseContext.ts';
import type { Kind, RowOf, RowOutcome } from '../rows.ts';

/**
 * The one interface of every source's table export: shown the header, an adapter says whether the table is
 * one it can read, and if so reads its rows. Adapters are pure and keep nothing between bodies.
 */
export interface SheetAdapter<K extends Kind> {
  readonly kind: K;
  readonly open: (header: readonly string[], context: ParseContext) => SheetOpening<K>;
}

export type SheetOpening<K extends Kind> =
  | {
      readonly ok: true;
      /** What is to be told of the header, such as columns that are not read. */
      readonly notes: readonly string[];
      /** Field → index of the column it is read from. */
      readonly index: ReadonlyMap<string, number>;
      /** A row is one outcome, or one for each mark where a row holds many. */
      readonly read: (place: Place, cells: readonly string[]) => readonly RowOutcome<RowOf[K]>[];
    }
  | {
      readonly ok: false;
      /** The columns without which the table cannot be read, each as the documentation names it. */
      readonly missing: readonly string[];
    };
