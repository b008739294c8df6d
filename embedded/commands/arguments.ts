import { Long } from 'bson';
import { mongoError } from '../mongoError.ts';
import { numberOf, typeOf } from '../values/bsonTypes.ts';
import { isDoc, type Doc } from '../values/document.ts';

function wrongType(name: string, value: unknown, expected: string): Error {
  return mongoError(
    'TypeMismatch',
    `BSON field '${name}' is the wrong type '${typeOf(value)}', expected type '${expected}'`,
  );
}

/** A text field that has to be there. @throws code 14 when it is not text */
export function textArgument(command: Doc, name: string): string {
  const value = command[name];
  if (typeof value !== 'string') throw wrongType(name, value, 'string');
  return value;
}

/** The collection a command names, as `database.collection`. @throws code 73 when it is not a name */
export function namespaceArgument(command: Doc, name: string, database: string): string {
  const value = command[name];
  if (typeof value !== 'string' || value === '') {
    throw mongoError('InvalidNamespace', `collection name has invalid type ${typeOf(value)}`);
  }
  return `${database}.${value}`;
}

/** A document field; an empty document when it is missing. @throws code 14 when it is something else */
export function docArgument(command: Doc, name: string): Doc {
  const value = command[name];
  if (value === undefined || value === null) return {};
  if (!isDoc(value)) throw wrongType(name, value, 'object');
  return value;
}

/** A list of documents; empty when missing. @throws code 14 when it is something else */
export function docsArgument(command: Doc, name: string): Doc[] {
  const value = command[name];
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw wrongType(name, value, 'array');
  return value.map((item: unknown, index) => {
    if (!isDoc(item)) throw wrongType(`${name}.${String(index)}`, item, 'object');
    return item;
  });
}

/** A number field, or `undefined` when missing. @throws code 14 when it is not a number */
export function numberArgument(command: Doc, name: string): number | undefined {
  const value = command[name];
  if (value === undefined || value === null) return undefined;
  const number = numberOf(value);
  if (number === undefined) throw wrongType(name, value, 'number');
  return number;
}

/** A whole number of zero or more, or `undefined`. @throws code 2 or 14 */
export function countArgument(command: Doc, name: string): number | undefined {
  const number = numberArgument(command, name);
  if (number !== undefined && (!Number.isInteger(number) || number < 0)) {
    throw mongoError('BadValue', `BSON field '${name}' value must be >= 0, actual value '${String(number)}'`);
  }
  return number;
}

/** A yes-or-no field. Numbers count as MongoDB's drivers send them. */
export function flagArgument(command: Doc, name: string, otherwise = false): boolean {
  const value = command[name];
  if (value === undefined || value === null) return otherwise;
  if (typeof value === 'boolean') return value;
  const number = numberOf(value);
  if (number === undefined) throw wrongType(name, value, 'bool');
  return number !== 0;
}

/** A 64-bit number, such as a cursor's. */
export function longArgument(value: unknown, name: string): Long {
  if (value instanceof Long) return value;
  const number = numberOf(value);
  if (number === undefined) throw wrongType(name, value, 'long');
  return Long.fromNumber(number);
}

/** An index hint: a name or a key pattern; `undefined` when there is none. */
export function hintArgument(command: Doc): { hint?: unknown } {
  const hint = command['hint'];
  if (hint === undefined || (isDoc(hint) && Object.keys(hint).length === 0)) return {};
  if (typeof hint !== 'string' && !isDoc(hint))
    throw mongoError('FailedToParse', 'Hint must be a string or an object');
  return { hint };
}
