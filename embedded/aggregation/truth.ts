import { numberOf } from '../values/bsonTypes.ts';

/** Whether an expression's value counts as true: all but false, null, missing and zero. */
export function isTrue(value: unknown): boolean {
  if (value === null || value === undefined || value === false) return false;
  const number = numberOf(value);
  return number === undefined || number !== 0;
}
