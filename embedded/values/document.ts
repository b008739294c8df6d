/** A BSON document as decoded: field order is the object's own order. */
export type Doc = Record<string, unknown>;

/**
 * Says whether a decoded value is an embedded document: not an array, a date, bytes or one of BSON's
 * wrapped types.
 */
export function isDoc(value: unknown): value is Doc {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * Sets a field as the object's own, whatever its name (`__proto__` too, which plain assignment would take
 * for the prototype).
 */
export function setField(target: Doc, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
  } else {
    target[name] = value;
  }
}

/** The object's own field, or `undefined` when it has none of that name. */
export function getField(target: Doc, name: string): unknown {
  return Object.hasOwn(target, name) ? target[name] : undefined;
}

/** Whether the object has a field of that name of its own. */
export function hasField(target: Doc, name: string): boolean {
  return Object.hasOwn(target, name);
}

/** Copies a value deeply; wrapped BSON types, dates and bytes are shared, since nothing here changes them. */
export function cloneValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cloneValue);
  if (!isDoc(value)) return value;
  return cloneDoc(value);
}

/** Copies a document deeply, as {@link cloneValue}. */
export function cloneDoc(document: Doc): Doc {
  const copy: Doc = {};
  for (const name of Object.keys(document)) setField(copy, name, cloneValue(document[name]));
  return copy;
}
