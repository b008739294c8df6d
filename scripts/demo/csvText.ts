/** A cell of a CSV file: text as it stands, a number as written, nothing for undefined. */
export type CsvCell = string | number | undefined;

/**
 * Writes a CSV file as RFC 4180 has it: a header row, CRLF line ends, quotes only where a cell needs them.
 * @param rows each with as many cells as there are columns; throws RangeError otherwise
 */
export function csvText(columns: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [columns, ...rows]
    .map((row) => {
      if (row.length !== columns.length)
        throw new RangeError(`${row.length} cells for ${columns.length} columns`);
      return row.map(quoted).join(',') + '\r\n';
    })
    .join('');
}

function quoted(cell: CsvCell): string {
  const text = cell === undefined ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
