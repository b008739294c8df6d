import type { CutLayout } from './rowCutter.ts';
import type { CodeUnits } from './codeUnits.ts';
import { decodeText } from '../decodeText.ts';
import { readCsv, type CsvLayout } from '../readCsv.ts';

/** A part of a file, whole by itself, and where in the file it came from. */
export interface CutPart {
  readonly body: Uint8Array;
  readonly rows: number;
  /** 1 for the file's first row; blank lines are not counted, nor a CSV's header. */
  readonly firstRow: number;
  /** The line of the file that its first row begins on, and how many lines of head the part has before it. */
  readonly firstLine: number;
  readonly headLines: number;
}

/** Gathers rows into parts. */
export interface Packer {
  readonly head: (bytes: Uint8Array) => void;
  readonly row: (bytes: Uint8Array) => void;
  readonly skip: (bytes: Uint8Array) => void;
  /** The parts that are full, and with `last` also the one that is not. */
  readonly take: (last: boolean) => CutPart[];
}

export interface PackOptions {
  readonly layout: CutLayout;
  readonly maxBytes: number;
  readonly units: CodeUnits;
  readonly separator: string;
  readonly tail: () => string;
  readonly csv: { readonly delimiter: string; readonly newline: string };
  readonly isHeader?: (cells: readonly string[]) => boolean;
}

/** As many first records of a CSV as `readSheet` looks for its header in. */
const MAX_RECORDS_BEFORE_HEADER = 10;

/** Bytes of a file that stand beside one another, taken together: rows are many and short. */
interface Run {
  readonly buffer: ArrayBufferLike;
  readonly from: number;
  to: number;
}

function append(runs: Run[], { buffer, byteOffset, length }: Uint8Array): void {
  const last = runs.at(-1);
  if (last?.buffer === buffer && last.to === byteOffset) last.to += length;
  else runs.push({ buffer, from: byteOffset, to: byteOffset + length });
}

interface Piece {
  readonly bytes: Uint8Array;
  readonly lines: number;
  readonly blank: boolean;
}

export function packRows(options: PackOptions): Packer {
  const { units, maxBytes, layout } = options;
  const separator = units.encode(options.separator);
  const ready: CutPart[] = [];
  let head: { bytes: Uint8Array; lines: number } | undefined =
    layout === 'ndjson' ? { bytes: new Uint8Array(0), lines: 0 } : undefined;
  /** A CSV's first records, until it is known which of them is the header. */
  let first: Piece[] = [];
  let runs: Run[] = [];
  let pieces = 0;
  let filled = 0;
  let size = 0;
  let firstRow = 1;
  let line = 1;
  let firstLine = 1;

  function flush(): void {
    if (head !== undefined && filled > 0) {
      const views = runs.map(({ buffer, from, to }) => new Uint8Array(buffer, from, to - from));
      const body = Buffer.concat([head.bytes, ...views, units.encode(options.tail())]);
      ready.push({ body, rows: filled, firstRow, firstLine, headLines: head.lines });
    }
    firstRow += filled;
    runs = [];
    pieces = 0;
    filled = 0;
    size = 0;
  }

  function add(piece: Piece): void {
    const room = maxBytes - (head?.bytes.length ?? 0) - options.tail().length * units.width;
    if (size > 0 && size + piece.bytes.length + separator.length > room) flush();
    if (pieces === 0) firstLine = line;
    else if (separator.length > 0) append(runs, separator);
    append(runs, piece.bytes);
    pieces++;
    if (!piece.blank) filled++;
    size += piece.bytes.length + separator.length;
    line += piece.lines;
  }

  /** The header and what a report prints above it go before every part; the rest are rows. */
  function decideHead(): void {
    const header = headerIndex(first, options);
    const above = first.slice(0, header + 1);
    head = { bytes: Buffer.concat(above.map(({ bytes }) => bytes)), lines: linesOf(above) };
    line = head.lines + 1;
    const below = first.slice(header + 1);
    first = [];
    for (const piece of below) add(piece);
  }

  return {
    head(bytes) {
      const { lines } = measure(bytes, options);
      head = { bytes, lines };
      line += lines;
    },
    row(bytes) {
      const piece = measure(bytes, options);
      if (head !== undefined) return add(piece);
      first.push(piece);
      if (first.length === MAX_RECORDS_BEFORE_HEADER) decideHead();
    },
    skip(bytes) {
      line += measure(bytes, options).lines;
    },
    take(last) {
      if (last && head === undefined && first.length > 0) decideHead();
      if (last) flush();
      return ready.splice(0);
    },
  };
}

function linesOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { lines }) => sum + lines, 0);
}

function measure(bytes: Uint8Array, { units, csv }: PackOptions): Piece {
  const newline = csv.newline.charCodeAt(0);
  let lines = 0;
  let blank = true;
  for (let position = 0; position + units.width <= bytes.length; position += units.width) {
    const unit = units.at(bytes, position);
    if (unit === newline) lines++;
    else if (unit > 32) blank = false;
  }
  return { bytes, lines, blank };
}

/** Which of a CSV's first records is its header: one the caller knows, or else the first of the fullest. */
function headerIndex(first: readonly Piece[], { csv, isHeader }: PackOptions): number {
  const layout: CsvLayout = { delimiter: csv.delimiter, newline: csv.newline === '\r' ? '\r' : '\n' };
  let fullest = 0;
  let most = 0;
  for (const [index, { bytes }] of first.entries()) {
    const cells = cellsOf(bytes, layout);
    if (isHeader?.(cells) === true) return index;
    const filled = cells.filter((cell) => cell.trim() !== '').length;
    if (filled > most) [fullest, most] = [index, filled];
  }
  return fullest;
}

function cellsOf(bytes: Uint8Array, layout: CsvLayout): readonly string[] {
  const decoding = decodeText(bytes, undefined);
  const [item] = decoding.ok ? readCsv(decoding.text, layout) : [];
  return item?.kind === 'record' ? item.fields : [];
}
