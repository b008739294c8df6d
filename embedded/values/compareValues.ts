import { Binary, BSONRegExp, BSONSymbol, Code, Long, ObjectId } from 'bson';
import { rankOf, TYPE_RANKS } from './bsonTypes.ts';
import { isDoc, type Doc } from './document.ts';
import { compareNumbers } from './exactNumber.ts';

/** Orders strings by their UTF-8 bytes, as MongoDB does without a collation. */
export function compareStrings(left: string, right: string): number {
  if (left === right) return 0;
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a !== b) {
      const surrogateA = a >= 0xd800 && a <= 0xdfff;
      const surrogateB = b >= 0xd800 && b <= 0xdfff;
      if (surrogateA !== surrogateB) return surrogateA ? 1 : -1;
      return a < b ? -1 : 1;
    }
  }
  return left.length < right.length ? -1 : 1;
}

/** The bytes and sub-type of a BSON binary (a bare byte array counts as sub-type 0). */
export function binaryParts(value: unknown): { bytes: Uint8Array; subType: number } {
  if (value instanceof Binary) {
    return { bytes: value.buffer.subarray(0, value.position), subType: value.sub_type };
  }
  return { bytes: value instanceof Uint8Array ? value : new Uint8Array(), subType: 0 };
}

/** The text of a string, symbol or code. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof BSONSymbol) return value.value;
  if (value instanceof Code) return value.code;
  return '';
}

/** The pattern and sorted flags of a regular expression. */
export function regexParts(value: unknown): { pattern: string; flags: string } {
  if (value instanceof BSONRegExp) return { pattern: value.pattern, flags: value.options };
  if (value instanceof RegExp) return { pattern: value.source, flags: [...value.flags].sort().join('') };
  return { pattern: '', flags: '' };
}

function compareBytes(left: Uint8Array, right: Uint8Array): number {
  return Buffer.compare(left, right);
}

/** Orders documents field by field: by the type of each value, then the field's name, then the value. */
export function compareDocs(left: Doc, right: Doc): number {
  const a = Object.keys(left);
  const b = Object.keys(right);
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const nameA = a[index] ?? '';
    const nameB = b[index] ?? '';
    const byRank = rankOf(left[nameA]) - rankOf(right[nameB]);
    if (byRank !== 0) return byRank;
    const byName = compareStrings(nameA, nameB);
    if (byName !== 0) return byName;
    const byValue = compareValues(left[nameA], right[nameB]);
    if (byValue !== 0) return byValue;
  }
  return a.length - b.length;
}

function compareArrays(left: readonly unknown[], right: readonly unknown[]): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const order = compareValues(left[index], right[index]);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compareBinaries(left: unknown, right: unknown): number {
  const a = binaryParts(left);
  const b = binaryParts(right);
  return a.bytes.length - b.bytes.length || a.subType - b.subType || compareBytes(a.bytes, b.bytes);
}

function compareSameRank(rank: number, left: unknown, right: unknown): number {
  switch (rank) {
    case TYPE_RANKS.int:
      return compareNumbers(left, right);
    case TYPE_RANKS.string:
      return compareStrings(textOf(left), textOf(right));
    case TYPE_RANKS.object:
      return isDoc(left) && isDoc(right) ? compareDocs(left, right) : 0;
    case TYPE_RANKS.array:
      return Array.isArray(left) && Array.isArray(right) ? compareArrays(left, right) : 0;
    case TYPE_RANKS.binData:
      return compareBinaries(left, right);
    case TYPE_RANKS.objectId:
      return left instanceof ObjectId && right instanceof ObjectId ? compareBytes(left.id, right.id) : 0;
    case TYPE_RANKS.bool:
      return Number(left) - Number(right);
    case TYPE_RANKS.date:
      return left instanceof Date && right instanceof Date ? left.getTime() - right.getTime() : 0;
    case TYPE_RANKS.timestamp:
      return left instanceof Long && right instanceof Long
        ? left.toUnsigned().compare(right.toUnsigned())
        : 0;
    case TYPE_RANKS.regex: {
      const a = regexParts(left);
      const b = regexParts(right);
      return compareStrings(a.pattern, b.pattern) || compareStrings(a.flags, b.flags);
    }
    case TYPE_RANKS.javascript:
      return compareStrings(textOf(left), textOf(right));
    case TYPE_RANKS.javascriptWithScope: {
      if (!(left instanceof Code) || !(right instanceof Code)) return 0;
      return compareStrings(left.code, right.code) || compareDocs(left.scope ?? {}, right.scope ?? {});
    }
    default:
      return 0;
  }
}

/**
 * Orders any two BSON values as MongoDB does without a collation: by type, then by value, numbers of all
 * types together.
 * @returns negative, zero or positive
 */
export function compareValues(left: unknown, right: unknown): number {
  if (left === right) return 0;
  const rank = rankOf(left);
  return rank - rankOf(right) || compareSameRank(rank, left, right);
}

/** Whether two BSON values are equal in MongoDB's sense: field order counts, number type does not. */
export function equalValues(left: unknown, right: unknown): boolean {
  return compareValues(left, right) === 0;
}
