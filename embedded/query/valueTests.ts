import { Double } from 'bson';
import { mongoError } from '../mongoError.ts';
import {
  isNumeric,
  numberOf,
  rankOf,
  TYPE_NUMBERS,
  TYPE_RANKS,
  typeOf,
  type BsonTypeName,
} from '../values/bsonTypes.ts';
import { compareValues, equalValues } from '../values/compareValues.ts';
import { encodeKey } from '../values/keyEncoding.ts';
import { isRegex, regexTest } from './regex.ts';
import { regexParts } from '../values/compareValues.ts';
import { MISSING } from './visitPath.ts';

/** A question about one value a path has reached. */
export type ValueTest = (value: unknown) => boolean;

/** Whether the value is nothing MongoDB would call a value: missing, null, or BSON's old `undefined`. */
export function isNullish(value: unknown): boolean {
  return value === MISSING || value === null || value === undefined;
}

function isNaNValue(value: unknown): boolean {
  return isNumeric(value) && Number.isNaN(numberOf(value));
}

/** Equality as queries have it: null also stands for a missing field. */
export function equalTest(operand: unknown): ValueTest {
  if (isNullish(operand)) return isNullish;
  return (value) => value !== MISSING && equalValues(value, operand);
}

/**
 * The four orderings. Only values of the operand's own type are compared (numbers of all types together);
 * MinKey and MaxKey compare with everything; not-a-number is only equal to itself.
 */
export function orderTest(operator: '$gt' | '$gte' | '$lt' | '$lte', operand: unknown): ValueTest {
  const orEqual = operator === '$gte' || operator === '$lte';
  if (isNullish(operand)) return (value) => orEqual && isNullish(value);
  if (isRegex(operand)) throw mongoError('BadValue', `Can't have RegEx as arg to predicate over field.`);
  if (isNaNValue(operand)) return (value) => orEqual && isNaNValue(value);
  const sign = operator.startsWith('$g') ? 1 : -1;
  const rank = rankOf(operand);
  const acrossTypes = rank === TYPE_RANKS.minKey || rank === TYPE_RANKS.maxKey;
  return (value) => {
    if (value === MISSING || isNaNValue(value)) return false;
    if (!acrossTypes && rankOf(value) !== rank) return false;
    const order = compareValues(value, operand) * sign;
    return order > 0 || (orEqual && order === 0);
  };
}

/**
 * Membership, by value or by regular expression.
 * @throws code 2 when the operand is not an array or holds an operator
 */
export function inTest(operator: string, operand: unknown): ValueTest {
  if (!Array.isArray(operand)) throw mongoError('BadValue', `${operator} needs an array`);
  if (operand.every((item) => typeof item === 'string')) {
    const strings = new Set<unknown>(operand);
    return (value) => strings.has(value);
  }
  if (!operand.some((item) => isRegex(item) || isNullish(item))) {
    const keyOf = (value: unknown) => encodeKey(value).toString('latin1');
    const keys = new Set(operand.map(keyOf));
    return (value) => value !== MISSING && keys.has(keyOf(value));
  }
  const tests = operand.map((item: unknown) => {
    if (isRegex(item)) {
      const { pattern, flags } = regexParts(item);
      return regexTest(pattern, flags);
    }
    return equalTest(item);
  });
  return (value) => tests.some((test) => test(value));
}

function typeTestOf(wanted: unknown): ValueTest {
  if (wanted === 'number') return (value) => value !== MISSING && isNumeric(value);
  const byNumber = numberOf(wanted);
  const names = Object.entries(TYPE_NUMBERS);
  const found = names.find(([name, number]) => name === wanted || number === byNumber);
  if (!found) {
    throw mongoError('BadValue', `Unknown type name alias or invalid numerical type code: ${String(wanted)}`);
  }
  const name: string = found[0];
  return (value) => value !== MISSING && storedTypeOf(value) === name;
}

function storedTypeOf(value: unknown): BsonTypeName {
  return value instanceof Double ? 'double' : typeOf(value);
}

/** `$type`, by name or number, one or several. */
export function typeTest(operand: unknown): ValueTest {
  const tests = (Array.isArray(operand) ? operand : [operand]).map(typeTestOf);
  return (value) => tests.some((test) => test(value));
}

/**
 * `$mod: [divisor, remainder]`, on whole parts, as MongoDB.
 * @throws code 2 for a malformed operand
 */
export function modTest(operand: unknown): ValueTest {
  if (!Array.isArray(operand)) throw mongoError('BadValue', 'malformed mod, needs to be an array');
  if (operand.length < 2) throw mongoError('BadValue', 'malformed mod, not enough elements');
  if (operand.length > 2) throw mongoError('BadValue', 'malformed mod, too many elements');
  const divisor = numberOf(operand[0]);
  const remainder = numberOf(operand[1]);
  if (divisor === undefined) throw mongoError('BadValue', 'malformed mod, divisor not a number');
  if (remainder === undefined) throw mongoError('BadValue', 'malformed mod, remainder not a number');
  if (Math.trunc(divisor) === 0) throw mongoError('BadValue', 'divisor cannot be 0');
  return (value) => {
    const number = value === MISSING ? undefined : numberOf(value);
    if (number === undefined || !Number.isFinite(number)) return false;
    return Math.trunc(number) % Math.trunc(divisor) === Math.trunc(remainder);
  };
}

/**
 * `$size`: an array of exactly that length.
 * @throws code 2 when the length is not a whole number of zero or more
 */
export function sizeTest(operand: unknown): ValueTest {
  const size = numberOf(operand);
  if (size === undefined || !Number.isInteger(size) || size < 0) {
    throw mongoError('BadValue', 'Failed to parse $size. Expected a non-negative integer');
  }
  return (value) => Array.isArray(value) && value.length === size;
}
