/** How a file's characters are laid out in bytes: enough of its encoding to see quotes and line ends. */
export interface CodeUnits {
  readonly width: 1 | 2;
  readonly at: (bytes: Uint8Array, position: number) => number;
  readonly encode: (text: string) => Uint8Array;
}

/** Bytes that stand for themselves: UTF-8, Windows-1252 and all that agree with ASCII where it counts. */
const BYTES: CodeUnits = {
  width: 1,
  at: (bytes, position) => bytes[position] ?? 0,
  encode: (text) => Buffer.from(text, 'latin1'),
};

const PAIRS_LITTLE: CodeUnits = {
  width: 2,
  at: (bytes, position) => (bytes[position] ?? 0) | ((bytes[position + 1] ?? 0) << 8),
  encode: (text) => Buffer.from(text, 'utf16le'),
};

const PAIRS_BIG: CodeUnits = {
  width: 2,
  at: (bytes, position) => ((bytes[position] ?? 0) << 8) | (bytes[position + 1] ?? 0),
  encode: (text) => Buffer.from(text, 'utf16le').swap16(),
};

/** The code units of an encoding as `decodeText` names it. */
export function codeUnitsOf(encoding: string): CodeUnits {
  if (encoding === 'utf-16le') return PAIRS_LITTLE;
  return encoding === 'utf-16be' ? PAIRS_BIG : BYTES;
}
