import { mongoError } from '../mongoError.ts';
import { arrayIndexOf, MISSING } from '../query/visitPath.ts';
import { getField, hasField, isDoc, type Doc } from '../values/document.ts';
import { addBytes, addValue, beginKey, endKey } from '../values/keyEncoding.ts';
import { equalValues } from '../values/compareValues.ts';
import type { Index } from './indexDefinition.ts';
import { recordBytes } from './keySpace.ts';

/** One entry a document has in an index. */
export interface IndexEntry {
  /** The values, one for each field of the index; {@link MISSING} where the document has none. */
  readonly values: readonly unknown[];
  /** As stored: the index, the values and, unless the index is unique, the record number. */
  readonly key: Buffer;
  /** As stored: the record number where the index is unique. */
  readonly value: Buffer;
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

const NO_VALUE = Buffer.alloc(0);

function keyOf(index: Index, values: readonly unknown[], record: Buffer): Buffer {
  beginKey(index.prefix);
  index.fields.forEach(({ direction }, position) => {
    const value = values[position];
    // A missing field is kept as null.
    addValue(value === MISSING ? null : value, direction);
  });
  if (!index.unique) addBytes(record);
  return endKey();
}

/**
 * Notes for which fields of an index a document has an array.
 * @returns whether that was not known before
 */
export function noteArrays(index: Index, document: Doc): boolean {
  let isNews = false;
  index.fields.forEach(({ path }, position) => {
    if (index.multikey[position] || walk(document, path).array === undefined) return;
    index.multikey[position] = true;
    isNews = true;
  });
  return isNews;
}

/** Whether two versions of a document may have different entries in an index. */
export function mayDiffer(index: Index, before: Doc, after: Doc): boolean {
  if (index.partialFilterExpression) return true;
  return index.fields.some(({ path: [name = ''] }) => {
    if (hasField(before, name) !== hasField(after, name)) return true;
    return !equalValues(getField(before, name), getField(after, name));
  });
}

/**
 * The entries a document has in an index: none when the index is sparse or partial and does not take it,
 * several when it has an array there.
 * @param record the number the document is stored under
 * @throws code 171 when two fields of the key hold different arrays
 */
export function entriesOf(index: Index, document: Doc, record: number): IndexEntry[] {
  if (!index.covers(document)) return [];
  const number = recordBytes(record);
  const value = index.unique ? number : NO_VALUE;
  const slots = index.fields.map((field) => walk(document, field.path));
  const entries: IndexEntry[] = [];
  const seen = new Set<string>();
  const single = slots.every((slot) => slot.array === undefined);
  expand(slots, (values) => {
    if (index.sparse && values.every((each) => each === MISSING)) return;
    const key = keyOf(index, values, number);
    if (!single) {
      const text = key.toString('latin1');
      if (seen.has(text)) return;
      seen.add(text);
    }
    entries.push({ values, key, value });
  });
  return entries;
}
