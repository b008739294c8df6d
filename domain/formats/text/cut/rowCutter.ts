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

/** A delivery may have 10 MiB; parts of four are worked through with less memory and show progress sooner. */
export const PART_BYTES = 4 * 1024 * 1024;

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
  return { packer, scanner, ...scanning(scanner, packer, { units, newline: newline.charCodeAt(0) }) };
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
  { units, newline }: { units: CodeUnits; newline: number },
) {
  const { width } = units;
  /** Bytes of `pending` already scanned; its beginning is the beginning of a row. */
  let scanned = 0;
  return {
    scan(pending: Uint8Array): Uint8Array {
      let rowStart = 0;
      let position = scanned;
      while (position + width <= pending.length) {
        const unit = units.at(pending, position);
        position += width;
        const found = scanner.feed(unit);
        if (found === Found.inside) continue;
        let end = position;
        if (found === Found.rowBefore) end -= width;
        else if (found === Found.fault) {
          end = afterFirst(newline, pending, { units, start: rowStart }) ?? position;
          position = end;
          scanner.reset();
        }
        const bytes = pending.subarray(rowStart, end);
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
