import { mongoError, notSupported } from '../mongoError.ts';
import { numberOf } from '../values/bsonTypes.ts';
import { compareValues } from '../values/compareValues.ts';
import { isDoc, type Doc } from '../values/document.ts';
import { MISSING, visitPath } from './visitPath.ts';

/** One field of a sort. */
export interface SortField {
  readonly path: readonly string[];
  readonly direction: 1 | -1;
}

/**
 * Reads a sort document into its fields, in order.
 * @throws code 2 for a direction that is not 1 or -1; 115 for `$meta`
 */
export function readSort(sort: Doc): SortField[] {
  return Object.keys(sort).map((name) => {
    if (isDoc(sort[name])) throw notSupported(`Sorting by $meta`);
    const direction = numberOf(sort[name]);
    if (direction !== 1 && direction !== -1) {
      throw mongoError('BadValue', `Sort direction must be 1 or -1, for field ${name}`);
    }
    if (name === '' || name.startsWith('$')) {
      throw mongoError('BadValue', `FieldPath field names may not be empty or start with '$'`);
    }
    return { path: name.split('.'), direction };
  });
}

function sortValue(document: Doc, { path, direction }: SortField): unknown {
  let best: unknown = MISSING;
  visitPath(document, path, { intoArray: true }, (found) => {
    if (Array.isArray(found) && found.length > 0) return false;
    // An empty array sorts below null, as BSON's old `undefined` does; a missing field sorts as null.
    const value = found === MISSING ? null : Array.isArray(found) ? undefined : found;
    if (best === MISSING || compareValues(value, best) * direction < 0) best = value;
    return false;
  });
  return best === MISSING ? null : best;
}

/** The values a document sorts by: of an array the lowest element ascending, the highest descending. */
export function sortKeyOf(document: Doc, fields: readonly SortField[]): unknown[] {
  return fields.map((field) => sortValue(document, field));
}

/** Orders two keys made by {@link sortKeyOf}. */
export function compareSortKeys(
  left: readonly unknown[],
  right: readonly unknown[],
  fields: readonly SortField[],
): number {
  for (let index = 0; index < fields.length; index += 1) {
    const order = compareValues(left[index], right[index]);
    if (order !== 0) return order * (fields[index]?.direction ?? 1);
  }
  return 0;
}
