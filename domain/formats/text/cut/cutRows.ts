import type { CutPart } from './packRows.ts';
import { CannotCut, createRowCutter, type CutOptions } from './rowCutter.ts';

/**
 * The parts of a file as its bytes come: see `createRowCutter`.
 * @throws {CannotCut} when the file cannot be cut, or (after its last whole part) ends in the middle
 */
export async function* cutRows(
  chunks: AsyncIterable<Uint8Array>,
  options: CutOptions,
): AsyncGenerator<CutPart, void, void> {
  const cutter = createRowCutter(options);
  for await (const bytes of chunks) yield* cutter.push(bytes);
  const { parts, problem } = cutter.end();
  yield* parts;
  if (problem !== undefined) throw new CannotCut(`The file ${problem}.`);
}

/** Where in the file something reported of a part's row or line is. */
export function placeInFile(
  part: CutPart,
  place: { readonly row: number; readonly line?: number },
): { readonly row: number; readonly line?: number } {
  const row = part.firstRow + place.row - 1;
  if (place.line === undefined) return { row };
  return { row, line: part.firstLine + place.line - part.headLines - 1 };
}
