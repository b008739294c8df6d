import { Double, Int32, Long, ObjectId } from 'bson';
import { locationError, mongoError } from '../mongoError.ts';
import { combineNumbers } from '../values/arithmetic.ts';
import { isNumeric, numberOf, typeOf } from '../values/bsonTypes.ts';
import { compareValues, equalValues } from '../values/compareValues.ts';
import { cloneDoc, isDoc, setField, type Doc } from '../values/document.ts';
import { isTrue } from './truth.ts';

/**
 * An operator over computed arguments.
 * @param values its arguments
 * @param asList whether they were written as an array (`$sum: ["$a", "$b"]`) and not as one (`$sum: "$a"`)
 */
export type ComputedOperator = (values: readonly unknown[], asList: boolean) => unknown;

function isNothing(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function compared(test: (order: number) => boolean): ComputedOperator {
  return ([left, right]) => test(compareValues(left, right));
}

function numberArgument(operator: string, value: unknown): number {
  const number = numberOf(value);
  if (number === undefined)
    throw locationError(16_020, `${operator} only supports numeric types, not ${typeOf(value)}`);
  return number;
}

function arrayArgument(operator: string, value: unknown): unknown[] {
  if (!Array.isArray(value))
    throw locationError(
      17124,
      `The argument to ${operator} must be an array, but was of type: ${typeOf(value)}`,
    );
  return value;
}

function add(values: readonly unknown[]): unknown {
  if (values.some(isNothing)) return null;
  const date = values.find((value) => value instanceof Date);
  if (date) {
    const others = values.filter((value) => value !== date);
    return new Date(
      others.reduce<number>((sum, value) => sum + numberArgument('$add', value), date.getTime()),
    );
  }
  return values.reduce((sum, value) => {
    numberArgument('$add', value);
    return combineNumbers('add', sum, value) ?? new Double(Number(numberOf(sum)) + Number(numberOf(value)));
  }, new Int32(0));
}

function subtract([left, right]: readonly unknown[]): unknown {
  if (isNothing(left) || isNothing(right)) return null;
  if (left instanceof Date && right instanceof Date) return Long.fromNumber(left.getTime() - right.getTime());
  if (left instanceof Date) return new Date(left.getTime() - numberArgument('$subtract', right));
  numberArgument('$subtract', left);
  numberArgument('$subtract', right);
  return combineNumbers('add', left, combineNumbers('multiply', right, new Int32(-1)));
}

function multiply(values: readonly unknown[]): unknown {
  if (values.some(isNothing)) return null;
  return values.reduce((product, value) => {
    numberArgument('$multiply', value);
    return (
      combineNumbers('multiply', product, value) ??
      new Double(Number(numberOf(product)) * Number(numberOf(value)))
    );
  }, new Int32(1));
}

function divide([left, right]: readonly unknown[]): unknown {
  if (isNothing(left) || isNothing(right)) return null;
  const divisor = numberArgument('$divide', right);
  if (divisor === 0) throw mongoError('BadValue', "can't $divide by zero");
  return new Double(numberArgument('$divide', left) / divisor);
}

function modulo([left, right]: readonly unknown[]): unknown {
  if (isNothing(left) || isNothing(right)) return null;
  const divisor = numberArgument('$mod', right);
  if (divisor === 0) throw locationError(16610, "can't $mod by zero");
  const result = numberArgument('$mod', left) % divisor;
  return [left, right].some((value) => typeOf(value) === 'double') ? new Double(result) : result;
}

function listOf(values: readonly unknown[], asList: boolean): readonly unknown[] {
  const [only] = values;
  return !asList && Array.isArray(only) ? only : values;
}

/** The sum of the numbers among the values, zero for none; the rest is passed over. */
export function sumOf(values: readonly unknown[]): unknown {
  return values
    .filter((value) => isNumeric(value))
    .reduce(
      (sum, value) =>
        combineNumbers('add', sum, value) ?? new Double(Number(numberOf(sum)) + Number(numberOf(value))),
      new Int32(0),
    );
}

/** The mean of the numbers among the values, null for none. */
export function averageOf(values: readonly unknown[]): unknown {
  const numbers = values.filter((value) => isNumeric(value)).map((value) => Number(numberOf(value)));
  return numbers.length === 0
    ? null
    : new Double(numbers.reduce((sum, number) => sum + number, 0) / numbers.length);
}

/** The lowest (sign 1) or highest (sign -1) of the values, null and missing passed over; null for none. */
export function extremeOf(values: readonly unknown[], sign: 1 | -1): unknown {
  return values
    .filter((value) => !isNothing(value))
    .reduce<unknown>(
      (best, value) => (best === null || compareValues(value, best) * sign < 0 ? value : best),
      null,
    );
}

function elementAt([array, position]: readonly unknown[]): unknown {
  if (isNothing(array) || isNothing(position)) return null;
  return arrayArgument('$arrayElemAt', array).at(numberArgument('$arrayElemAt', position));
}

function sliceOf([array, first, count]: readonly unknown[]): unknown {
  if (isNothing(array)) return null;
  const list = arrayArgument('$slice', array);
  const from = numberArgument('$slice', first);
  if (count === undefined) return from >= 0 ? list.slice(0, from) : list.slice(from);
  const start = from < 0 ? Math.max(0, list.length + from) : from;
  return list.slice(start, start + numberArgument('$slice', count));
}

function mergeObjects(values: readonly unknown[], asList: boolean): Doc {
  const merged: Doc = {};
  for (const value of listOf(values, asList)) {
    if (isNothing(value)) continue;
    if (!isDoc(value))
      throw locationError(
        40400,
        `$mergeObjects requires object inputs, but input is of type ${typeOf(value)}`,
      );
    const copy = cloneDoc(value);
    for (const name of Object.keys(copy)) setField(merged, name, copy[name]);
  }
  return merged;
}

function toText(value: unknown): unknown {
  if (isNothing(value)) return null;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof ObjectId) return value.toHexString();
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || isNumeric(value))
    return String(isNumeric(value) ? numberOf(value) : value);
  throw mongoError('BadValue', `Unsupported conversion from ${typeOf(value)} to string in $toString`);
}

