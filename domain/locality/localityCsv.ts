import { writeCsv } from '../export/writeCsv.ts';
import type { LocalityView } from './buildLocality.ts';

const HEADER = ['table', 'school or measure', 'column', 'value'];

/** What the page shows, a line a number: the same masked numbers and no other. */
export function writeLocalityCsv({ sections }: LocalityView): string {
  return writeCsv(
    HEADER,
    sections.flatMap(({ heading, table }) =>
      table.rows.flatMap(({ head, cells }) =>
        cells.map(({ text }, place) => [heading, head, table.columns[place + 1]?.text ?? '', text]),
      ),
    ),
  );
}
