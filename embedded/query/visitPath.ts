import { getField, hasField, isDoc, type Doc } from '../values/document.ts';

/** Stands for a field that is not there; BSON's own `undefined` is a value. */
export const MISSING: unique symbol = Symbol('missing field');

/** Told of each value found; answering true ends the visit. */
export type Visit = (value: unknown) => boolean;

const ARRAY_INDEX = /^(0|[1-9]\d{0,8})$/;

/** The array index a part of a path stands for, or `undefined` when it is a plain field name. */
export function arrayIndexOf(part: string): number | undefined {
  return ARRAY_INDEX.test(part) ? Number(part) : undefined;
}

function visitLeaf(value: unknown, intoArray: boolean, visit: Visit): boolean {
  if (intoArray && Array.isArray(value)) {
    for (const element of value) if (visit(element)) return true;
  }
  return visit(value);
}

function visitArray(
  elements: readonly unknown[],
  path: readonly string[],
  depth: number,
  intoArray: boolean,
  visit: Visit,
): boolean {
  const position = arrayIndexOf(path[depth] ?? '');
  if (position !== undefined && position < elements.length) {
    const element = elements[position];
    if (depth === path.length - 1) {
      if (visitLeaf(element, intoArray, visit)) return true;
    } else if (Array.isArray(element)) {
      if (visitArray(element, path, depth + 1, intoArray, visit)) return true;
    } else if (isDoc(element)) {
      if (visitFrom(element, path, depth + 1, intoArray, visit)) return true;
    }
  }
  for (const element of elements) {
    if (isDoc(element) && visitFrom(element, path, depth, intoArray, visit)) return true;
  }
  return false;
}

function visitFrom(
  document: Doc,
  path: readonly string[],
  depth: number,
  intoArray: boolean,
  visit: Visit,
): boolean {
  const name = path[depth] ?? '';
  const value = hasField(document, name) ? getField(document, name) : MISSING;
  if (depth === path.length - 1) return visitLeaf(value, intoArray, visit);
  if (Array.isArray(value)) return visitArray(value, path, depth + 1, intoArray, visit);
  if (isDoc(value)) return visitFrom(value, path, depth + 1, intoArray, visit);
  return visit(MISSING);
}

/**
 * Visits every value a dotted path reaches, as MongoDB's queries do: through arrays of documents on the way,
 * by position where a part of the path is a number, and, when `intoArray`, each element of an array at the
 * end before the array itself. {@link MISSING} is visited where a document lacks the field; nothing is
 * visited for elements of an array that are not documents.
 * @returns whether `visit` ended it by answering true
 */
export function visitPath(
  document: Doc,
  path: readonly string[],
  options: { readonly intoArray: boolean },
  visit: Visit,
): boolean {
  return visitFrom(document, path, 0, options.intoArray, visit);
}
