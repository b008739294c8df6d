import { Decimal128, Double, Int32, Long } from 'bson';
import { mongoError, notSupported } from '../mongoError.ts';
import { numberOf, typeOf } from './bsonTypes.ts';

/** The two operations updates and sums need. */
export type Operation = 'add' | 'multiply';

const MAX_LONG = 2n ** 63n - 1n;
const MIN_LONG = -(2n ** 63n);

function wholeOf(value: unknown): bigint | undefined {
  if (value instanceof Int32) return BigInt(value.value);
  if (value instanceof Long) return value.toBigInt();
  if (typeof value === 'number' && Number.isInteger(value)) return BigInt(value);
  return undefined;
}

/** The smallest BSON type that holds a whole number, as MongoDB widens int to long. */
export function wholeNumber(value: bigint, atLeastLong: boolean): Int32 | Long | undefined {
  if (value > MAX_LONG || value < MIN_LONG) return undefined;
  if (!atLeastLong && value <= 0x7fffffffn && value >= -0x80000000n) return new Int32(Number(value));
  return Long.fromBigInt(value);
}

/**
 * Adds or multiplies two BSON numbers with MongoDB's types: int and int give int, or long when it does not
 * fit; anything with a double gives a double.
 * @returns the result, or `undefined` when a whole result does not fit a long
 * @throws code 115 for Decimal128
 */
export function combineNumbers(operation: Operation, left: unknown, right: unknown): unknown {
  if (left instanceof Decimal128 || right instanceof Decimal128)
    throw notSupported('Arithmetic on Decimal128');
  const a = wholeOf(left);
  const b = wholeOf(right);
  if (a !== undefined && b !== undefined && typeOf(left) !== 'double' && typeOf(right) !== 'double') {
    const result = operation === 'add' ? a + b : a * b;
    return wholeNumber(result, left instanceof Long || right instanceof Long);
  }
  const x = numberOf(left);
  const y = numberOf(right);
  if (x === undefined || y === undefined)
    throw mongoError('TypeMismatch', 'Arithmetic on values that are not numbers');
  return new Double(operation === 'add' ? x + y : x * y);
}
