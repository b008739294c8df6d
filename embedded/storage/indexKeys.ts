import { mongoError } from '../mongoError.ts';
import { arrayIndexOf, MISSING } from '../query/visitPath.ts';
import { getField, hasField, isDoc, type Doc } from '../values/document.ts';
import { encodeKey } from '../values/keyEncoding.ts';
import type { Index } from './indexDefinition.ts';

/** One entry a document has in an index. */
export interface IndexKey {
  /** The values, one for each field of the index; {@link MISSING} where the document has none. */
  readonly values: readonly unknown[];
  readonly encoded: Buffer;
}

/** A field of the key on its way down the document: done with a value, or stopped at an array. */
type Slot =
  | { readonly value: unknown; readonly array?: undefined }
  | { readonly array: readonly unknown[]; readonly rest: readonly string[] };

function walk(start: unknown, path: readonly string[]): Slot {
  let value = start;
  for (let depth = 0; depth < path.length; depth += 1) {
    const part = path[depth] ?? '';
    if (Array.isArray(value)) {
      const position = arrayIndexOf(part);
      if (position === undefined || position >= value.length)
        return { array: value, rest: path.slice(depth) };
      value = value[position];
    } else if (isDoc(value)) {
      if (!hasField(value, part)) return { value: MISSING };
      value = getField(value, part);
    } else {
      return { value: MISSING };
    }
  }
  return Array.isArray(value) ? { array: value, rest: [] } : { value };
}

function expand(slots: readonly Slot[], found: (values: unknown[]) => void): void {
  const stopped = slots.find((slot) => slot.array !== undefined);
  if (!stopped?.array) {
    found(slots.map((slot) => ('value' in slot ? slot.value : MISSING)));
    return;
  }
  const { array } = stopped;
  if (slots.some((slot) => slot.array !== undefined && slot.array !== array)) {
    throw mongoError('CannotIndexParallelArrays', 'cannot index parallel arrays');
  }
  if (array.length === 0) {
    expand(
      slots.map((slot) => (slot.array ? { value: slot.rest.length === 0 ? undefined : MISSING } : slot)),
      found,
    );
    return;
  }
  for (const element of array) {
    expand(
      slots.map((slot) => {
        if (!slot.array) return slot;
        if (slot.rest.length === 0) return { value: element };
        return isDoc(element) ? walk(element, slot.rest) : { value: MISSING };
      }),
      found,
    );
  }
}

/** Encodes the values of one entry; a missing field is kept as null. */
export function encodeIndexValues(index: Index, values: readonly unknown[]): Buffer {
  const [only] = index.fields;
  if (index.fields.length === 1 && only) {
    return encodeKey(values[0] === MISSING ? null : values[0], only.direction);
  }
  return Buffer.concat(
    index.fields.map((field, position) => {
      const value = values[position];
      return encodeKey(value === MISSING ? null : value, field.direction);
    }),
  );
}

/** The fields of an index on which a document has an array. */
export function multikeyFields(index: Index, document: Doc): boolean[] {
  return index.fields.map((field) => walk(document, field.path).array !== undefined);
}

/**
 * The entries a document has in an index: none when the index is sparse or partial and does not take it,
 * several when it has an array there.
 * @throws code 171 when two fields of the key hold different arrays
 */
export function indexKeysOf(index: Index, document: Doc): IndexKey[] {
  if (!index.covers(document)) return [];
  const slots = index.fields.map((field) => walk(document, field.path));
  const keys: IndexKey[] = [];
  const seen = new Set<string>();
  const single = slots.every((slot) => slot.array === undefined);
  expand(slots, (values) => {
    if (index.sparse && values.every((value) => value === MISSING)) return;
    const encoded = encodeIndexValues(index, values);
    if (!single) {
      const text = encoded.toString('latin1');
      if (seen.has(text)) return;
      seen.add(text);
    }
    keys.push({ values, encoded });
  });
  return keys;
}
