import { mongoError } from '../mongoError.ts';
import { buildMatcher, buildValueTest, isOperatorDoc } from '../query/matcher.ts';
import { isRegex } from '../query/regex.ts';
import { compareSortKeys, readSort, sortKeyOf } from '../query/sortOrder.ts';
import type { ValueTest } from '../query/valueTests.ts';
import { numberOf, typeOf } from '../values/bsonTypes.ts';
import { compareValues, equalValues } from '../values/compareValues.ts';
import { cloneValue, isDoc, type Doc } from '../values/document.ts';
import { existsAt, setAt, valueAt, type FieldPath } from './documentPath.ts';
import type { UpdateOperator } from './fieldOperators.ts';
import { shownId } from './shownId.ts';

function arrayToExtend(document: Doc, path: FieldPath): unknown[] {
  if (!existsAt(document, path)) return [];
  const current = valueAt(document, path);
  if (Array.isArray(current)) return [...current];
  throw mongoError(
    'BadValue',
    `The field '${path.join('.')}' must be an array but is of type ${typeOf(current)} in document ${shownId(document)}`,
  );
}

function eachOf(operator: string, argument: Doc): unknown[] {
  const each = argument['$each'];
  if (!Array.isArray(each)) {
    throw mongoError(
      'BadValue',
      `The argument to $each in ${operator} must be an array but it was of type ${typeOf(each)}`,
    );
  }
  return each.map(cloneValue);
}

function wholeModifier(argument: Doc, name: string): number | undefined {
  if (!(name in argument)) return undefined;
  const value = numberOf(argument[name]);
  if (value === undefined || !Number.isInteger(value)) {
    throw mongoError(
      'BadValue',
      `The value for ${name} must be an integer value but was given type: ${typeOf(argument[name])}`,
    );
  }
  return value;
}

function sortArray(array: unknown[], sort: unknown): unknown[] {
  const direction = numberOf(sort);
  if (direction === 1 || direction === -1) {
    return array.sort((a, b) => compareValues(a, b) * direction);
  }
  if (!isDoc(sort) || Object.keys(sort).length === 0) {
    throw mongoError(
      'BadValue',
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    );
  }
  const fields = readSort(sort);
  const keyed = array.map((element) => ({ element, key: sortKeyOf(isDoc(element) ? element : {}, fields) }));
  return keyed.sort((a, b) => compareSortKeys(a.key, b.key, fields)).map(({ element }) => element);
}

const PUSH_CLAUSES = new Set(['$each', '$position', '$slice', '$sort']);

function push(document: Doc, path: FieldPath, argument: unknown): void {
  let array = arrayToExtend(document, path);
  if (!isDoc(argument) || !('$each' in argument)) {
    array.push(cloneValue(argument));
    setAt(document, path, array);
    return;
  }
  const unknown = Object.keys(argument).find((name) => !PUSH_CLAUSES.has(name));
  if (unknown !== undefined) throw mongoError('BadValue', `Unrecognized clause in $push: ${unknown}`);
  const added = eachOf('$push', argument);
  const position = wholeModifier(argument, '$position') ?? array.length;
  array.splice(position < 0 ? Math.max(0, array.length + position) : position, 0, ...added);
  if ('$sort' in argument) array = sortArray(array, argument['$sort']);
  const slice = wholeModifier(argument, '$slice');
  if (slice !== undefined) array = slice >= 0 ? array.slice(0, slice) : array.slice(slice);
  setAt(document, path, array);
}

function addToSet(document: Doc, path: FieldPath, argument: unknown): void {
  const array = arrayToExtend(document, path);
  const several = isDoc(argument) && '$each' in argument;
  if (several && Object.keys(argument).length > 1) {
    throw mongoError('BadValue', `Found unexpected fields after $each in $addToSet`);
  }
  for (const value of several ? eachOf('$addToSet', argument) : [cloneValue(argument)]) {
    if (!array.some((element) => equalValues(element, value))) array.push(value);
  }
  setAt(document, path, array);
}

function pullTest(argument: unknown): ValueTest {
  if (isRegex(argument)) return buildValueTest({ $in: [argument] });
  if (!isDoc(argument)) return (element) => equalValues(element, argument);
  if (isOperatorDoc(argument)) return buildValueTest(argument);
  const matches = buildMatcher(argument);
  return (element) => isDoc(element) && matches(element);
}

function removeWhere(operator: string, document: Doc, path: FieldPath, unwanted: ValueTest): void {
  if (!existsAt(document, path)) return;
  const current = valueAt(document, path);
  if (!Array.isArray(current)) throw mongoError('BadValue', `Cannot apply ${operator} to a non-array value`);
  setAt(
    document,
    path,
    current.filter((element) => !unwanted(element)),
  );
}

function pop(document: Doc, path: FieldPath, argument: unknown): void {
  const end = numberOf(argument);
  if (end !== 1 && end !== -1) {
    throw mongoError('FailedToParse', `$pop expects 1 or -1, found: ${String(end ?? typeOf(argument))}`);
  }
  if (!existsAt(document, path)) return;
  const current = valueAt(document, path);
  if (!Array.isArray(current)) {
    throw mongoError(
      'TypeMismatch',
      `Path '${path.join('.')}' contains an element of non-array type '${typeOf(current)}'`,
    );
  }
  setAt(document, path, end === 1 ? current.slice(0, -1) : current.slice(1));
}

/** The operators on arrays, by name. */
export const ARRAY_OPERATORS: Readonly<Record<string, UpdateOperator>> = {
  $push: push,
  $addToSet: addToSet,
  $pull: (document, path, argument) => {
    removeWhere('$pull', document, path, pullTest(argument));
  },
  $pullAll: (document, path, argument) => {
    if (!Array.isArray(argument))
      throw mongoError('BadValue', '$pullAll requires an array argument but was given a ' + typeOf(argument));
    removeWhere('$pullAll', document, path, (element) =>
      argument.some((value) => equalValues(value, element)),
    );
  },
  $pop: pop,
};
