import type { Kind } from '../../rows.ts';
import { decodeText } from '../decodeText.ts';
import { csvLayoutOf } from '../readCsv.ts';
import { codeUnitsOf, type CodeUnits } from './codeUnits.ts';
import { jsonScanner } from './jsonScanner.ts';
import { packRows, type CutPart, type Packer } from './packRows.ts';
import { Found, type RowScanner } from './rowScanner.ts';
import { csvScanner, lineScanner } from './textScanners.ts';
import { xmlScanner } from './xmlScanner.ts';

/** A file that cannot be cut into rows, and why; nothing of the file is quoted. */
export class CannotCut extends Error {
  override readonly name = 'CannotCut';
}

export type CutLayout = 'csv' | 'ndjson' | 'json' | 'xml';

export interface CutOptions {
  readonly layout: CutLayout;
  readonly kind: Kind;
  /** Largest part, in bytes, head included; a row that is larger by itself cannot be sent. */
  readonly maxBytes?: number;
  /** Whether the cells are the header of a CSV, where the caller can tell (`knowsHeader`). */
  readonly isHeader?: (cells: readonly string[]) => boolean;
}

/** A delivery may have 10 MiB. Each part is laid over every child's register it names, so few large ones cost less. */
export const PART_BYTES = 8 * 1024 * 1024;

/** Enough of a file to tell its encoding and delimiter. */
const START_BYTES = 64 * 1024;

/**
 * Cuts a file into parts at row boundaries as its bytes come, each part a body of its own: what stands before
 * the first row (a CSV's header, the opening of a JSON list or of a transfer file) is repeated before every
 * part, in the file's own encoding. Holds one part and one row at a time, whatever the size of the file. The
 * same file gives the same parts, however its bytes come.
 */
export interface RowCutter {
  /** @throws {CannotCut} when a single row, or what stands before the rows, is larger than a part may be */
  readonly push: (bytes: Uint8Array) => CutPart[];
  /**
   * The last parts.
   * @returns the parts, and a problem when the file ends too soon (what was whole is in the parts)
   */
  readonly end: () => { readonly parts: CutPart[]; readonly problem?: string };
}

export function createRowCutter(options: CutOptions): RowCutter {
  const maxBytes = options.maxBytes ?? PART_BYTES;
  let pending: Uint8Array = new Uint8Array(0);
  let cutting: Cutting | undefined;

  function cut(): CutPart[] {
    cutting ??= begin(options, pending, maxBytes);
    pending = cutting.scan(pending);
    if (pending.length > maxBytes) throw new CannotCut(tooLong(options, cutting));
    return cutting.packer.take(false);
  }

  return {
    push(bytes) {
      pending = pending.length === 0 ? bytes : Buffer.concat([pending, bytes]);
      return cutting === undefined && pending.length < START_BYTES ? [] : cut();
    },
    end() {
      const parts = cut();
      const problem = cutting?.finish(pending);
      parts.push(...(cutting?.packer.take(true) ?? []));
      return { parts, ...(problem === undefined ? {} : { problem }) };
    },
  };
}

interface Cutting {
  readonly packer: Packer;
  readonly scanner: RowScanner;
  /** Scans what is new and gives back what belongs to a row not yet ended. */
  readonly scan: (pending: Uint8Array) => Uint8Array;
  readonly finish: (pending: Uint8Array) => string | undefined;
}

function begin(options: CutOptions, start: Uint8Array, maxBytes: number): Cutting {
  const decoding = decodeText(start, undefined);
  if (!decoding.ok) throw new CannotCut(decoding.problem);
  const { delimiter, newline } = csvLayoutOf(decoding.text);
  const units = codeUnitsOf(decoding.encoding);
  const scanner = scannerOf(options, { delimiter, newline });
  const packer = packRows({
    ...options,
    maxBytes,
    units,
    separator: scanner.separator,
    tail: scanner.tail,
    csv: { delimiter, newline },
  });
  return {
    packer,
    scanner,
    ...scanning(scanner, packer, { units, newline: newline.charCodeAt(0), layout: options.layout }),
  };
}

function scannerOf({ layout, kind }: CutOptions, csv: { delimiter: string; newline: string }): RowScanner {
  switch (layout) {
    case 'csv':
      return csvScanner(csv);
    case 'ndjson':
      return lineScanner();
    case 'json':
      return jsonScanner(kind === 'attendance' ? ['marks', 'attendance'] : [kind]);
    case 'xml':
      return xmlScanner('CTFPUPILDATA', 'PUPIL');
  }
}

function scanning(
  scanner: RowScanner,
  packer: Packer,
  { units, newline, layout }: { units: CodeUnits; newline: number; layout: CutLayout },
) {
  const { width } = units;
  /** Bytes of `pending` already scanned; its beginning is the beginning of a row. */
  let scanned = 0;
  const linewise = layout === 'csv' && width === 1;
  return {
    scan(pending: Uint8Array): Uint8Array {
      let rowStart = 0;
      let position = scanned;
      const plainEnd = plainLines(pending, newline);
      while (position + width <= pending.length) {
        const end = linewise && position === rowStart ? plainEnd(position) : undefined;
        if (end !== undefined) {
          packer.row(pending.subarray(rowStart, end));
          rowStart = position = end;
          continue;
        }
        const unit = units.at(pending, position);
        position += width;
        const found = scanner.feed(unit);
        if (found === Found.inside) continue;
        let rowEnd = position;
        if (found === Found.rowBefore) rowEnd -= width;
        else if (found === Found.fault) {
          rowEnd = afterFirst(newline, pending, { units, start: rowStart }) ?? position;
          position = rowEnd;
          scanner.reset();
        }
        const bytes = pending.subarray(rowStart, rowEnd);
        if (found === Found.head) packer.head(bytes);
        else if (found === Found.skip) packer.skip(bytes);
        else packer.row(bytes);
        rowStart = position;
      }
      scanned = position - rowStart;
      return pending.subarray(rowStart);
    },
    finish(pending: Uint8Array): string | undefined {
      const problem = scanner.cutOff();
      if (problem === undefined && pending.length > 0) packer.row(pending);
      return problem;
    },
  };
}

const QUOTE = 34;
/** In bytes; a longer line is looked at more closely. */
const LONGEST_PLAIN = 100_000;

/** Where the line at a position ends, when it has no quotation mark: such a line is a record, and most are such. */
function plainLines(bytes: Uint8Array, newline: number): (position: number) => number | undefined {
  let quote = -1;
  return (position) => {
    const end = bytes.indexOf(newline, position);
    if (end === -1 || end - position > LONGEST_PLAIN) return undefined;
    if (quote < position) quote = bytes.indexOf(QUOTE, position);
    if (quote === -1) quote = bytes.length;
    return quote > end ? end + 1 : undefined;
  };
}

function afterFirst(
  newline: number,
  bytes: Uint8Array,
  { units, start }: { units: CodeUnits; start: number },
): number | undefined {
  for (let position = start; position + units.width <= bytes.length; position += units.width) {
    if (units.at(bytes, position) === newline) return position + units.width;
  }
  return undefined;
}

function tooLong({ layout }: CutOptions, { scanner }: Cutting): string {
  const unfound = layout === 'json' || layout === 'xml' ? scanner.cutOff() : undefined;
  return `The file ${unfound ?? 'has a row that is larger than a delivery may be'}.`;
}
