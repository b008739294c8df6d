import { mongoError, notSupported } from '../mongoError.ts';
import { isDoc, type Doc } from '../values/document.ts';

function asksForSomething(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return false;
  if (isDoc(value)) return Object.keys(value).length > 0;
  return !(Array.isArray(value) && value.length === 0);
}

/**
 * Refuses by name what is not understood, so that nothing asked for is silently left undone.
 * @param where the command, or the part of it, for the message
 * @throws code 40415 for an unknown field, 115 for one of MongoDB's that is not supported
 */
export function checkFields(
  where: string,
  given: Doc,
  known: readonly string[],
  refused: readonly string[],
): void {
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue;
    if (!refused.includes(name)) {
      throw mongoError('UnknownField', `BSON field '${where}.${name}' is an unknown field.`);
    }
    if (asksForSomething(given[name])) throw notSupported(`The option '${name}' of ${where}`);
  }
}
