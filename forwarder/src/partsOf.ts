import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { knowsHeader, sourceNamed } from '../../domain/formats/adapters/sources.ts';
import { cutRows } from '../../domain/formats/text/cut/cutRows.ts';
import type { CutPart } from '../../domain/formats/text/cut/packRows.ts';
import type { SentAs } from './journal.ts';

/**
 * The bodies a file is sent as: itself when it is small enough, byte for byte; or else parts cut between rows.
 * @param size the file's size in bytes
 * @throws {CannotCut} when it cannot be cut, or ends in the middle of a row
 */
export async function* partsOf(
  dir: string,
  file: { readonly path: string; readonly size: number; readonly partBytes: number },
  sentAs: SentAs,
): AsyncGenerator<Omit<CutPart, 'rows'>> {
  const path = join(dir, file.path);
  if (file.size <= file.partBytes) {
    yield { body: await readFile(path), firstRow: 1, firstLine: 1, headLines: 0 };
    return;
  }
  const isHeader = knowsHeader(sourceNamed(sentAs.system) ?? 'generic', sentAs.kind);
  yield* cutRows(createReadStream(path), {
    layout: sentAs.layout,
    kind: sentAs.kind,
    maxBytes: file.partBytes,
    isHeader,
  });
}

/**
 * The webhook-id of a part: the same part of the same file has the same one, however often it is sent, and a
 * part with other bytes has another.
 */
export function webhookIdOf(key: string, round: number, index: number, body: Uint8Array): string {
  const hash = createHash('sha256').update(`${key}:${round}:${index}:`).update(body).digest('hex');
  return `fwd_${hash.slice(0, 40)}`;
}
