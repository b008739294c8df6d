import { mongoError } from '../mongoError.ts';
import { arrayIndexOf } from '../query/visitPath.ts';
import { typeOf } from '../values/bsonTypes.ts';
import { getField, hasField, isDoc, setField, type Doc } from '../values/document.ts';

/** A field's place once every `$` in a path has been resolved. */
export type FieldPath = readonly string[];

const MAX_ARRAY_PADDING = 1_500_000;

function notViable(path: FieldPath, depth: number, value: unknown): Error {
  return mongoError(
    'PathNotViable',
    `Cannot create field '${path[depth] ?? ''}' in element {${path[depth - 1] ?? ''}: ${typeOf(value)}}`,
  );
}

function childOf(container: unknown, part: string): unknown {
  if (Array.isArray(container)) {
    const position = arrayIndexOf(part);
    return position === undefined ? undefined : container[position];
  }
  return isDoc(container) ? getField(container, part) : undefined;
}

/** The value at a path, or `undefined` when there is none. Numbers in the path are positions in arrays. */
export function valueAt(document: Doc, path: FieldPath): unknown {
  return path.reduce<unknown>(childOf, document);
}

/** Whether there is a field at the path. */
export function existsAt(document: Doc, path: FieldPath): boolean {
  const last = path.at(-1) ?? '';
  const container = path.slice(0, -1).reduce<unknown>(childOf, document);
  if (Array.isArray(container)) {
    const position = arrayIndexOf(last);
    return position !== undefined && position < container.length;
  }
  return isDoc(container) && hasField(container, last);
}

function setChild(container: Doc | unknown[], path: FieldPath, depth: number, value: unknown): void {
  const part = path[depth] ?? '';
  if (!Array.isArray(container)) {
    setField(container, part, value);
    return;
  }
  const position = arrayIndexOf(part);
  if (position === undefined) throw notViable(path, depth, container);
  if (position > container.length + MAX_ARRAY_PADDING) {
    throw mongoError('BadValue', `can't backfill more than ${String(MAX_ARRAY_PADDING)} elements`);
  }
  while (container.length < position) container.push(null);
  container[position] = value;
}

/**
 * Sets the value at a path, making the documents on the way that are not there.
 * @param document changed in place
 * @throws code 28 when something on the way is neither a document nor an array with that position
 */
export function setAt(document: Doc, path: FieldPath, value: unknown): void {
  let container: Doc | unknown[] = document;
  for (let depth = 0; depth < path.length - 1; depth += 1) {
    const part = path[depth] ?? '';
    if (Array.isArray(container) && arrayIndexOf(part) === undefined) throw notViable(path, depth, container);
    let next: unknown = childOf(container, part);
    if (next === undefined && !existsUnder(container, part)) {
      next = {};
      setChild(container, path, depth, next);
    }
    if (!isDoc(next) && !Array.isArray(next)) throw notViable(path, depth + 1, next);
    container = next;
  }
  setChild(container, path, path.length - 1, value);
}

function existsUnder(container: Doc | unknown[], part: string): boolean {
  if (!Array.isArray(container)) return hasField(container, part);
  const position = arrayIndexOf(part);
  return position !== undefined && position < container.length;
}

/** Removes the field at a path; an array's element becomes null. Nothing happens when there is none. */
export function unsetAt(document: Doc, path: FieldPath): void {
  const container = path.slice(0, -1).reduce<unknown>(childOf, document);
  const last = path.at(-1) ?? '';
  if (Array.isArray(container)) {
    const position = arrayIndexOf(last);
    if (position !== undefined && position < container.length) container[position] = null;
  } else if (isDoc(container) && hasField(container, last)) {
    Reflect.deleteProperty(container, last);
  }
}
