/**
 * A CSV file that a spreadsheet shows and never runs: a cell that begins like a formula gets an apostrophe before
 * it (OWASP, "CSV injection"), every cell is quoted, lines end as RFC 4180 has them, and a byte-order mark lets
 * spreadsheets read accents.
 */
export function writeCsv(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return `\uFEFF${[header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

const LIKE_A_FORMULA = /^\s*[=+\-@\t\r|%\uFF0B\uFF0D\uFF1D\uFF20]/;

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const harmless = LIKE_A_FORMULA.test(value) ? `'${value}` : value;
  return `"${harmless.replaceAll('"', '""')}"`;
}
