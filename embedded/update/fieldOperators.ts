import { Double, Int32, Long, Timestamp } from 'bson';
import { mongoError } from '../mongoError.ts';
import { combineNumbers } from '../values/arithmetic.ts';
import { isNumeric, numberOf, typeOf } from '../values/bsonTypes.ts';
import { compareValues } from '../values/compareValues.ts';
import { cloneValue, isDoc, type Doc } from '../values/document.ts';
import { existsAt, setAt, unsetAt, valueAt, type FieldPath } from './documentPath.ts';
import { shownId } from './shownId.ts';

/** Applies one operator at one place; the document is changed in place. */
export type UpdateOperator = (document: Doc, path: FieldPath, argument: unknown, now: Date) => void;

function arithmetic(operator: '$inc' | '$mul', operation: 'add' | 'multiply'): UpdateOperator {
  return (document, path, argument) => {
    const name = path.join('.');
    if (!isNumeric(argument)) {
      const verb = operator === '$inc' ? 'increment' : 'multiply';
      throw mongoError(
        'TypeMismatch',
        `Cannot ${verb} with non-numeric argument: {${name}: ${typeOf(argument)}}`,
      );
    }
    if (!existsAt(document, path)) {
      setAt(
        document,
        path,
        operator === '$inc' ? argument : combineNumbers('multiply', argument, zeroLike(argument)),
      );
      return;
    }
    const current = valueAt(document, path);
    if (!isNumeric(current)) {
      throw mongoError(
        'TypeMismatch',
        `Cannot apply ${operator} to a value of non-numeric type. ${shownId(document)} has the field '${path.at(-1) ?? ''}' of non-numeric type ${typeOf(current)}`,
      );
    }
    const result = combineNumbers(operation, current, argument);
    if (result === undefined) {
      throw mongoError(
        'BadValue',
        `Failed to apply ${operator} operations to current value (${String(current)}) for document ${shownId(document)}`,
      );
    }
    setAt(document, path, result);
  };
}

function zeroLike(value: unknown): unknown {
  if (value instanceof Long) return Long.fromNumber(0);
  return typeOf(value) === 'double' ? new Double(0) : new Int32(0);
}

function extreme(sign: 1 | -1): UpdateOperator {
  return (document, path, argument) => {
    const current = valueAt(document, path);
    if (!existsAt(document, path) || compareValues(argument, current) * sign < 0) {
      setAt(document, path, cloneValue(argument));
    }
  };
}

function currentDate(document: Doc, path: FieldPath, argument: unknown, now: Date): void {
  const type = isDoc(argument) ? argument['$type'] : argument;
  if (type === 'timestamp') {
    setAt(document, path, new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 }));
  } else if (type === true || type === 'date') {
    setAt(document, path, new Date(now));
  } else {
    throw mongoError(
      'BadValue',
      'The only valid values for $currentDate are true and {$type: "date"} or {$type: "timestamp"}',
    );
  }
}

function rename(document: Doc, path: FieldPath, argument: unknown): void {
  if (typeof argument !== 'string') {
    throw mongoError('BadValue', `The 'to' field for $rename must be a string: ${path.join('.')}`);
  }
  if (argument === path.join('.')) {
    throw mongoError('BadValue', `The source and target field for $rename must differ: ${argument}`);
  }
  const target = argument.split('.');
  for (const place of [path, target]) {
    for (let depth = 1; depth < place.length; depth += 1) {
      if (Array.isArray(valueAt(document, place.slice(0, depth)))) {
        throw mongoError('BadValue', `The source and target field of $rename cannot be an array element`);
      }
    }
  }
  if (!existsAt(document, path)) return;
  const value = valueAt(document, path);
  unsetAt(document, path);
  setAt(document, target, value);
}

function bitwise(document: Doc, path: FieldPath, argument: unknown): void {
  if (!isDoc(argument)) throw mongoError('BadValue', 'The $bit modifier is not compatible with that type');
  const current = existsAt(document, path) ? valueAt(document, path) : new Int32(0);
  if (!['int', 'long'].includes(typeOf(current))) {
    throw mongoError('BadValue', `Cannot apply $bit to a value of non-integral type. ${shownId(document)}`);
  }
  let bits = BigInt(numberOf(current) ?? 0);
  for (const name of Object.keys(argument)) {
    const operand = argument[name];
    if (!['int', 'long'].includes(typeOf(operand))) {
      throw mongoError('BadValue', 'The $bit modifier field must be an Integer(32/64 bit)');
    }
    const other = operand instanceof Long ? operand.toBigInt() : BigInt(numberOf(operand) ?? 0);
    if (current instanceof Long) bits = current.toBigInt();
    if (name === 'and') bits &= other;
    else if (name === 'or') bits |= other;
    else if (name === 'xor') bits ^= other;
    else
      throw mongoError('BadValue', `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`);
  }
  setAt(document, path, typeOf(current) === 'long' ? Long.fromBigInt(bits) : new Int32(Number(bits)));
}

/** The operators on single fields, by name. */
export const FIELD_OPERATORS: Readonly<Record<string, UpdateOperator>> = {
  $set: (document, path, argument) => {
    setAt(document, path, cloneValue(argument));
  },
  $setOnInsert: (document, path, argument) => {
    setAt(document, path, cloneValue(argument));
  },
  $unset: (document, path) => {
    unsetAt(document, path);
  },
  $inc: arithmetic('$inc', 'add'),
  $mul: arithmetic('$mul', 'multiply'),
  $min: extreme(1),
  $max: extreme(-1),
  $currentDate: currentDate,
  $rename: rename,
  $bit: bitwise,
};
