import { adaptersOf, sourceNamed, SOURCE_NAMES } from './adapters/sources.ts';
import { bodyFormatOf, charsetOf } from './bodyFormat.ts';
import { formatSeen } from './formatSeen.ts';
import { parseContextAt } from './parse/parseContext.ts';
import { expectedJson, findJsonRows, parseJson, readJsonRows, readNdjsonRows } from './readJson.ts';
import { readSheet } from './readSheet.ts';
import type { BodyReading, Kind } from './rows.ts';
import { decodeText } from './text/decodeText.ts';

export interface ReadBodyOptions {
  /** The Content-Type the body came with, parameters included. */
  readonly contentType?: string;
  /** The system the body came from, such as `cpoms`; none means the documented form. */
  readonly source?: string;
  /** The instant the body was received: what lies more than a day after it is refused. */
  readonly now?: Date;
}

/**
 * Reads a body a school sent. Either the whole body is refused with the one reason why, or its rows are
 * there to be iterated, each ending in a value or in every problem it has. Never throws, whatever the bytes.
 */
export function readBody<K extends Kind>(
  kind: K,
  body: Uint8Array,
  { contentType, source, now }: ReadBodyOptions,
): BodyReading<K> {
  const stated = bodyFormatOf(contentType);
  if (stated === undefined) {
    return refuse('The content type is not one that is read here: send JSON, NDJSON or CSV.');
  }
  const sourceName = sourceNamed(source);
  if (sourceName === undefined) {
    return refuse(`The source is not known here: it can be ${SOURCE_NAMES.join(', ')}.`);
  }
  const decoding = decodeText(body, charsetOf(contentType));
  if (!decoding.ok) return refuse(decoding.problem);
  const { text, encoding, note } = decoding;
  if (text.trim() === '') return refuse('The body is empty.');

  const context = parseContextAt(now);
  const notes = () => (note === undefined ? [] : [note]);
  switch (stated === 'unstated' ? formatSeen(text) : stated) {
    case 'csv':
      return readSheet(text, adaptersOf(sourceName, kind), {
        ...context,
        encoding,
        ...(note !== undefined && { note }),
      });
    case 'ndjson':
      return { ok: true, encoding, rows: readNdjsonRows(kind, text, context), notes };
    case 'json': {
      const json = parseJson(text);
      if (!json.ok) return refuse(`The body ${json.problem}.`);
      const rows = findJsonRows(kind, json.value);
      if (rows === undefined) return refuse(`The body must be a list, or ${expectedJson(kind)}.`);
      return { ok: true, encoding, rows: readJsonRows(kind, rows, context), notes };
    }
  }
}

function refuse(problem: string): { readonly ok: false; readonly problem: string } {
  return { ok: false, problem };
}