/** The operators computed on BSON values themselves. */
export const COMPUTED_OPERATORS: Readonly<Record<string, ComputedOperator>> = {
  $eq: compared((order) => order === 0),
  $ne: compared((order) => order !== 0),
  $gt: compared((order) => order > 0),
  $gte: compared((order) => order >= 0),
  $lt: compared((order) => order < 0),
  $lte: compared((order) => order <= 0),
  $cmp: ([left, right]) => Math.sign(compareValues(left, right)),
  $not: ([value]) => !isTrue(value),
  $in: ([value, array]) => arrayArgument('$in', array).some((element) => equalValues(element, value)),
  $add: add,
  $subtract: subtract,
  $multiply: multiply,
  $divide: divide,
  $mod: modulo,
  $sum: (values, asList) => sumOf(listOf(values, asList)),
  $avg: (values, asList) => averageOf(listOf(values, asList)),
  $min: (values, asList) => extremeOf(listOf(values, asList), 1),
  $max: (values, asList) => extremeOf(listOf(values, asList), -1),
  $size: ([array]) => arrayArgument('$size', array).length,
  $isArray: ([value]) => Array.isArray(value),
  $isNumber: ([value]) => isNumeric(value),
  $type: ([value]) => (value === undefined ? 'missing' : value instanceof Double ? 'double' : typeOf(value)),
  $arrayElemAt: elementAt,
  $first: ([array]) => (isNothing(array) ? null : arrayArgument('$first', array)[0]),
  $last: ([array]) => (isNothing(array) ? null : arrayArgument('$last', array).at(-1)),
  $slice: sliceOf,
  $concatArrays: (arrays) =>
    arrays.some(isNothing) ? null : arrays.flatMap((array) => arrayArgument('$concatArrays', array)),
  $mergeObjects: mergeObjects,
  $toString: ([value]) => toText(value),
  $toBool: ([value]) => (isNothing(value) ? null : isTrue(value)),
};
