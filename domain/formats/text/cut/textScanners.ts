import { Found, type RowScanner } from './rowScanner.ts';

const QUOTE = 34;
const RETURN = 13;
const NEWLINE = 10;

/** Longest record scanned, in code units: twice what `readCsv` reads as one. */
const MAX_RECORD_UNITS = 1_000_000;

const WHOLE = { separator: '', tail: () => '', cutOff: () => undefined };

/** Rows that are lines: NDJSON. */
export function lineScanner(): RowScanner {
  return {
    ...WHOLE,
    feed: (unit) => (unit === NEWLINE ? Found.row : Found.inside),
    reset: () => undefined,
  };
}

type State = 'cell' | 'plain' | 'quoted' | 'quote' | 'return';

/** Records of CSV with newlines inside quoted cells, by the same rules as `readCsv` reads them. */
export function csvScanner(layout: { readonly delimiter: string; readonly newline: string }): RowScanner {
  const delimiter = layout.delimiter.charCodeAt(0);
  const newline = layout.newline.charCodeAt(0);
  let state: State = 'cell';
  let length = 0;

  function endRow(): Found {
    state = 'cell';
    length = 0;
    return Found.row;
  }
  function outside(unit: number, otherwise: State): Found {
    if (unit === newline) return endRow();
    state = unit === delimiter ? 'cell' : otherwise;
    return Found.inside;
  }
  function afterQuote(unit: number): Found {
    if (unit === QUOTE) state = 'quoted';
    else if (unit === delimiter) state = 'cell';
    else if (unit === newline) return endRow();
    else if (unit === RETURN) state = 'return';
    else return Found.fault;
    return Found.inside;
  }
  return {
    ...WHOLE,
    reset() {
      state = 'cell';
      length = 0;
    },
    feed(unit) {
      if (++length > MAX_RECORD_UNITS) return Found.fault;
      switch (state) {
        case 'quoted':
          if (unit === QUOTE) state = 'quote';
          return Found.inside;
        case 'quote':
          return afterQuote(unit);
        case 'return':
          return unit === newline ? endRow() : Found.fault;
        case 'cell':
          return outside(unit, unit === QUOTE ? 'quoted' : 'plain');
        case 'plain':
          return outside(unit, 'plain');
      }
    },
  };
}
