import { Code, Long, ObjectId } from 'bson';
import { rankOf, TYPE_RANKS } from './bsonTypes.ts';
import { binaryParts, regexParts, textOf } from './compareValues.ts';
import { isDoc, type Doc } from './document.ts';
import { splitNumber, type ExactNumber } from './exactNumber.ts';

/**
 * Index keys are bytes whose plain byte order is MongoDB's order of the values, so that LevelDB's own order
 * answers ranges and sorts. Each value begins with the rank of its type; whatever has no fixed length ends in
 * a terminator lower than anything that could follow, so no key is the beginning of another.
 */
const EXPONENT_BIAS = 20_000;
const ZERO_REMAINDER = 0x80;
const END_OF_LIST = 0x00;

function pushText(out: number[], text: string): void {
  const bytes = Buffer.from(text, 'utf8');
  for (const byte of bytes) {
    out.push(byte);
    if (byte === 0) out.push(0xff);
  }
  out.push(0x00, 0x01);
}

function pushUint64(out: number[], value: bigint): void {
  for (let shift = 56n; shift >= 0n; shift -= 8n) out.push(Number((value >> shift) & 0xffn));
}

const numberView = new DataView(new ArrayBuffer(8));

function pushDouble(out: number[], value: number): void {
  if (Number.isNaN(value)) {
    out.push(0, 0, 0, 0, 0, 0, 0, 0);
    return;
  }
  numberView.setFloat64(0, value);
  const negative = value < 0;
  for (let index = 0; index < 8; index += 1) {
    const byte = numberView.getUint8(index);
    out.push(negative ? ~byte & 0xff : index === 0 ? byte | 0x80 : byte);
  }
}

function pushRemainder(out: number[], remainder: ExactNumber): void {
  const negative = remainder.coefficient < 0n;
  const written = (negative ? -remainder.coefficient : remainder.coefficient).toString();
  const digits = written.replace(/0+$/, '');
  const magnitude = EXPONENT_BIAS + remainder.exponent + written.length;
  const flip = negative ? 0xff : 0x00;
  out.push(negative ? ZERO_REMAINDER - 1 : ZERO_REMAINDER + 1);
  out.push((magnitude >> 8) ^ flip, (magnitude & 0xff) ^ flip);
  for (const digit of digits) out.push((Number(digit) + 1) ^ flip);
  out.push(END_OF_LIST ^ flip);
}

function pushNumber(out: number[], value: unknown): void {
  const { nearest, remainder } = splitNumber(value);
  pushDouble(out, nearest);
  if (remainder === undefined) out.push(ZERO_REMAINDER);
  else pushRemainder(out, remainder);
}

function pushDocument(out: number[], document: Doc): void {
  for (const name of Object.keys(document)) {
    const value = document[name];
    out.push(rankOf(value));
    pushText(out, name);
    pushContent(out, value);
  }
  out.push(END_OF_LIST);
}

function pushBinary(out: number[], value: unknown): void {
  const { bytes, subType } = binaryParts(value);
  for (let shift = 24; shift >= 0; shift -= 8) out.push((bytes.length >>> shift) & 0xff);
  out.push(subType);
  for (const byte of bytes) out.push(byte);
}

const SIGN_BIT = 1n << 63n;

function pushDate(out: number[], value: unknown): void {
  const time = value instanceof Date ? value.getTime() : 0;
  pushUint64(out, BigInt.asUintN(64, BigInt(Number.isNaN(time) ? 0 : time)) ^ SIGN_BIT);
}

function pushContent(out: number[], value: unknown): void {
  switch (rankOf(value)) {
    case TYPE_RANKS.int:
      pushNumber(out, value);
      return;
    case TYPE_RANKS.string:
    case TYPE_RANKS.javascript:
      pushText(out, textOf(value));
      return;
    case TYPE_RANKS.object:
      pushDocument(out, isDoc(value) ? value : {});
      return;
    case TYPE_RANKS.array:
      if (Array.isArray(value)) for (const element of value) pushValue(out, element);
      out.push(END_OF_LIST);
      return;
    case TYPE_RANKS.binData:
      pushBinary(out, value);
      return;
    case TYPE_RANKS.objectId:
      if (value instanceof ObjectId) out.push(...value.id);
      return;
    case TYPE_RANKS.bool:
      out.push(value === true ? 1 : 0);
      return;
    case TYPE_RANKS.date:
      pushDate(out, value);
      return;
    case TYPE_RANKS.timestamp:
      pushUint64(out, value instanceof Long ? BigInt.asUintN(64, value.toBigInt()) : 0n);
      return;
    case TYPE_RANKS.regex: {
      const { pattern, flags } = regexParts(value);
      pushText(out, pattern);
      pushText(out, flags);
      return;
    }
    case TYPE_RANKS.javascriptWithScope:
      pushText(out, textOf(value));
      pushDocument(out, value instanceof Code ? (value.scope ?? {}) : {});
      return;
    default:
      return;
  }
}

function pushValue(out: number[], value: unknown): void {
  out.push(rankOf(value));
  pushContent(out, value);
}

/**
 * Encodes one value as bytes in MongoDB's order.
 * @param value any BSON value; `undefined` sorts before null
 * @param direction 1 ascending, -1 descending (every bit turned over)
 */
export function encodeKey(value: unknown, direction: 1 | -1 = 1): Buffer {
  const out: number[] = [];
  pushValue(out, value);
  const bytes = Buffer.from(out);
  if (direction === -1)
    for (let index = 0; index < bytes.length; index += 1) bytes[index] = ~(bytes[index] ?? 0) & 0xff;
  return bytes;
}

/** The lowest and the first-beyond-highest byte of all values of one rank, for ranges within a type. */
export function rankBounds(rank: number): { low: Buffer; high: Buffer } {
  return { low: Buffer.from([rank]), high: Buffer.from([rank + 1]) };
}

/**
 * The encoded beginning shared by all strings that begin with `prefix` (the terminator is left off), for
 * anchored regular expressions.
 */
export function encodeStringPrefix(prefix: string): Buffer {
  const whole = encodeKey(prefix);
  return whole.subarray(0, whole.length - 2);
}
