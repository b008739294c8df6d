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

/** The key being made: one at a time, so one buffer for all, grown where it must be. */
let key = Buffer.alloc(4_096);
let length = 0;

function reserve(more: number): void {
  if (length + more <= key.length) return;
  const larger = Buffer.alloc(2 * (length + more));
  key.copy(larger, 0, 0, length);
  key = larger;
}

function push(byte: number): void {
  if (length === key.length) reserve(1);
  key[length++] = byte;
}

function pushBytes(bytes: Uint8Array): void {
  reserve(bytes.length);
  key.set(bytes, length);
  length += bytes.length;
}

function pushText(text: string): void {
  reserve(text.length + 2);
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0 || code > 0x7f) {
      pushEscaped(Buffer.from(text.slice(index), 'utf8'));
      break;
    }
    key[length++] = code;
  }
  push(0x00);
  push(0x01);
}

function pushEscaped(utf8: Buffer): void {
  for (const byte of utf8) {
    push(byte);
    if (byte === 0) push(0xff);
  }
}

function pushUint32(value: number): void {
  reserve(4);
  length = key.writeUInt32BE(value >>> 0, length);
}

function pushDouble(value: number): void {
  reserve(8);
  const start = length;
  length = key.writeDoubleBE(Number.isNaN(value) ? 0 : value, start);
  if (value < 0) turnOver(start);
  else if (!Number.isNaN(value)) key[start] = (key[start] ?? 0) | 0x80;
}

/** Turns over every bit from there on, which turns the order round. */
function turnOver(start: number): void {
  for (let index = start; index < length; index += 1) key[index] = ~(key[index] ?? 0) & 0xff;
}

function pushRemainder(remainder: ExactNumber): void {
  const negative = remainder.coefficient < 0n;
  const written = (negative ? -remainder.coefficient : remainder.coefficient).toString();
  const digits = written.replace(/0+$/, '');
  const magnitude = EXPONENT_BIAS + remainder.exponent + written.length;
  const flip = negative ? 0xff : 0x00;
  push(negative ? ZERO_REMAINDER - 1 : ZERO_REMAINDER + 1);
  push((magnitude >> 8) ^ flip);
  push((magnitude & 0xff) ^ flip);
  for (const digit of digits) push((Number(digit) + 1) ^ flip);
  push(END_OF_LIST ^ flip);
}

function pushNumber(value: unknown): void {
  const { nearest, remainder } = splitNumber(value);
  pushDouble(nearest);
  if (remainder === undefined) push(ZERO_REMAINDER);
  else pushRemainder(remainder);
}

function pushDocument(document: Doc): void {
  for (const name of Object.keys(document)) {
    const value = document[name];
    const rank = rankOf(value);
    push(rank);
    pushText(name);
    pushContent(rank, value);
  }
  push(END_OF_LIST);
}

function pushBinary(value: unknown): void {
  const { bytes, subType } = binaryParts(value);
  pushUint32(bytes.length);
  push(subType);
  pushBytes(bytes);
}

const SIGN_BIT = 0x80000000;

function pushDate(value: unknown): void {
  const time = value instanceof Date ? value.getTime() : 0;
  const milliseconds = Number.isNaN(time) ? 0 : time;
  pushUint32(Math.floor(milliseconds / 2 ** 32) ^ SIGN_BIT);
  pushUint32(milliseconds);
}

function pushTimestamp(value: unknown): void {
  pushUint32(value instanceof Long ? value.high : 0);
  pushUint32(value instanceof Long ? value.low : 0);
}

function pushContent(rank: number, value: unknown): void {
  switch (rank) {
    case TYPE_RANKS.int:
      pushNumber(value);
      return;
    case TYPE_RANKS.string:
    case TYPE_RANKS.javascript:
      pushText(textOf(value));
      return;
    case TYPE_RANKS.object:
      pushDocument(isDoc(value) ? value : {});
      return;
    case TYPE_RANKS.array:
      if (Array.isArray(value)) for (const element of value) pushValue(element);
      push(END_OF_LIST);
      return;
    case TYPE_RANKS.binData:
      pushBinary(value);
      return;
    case TYPE_RANKS.objectId:
      if (value instanceof ObjectId) pushBytes(value.id);
      return;
    case TYPE_RANKS.bool:
      push(value === true ? 1 : 0);
      return;
    case TYPE_RANKS.date:
      pushDate(value);
      return;
    case TYPE_RANKS.timestamp:
      pushTimestamp(value);
      return;
    case TYPE_RANKS.regex: {
      const { pattern, flags } = regexParts(value);
      pushText(pattern);
      pushText(flags);
      return;
    }
    case TYPE_RANKS.javascriptWithScope:
      pushText(textOf(value));
      pushDocument(value instanceof Code ? (value.scope ?? {}) : {});
      return;
    default:
      return;
  }
}

function pushValue(value: unknown): void {
  const rank = rankOf(value);
  push(rank);
  pushContent(rank, value);
}

/** Begins a key of several parts with bytes as they are. */
export function beginKey(prefix: Uint8Array): void {
  length = 0;
  pushBytes(prefix);
}

/** Adds bytes as they are to the key begun. */
export function addBytes(bytes: Uint8Array): void {
  pushBytes(bytes);
}

/** Adds a value to the key begun, as {@link encodeKey} encodes it. */
export function addValue(value: unknown, direction: 1 | -1): void {
  const start = length;
  pushValue(value);
  if (direction === -1) turnOver(start);
}

/** The key begun, whole. */
export function endKey(): Buffer {
  const whole = Buffer.allocUnsafe(length);
  key.copy(whole, 0, 0, length);
  return whole;
}

const NOTHING = new Uint8Array();

/**
 * Encodes one value as bytes in MongoDB's order.
 * @param value any BSON value; `undefined` sorts before null
 * @param direction 1 ascending, -1 descending (every bit turned over)
 */
export function encodeKey(value: unknown, direction: 1 | -1 = 1): Buffer {
  beginKey(NOTHING);
  addValue(value, direction);
  return endKey();
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
