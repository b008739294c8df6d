import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  DBRef,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';
import { isDoc } from './document.ts';

/** MongoDB's names of the BSON types, as `$type` takes them. */
export type BsonTypeName =
  | 'minKey'
  | 'undefined'
  | 'null'
  | 'int'
  | 'double'
  | 'long'
  | 'decimal'
  | 'string'
  | 'symbol'
  | 'object'
  | 'array'
  | 'binData'
  | 'objectId'
  | 'bool'
  | 'date'
  | 'timestamp'
  | 'regex'
  | 'dbPointer'
  | 'javascript'
  | 'javascriptWithScope'
  | 'maxKey';

/** BSON's type numbers by name, as `$type` takes them. */
export const TYPE_NUMBERS: Readonly<Record<BsonTypeName, number>> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  dbPointer: 12,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
};

/**
 * MongoDB's order of types when values of different types are compared (its documentation, "BSON comparison
 * order"). Equal ranks are compared by value.
 */
export const TYPE_RANKS: Readonly<Record<BsonTypeName, number>> = {
  minKey: 0x01,
  undefined: 0x03,
  null: 0x05,
  int: 0x0a,
  double: 0x0a,
  long: 0x0a,
  decimal: 0x0a,
  string: 0x0f,
  symbol: 0x0f,
  object: 0x14,
  array: 0x19,
  binData: 0x1e,
  objectId: 0x23,
  bool: 0x28,
  date: 0x2d,
  timestamp: 0x2f,
  regex: 0x32,
  dbPointer: 0x37,
  javascript: 0x3c,
  javascriptWithScope: 0x41,
  maxKey: 0x7f,
};

function wrappedTypeOf(value: object): BsonTypeName {
  if (value instanceof Int32) return 'int';
  if (value instanceof Double) return 'double';
  if (value instanceof ObjectId) return 'objectId';
  if (value instanceof Date) return 'date';
  if (Array.isArray(value)) return 'array';
  if (isDoc(value)) return 'object';
  if (value instanceof Timestamp) return 'timestamp';
  if (value instanceof Long) return 'long';
  if (value instanceof Binary || value instanceof Uint8Array) return 'binData';
  if (value instanceof Decimal128) return 'decimal';
  if (value instanceof BSONRegExp || value instanceof RegExp) return 'regex';
  if (value instanceof BSONSymbol) return 'symbol';
  if (value instanceof Code) return value.scope ? 'javascriptWithScope' : 'javascript';
  if (value instanceof MinKey) return 'minKey';
  if (value instanceof MaxKey) return 'maxKey';
  if (value instanceof DBRef) return 'object';
  return 'object';
}

/** The BSON type a decoded (or computed) value has, or would have once encoded. */
export function typeOf(value: unknown): BsonTypeName {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    case 'number':
      return Number.isInteger(value) && Math.abs(value) <= 0x7fffffff && !Object.is(value, -0)
        ? 'int'
        : 'double';
    case 'bigint':
      return 'long';
    case 'object':
      return wrappedTypeOf(value);
    default:
      return 'undefined';
  }
}

/** The rank of a value's type in MongoDB's order of types. */
export function rankOf(value: unknown): number {
  return TYPE_RANKS[typeOf(value)];
}

/** Whether the value is one of BSON's four number types. */
export function isNumeric(value: unknown): boolean {
  return rankOf(value) === TYPE_RANKS.int;
}

/**
 * The value of a BSON number as a JavaScript number, rounded to the nearest double, or `undefined` when the
 * value is not a number.
 */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (value instanceof Int32 || value instanceof Double) return value.value;
  if (value instanceof Timestamp) return undefined;
  if (value instanceof Long) return value.toNumber();
  if (value instanceof Decimal128) return Number(value.toString());
  if (typeof value === 'bigint') return Number(value);
  return undefined;
}
