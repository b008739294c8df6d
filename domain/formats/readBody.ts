import { adaptersOf, sourceNamed, SOURCE_NAMES } from './adapters/sources.ts';
import { bodyFormatOf, charsetOf } from './bodyFormat.ts';
import { formatSeen } from './formatSeen.ts';
import { parseContextAt, type ParseContext, type SourceSayings } from './parse/parseContext.ts';
import { expectedJson, findJsonRows, parseJson, readJsonRows, readNdjsonRows } from './readJson.ts';
import { readSheet } from './readSheet.ts';
import { isTransferFile, readTransferFile } from './readTransferFile.ts';
import type { BodyReading, Kind, RowOf, RowOutcome } from './rows.ts';
import { decodeText } from './text/decodeText.ts';

export interface ReadBodyOptions extends SourceSayings {
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
  { contentType, source, now, mapping, localCodes }: ReadBodyOptions,
): BodyReading<K> {
  const stated = bodyFormatOf(contentType);
  if (stated === undefined) {
    return refuse(
      'The content type is not one that is read here: send JSON, NDJSON, CSV or a transfer file (XML).',
    );
  }
  const sourceName = sourceNamed(source);
  if (sourceName === undefined) {
    return refuse(`The source is not known here: it can be ${SOURCE_NAMES.join(', ')}.`);
  }
  const decoding = decodeText(body, charsetOf(contentType));
  if (!decoding.ok) return refuse(decoding.problem);
  const { text, encoding, note } = decoding;
  if (text.trim() === '') return refuse('The body is empty.');

  const context = parseContextAt(now, { mapping, localCodes });
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
    case 'xml':
      return readXmlBody(kind, text, { context, encoding, notes });
    case 'json': {
      const json = parseJson(text);
      if (!json.ok) return refuse(`The body ${json.problem}.`);
      const rows = findJsonRows(kind, json.value);
      if (rows === undefined) return refuse(`The body must be a list, or ${expectedJson(kind)}.`);
      return { ok: true, encoding, rows: readJsonRows(kind, rows, context), notes };
    }
  }
}

/** XML is read in one form only: a transfer file of pupils. */
function readXmlBody<K extends Kind>(
  kind: K,
  text: string,
  { context, encoding, notes }: { context: ParseContext; encoding: string; notes: () => readonly string[] },
): BodyReading<K> {
  const reader = XML_READERS[kind];
  if (reader === undefined || !isTransferFile(text)) {
    return refuse('XML is read as a Common Transfer File of pupils only.');
  }
  return { ok: true, encoding, rows: reader(text, context), notes };
}

type XmlReaders = {
  readonly [K in Kind]?: (text: string, context: ParseContext) => Iterable<RowOutcome<RowOf[K]>>;
};
const XML_READERS: XmlReaders = { pupils: readTransferFile };

function refuse(problem: string): { readonly ok: false; readonly problem: string } {
  return { ok: false, problem };
}
