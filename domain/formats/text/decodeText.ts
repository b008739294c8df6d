import iconv from 'iconv-lite';

export type Decoding =
  | { readonly ok: true; readonly text: string; readonly encoding: string; readonly note?: string }
  | { readonly ok: false; readonly problem: string };

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** The names senders give to what we read. Latin-1 is read as Windows-1252, as browsers do. */
const CHARSETS: ReadonlyMap<string, Encoding> = new Map([
  ['utf-8', 'utf-8'],
  ['utf8', 'utf-8'],
  ['us-ascii', 'utf-8'],
  ['ascii', 'utf-8'],
  ['utf-16le', 'utf-16le'],
  ['utf-16be', 'utf-16be'],
  ['windows-1252', 'windows-1252'],
  ['cp1252', 'windows-1252'],
  ['cp-1252', 'windows-1252'],
  ['ansi', 'windows-1252'],
  ['iso-8859-1', 'windows-1252'],
  ['latin1', 'windows-1252'],
]);

const MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

const KNOWN_BINARIES: readonly (readonly [string, readonly number[]])[] = [
  ['is an Excel workbook or another zip file: save it as CSV and send that', [0x50, 0x4b, 0x03, 0x04]],
  ['is an old Excel or Word file: save it as CSV and send that', [0xd0, 0xcf, 0x11, 0xe0]],
  ['is compressed: send it as it is', [0x1f, 0x8b]],
  ['is a PDF: send the CSV or JSON export', [0x25, 0x50, 0x44, 0x46]],
];

/**
 * The text of a body. A byte-order mark decides; then the charset the sender named; then UTF-16 by its zero
 * bytes, UTF-8 where the bytes are valid, and otherwise Windows-1252, which schools' systems on Windows
 * still write. Bytes that contradict a named UTF-8 are read as Windows-1252, with a note saying so.
 * @param charset the `charset` parameter of the content type, if any
 */
export function decodeText(body: Uint8Array, charset: string | undefined): Decoding {
  const binary = KNOWN_BINARIES.find(([, start]) => startsWith(body, start));
  if (binary !== undefined) return { ok: false, problem: `The body ${binary[0]}.` };
  const marked = MARKS.find(([, start]) => startsWith(body, start));
  if (marked !== undefined) return decodeAs(body.subarray(marked[1].length), marked[0], 'marked');
  const name = charset?.toLowerCase();
  if (name === 'utf-16') return decodeAs(body, looksUtf16(body) ?? 'utf-16be', 'named');
  if (name === undefined) return decodeAs(body, looksUtf16(body) ?? 'utf-8', 'guessed');
  const named = CHARSETS.get(name);
  if (named !== undefined) return decodeAs(body, named, 'named');
  return {
    ok: false,
    problem: 'The charset named is not one that is read here: send UTF-8, UTF-16 or Windows-1252.',
  };
}

function decodeAs(body: Uint8Array, encoding: Encoding, from: 'marked' | 'named' | 'guessed'): Decoding {
  if (encoding !== 'utf-8') return refuseNulls(iconv.decode(Buffer.from(body), encoding), encoding);
  const text = decodeUtf8(body);
  if (text !== undefined) return refuseNulls(text, encoding);
  const fallback = refuseNulls(iconv.decode(Buffer.from(body), 'windows-1252'), 'windows-1252');
  if (!fallback.ok || from === 'guessed') return fallback;
  return { ...fallback, note: 'The body says it is UTF-8 but is not; it was read as Windows-1252.' };
}

/** Strict UTF-8, or undefined; a last character that was cut off is let pass as a replacement character. */
function decodeUtf8(body: Uint8Array): string | undefined {
  for (let cut = 0; cut <= Math.min(3, body.length); cut++) {
    if (cut > 0 && (body[body.length - cut] ?? 0) < 0x80) return undefined;
    try {
      const whole = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
      const text = whole.decode(body.subarray(0, body.length - cut));
      return cut === 0 ? text : `${text}\uFFFD`;
    } catch {
      if ((body.at(-1) ?? 0) < 0x80) return undefined;
    }
  }
  return undefined;
}

/** A zero byte is never part of a school's text: what has one is not text, or not in this encoding. */
function refuseNulls(text: string, encoding: Encoding): Decoding {
  if (text.includes('\0')) return { ok: false, problem: 'The body is not text: it holds zero bytes.' };
  return { ok: true, text, encoding };
}

/** UTF-16 without a mark shows itself by a zero in every other byte of Western text. */
function looksUtf16(body: Uint8Array): Encoding | undefined {
  const sample = body.subarray(0, 512);
  if (sample.length < 4) return undefined;
  let even = 0;
  let odd = 0;
  for (const [index, byte] of sample.entries()) {
    if (byte !== 0) continue;
    if (index % 2 === 0) even++;
    else odd++;
  }
  const many = sample.length * 0.35;
  if (odd > many && even === 0) return 'utf-16le';
  return even > many && odd === 0 ? 'utf-16be' : undefined;
}

function startsWith(body: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => body[index] === byte);
}
