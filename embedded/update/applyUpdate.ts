import { mongoError, notSupported } from '../mongoError.ts';
import { typeOf } from '../values/bsonTypes.ts';
import { compareStrings, equalValues } from '../values/compareValues.ts';
import { cloneDoc, hasField, isDoc, setField, type Doc } from '../values/document.ts';
import { ARRAY_OPERATORS } from './arrayOperators.ts';
import { FIELD_OPERATORS, type UpdateOperator } from './fieldOperators.ts';
import { checkFiltersUsed, readArrayFilters, resolvePath } from './updatePaths.ts';

/** An update as a command carries it. */
export interface UpdateRequest {
  /** The query, for the positional `$`. */
  readonly filter: Doc;
  readonly update: unknown;
  readonly arrayFilters: readonly Doc[];
}

/** What an update does to one document. */
export interface Update {
  readonly isReplacement: boolean;
  /**
   * Gives the document as it is after the update; the one given is left alone.
   * @param inserting whether the document is new (an upsert), so that `$setOnInsert` counts
   * @throws MongoDB's code for what cannot be done to this document
   */
  apply(document: Doc, inserting: boolean): Doc;
}

interface Change {
  readonly path: string;
  readonly operator: string;
  readonly argument: unknown;
  readonly act: UpdateOperator;
}

function checkPath(path: string): void {
  const parts = path.split('.');
  if (path === '') throw mongoError('ConflictingUpdateOperators', 'An empty update path is not valid.');
  if (parts.includes('')) {
    throw mongoError(
      'ConflictingUpdateOperators',
      `The update path '${path}' contains an empty field name, which is not allowed.`,
    );
  }
  const dollar = parts.find((part) => part.startsWith('$') && part !== '$' && !/^\$\[.*\]$/.test(part));
  if (dollar !== undefined) {
    throw mongoError(
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${dollar}' in '${path}' is not valid for storage.`,
    );
  }
}

function checkConflicts(paths: readonly string[]): void {
  const sorted = [...paths].sort(compareStrings);
  const seen = new Set<string>();
  for (const path of sorted) {
    const parts = path.split('.');
    for (let length = 1; length <= parts.length; length += 1) {
      const prefix = parts.slice(0, length).join('.');
      if (seen.has(prefix)) {
        throw mongoError(
          'ConflictingUpdateOperators',
          `Updating the path '${path}' would create a conflict at '${prefix}'`,
        );
      }
    }
    seen.add(path);
  }
}

function comparePaths(left: string, right: string): number {
  const a = left.split('.');
  const b = right.split('.');
  for (let depth = 0; depth < Math.min(a.length, b.length); depth += 1) {
    const x = a[depth] ?? '';
    const y = b[depth] ?? '';
    if (x === y) continue;
    const numbers = /^\d+$/.test(x) && /^\d+$/.test(y);
    return numbers ? Number(x) - Number(y) : compareStrings(x, y);
  }
  return a.length - b.length;
}

function readChanges(update: Doc): Change[] {
  const changes = Object.keys(update).flatMap((operator) => {
    const act = FIELD_OPERATORS[operator] ?? ARRAY_OPERATORS[operator];
    if (!operator.startsWith('$') || !act) {
      throw mongoError(
        'FailedToParse',
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    }
    const fields = update[operator];
    if (!isDoc(fields)) {
      throw mongoError(
        'FailedToParse',
        `Modifiers operate on fields but we found type ${typeOf(fields)} instead. For example: {$mod: {<field>: ...}} not {${operator}: ...}`,
      );
    }
    return Object.keys(fields).map((path) => {
      checkPath(path);
      return { path, operator, argument: fields[path], act };
    });
  });
  const targets = changes.flatMap(({ operator, argument }) =>
    operator === '$rename' && typeof argument === 'string' ? [argument] : [],
  );
  checkConflicts([...changes.map(({ path }) => path), ...targets]);
  return changes.sort((a, b) => comparePaths(a.path, b.path));
}

function idFirst(document: Doc): Doc {
  if (!hasField(document, '_id') || Object.keys(document)[0] === '_id') return document;
  const ordered: Doc = { _id: document['_id'] };
  for (const name of Object.keys(document)) setField(ordered, name, document[name]);
  return ordered;
}

function replacement(update: Doc): Update {
  const dollar = Object.keys(update).find((name) => name.startsWith('$'));
  if (dollar !== undefined) {
    throw mongoError(
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${dollar}' in '${dollar}' is not allowed in the context of an update's replacement document.`,
    );
  }
  return {
    isReplacement: true,
    apply(document) {
      const copy = cloneDoc(update);
      if (!hasField(document, '_id')) return idFirst(copy);
      if (hasField(copy, '_id') && !equalValues(copy['_id'], document['_id'])) {
        throw mongoError(
          'ImmutableField',
          `After applying the update, the (immutable) field '_id' was found to have been altered`,
        );
      }
      return idFirst({ ...copy, _id: document['_id'] });
    },
  };
}

/**
 * Reads an update: a replacement document, or one of update operators.
 * @throws code 9 for an unknown operator, 40 for paths in conflict, 115 for an update by pipeline
 */
export function readUpdate({ filter, update, arrayFilters }: UpdateRequest): Update {
  if (Array.isArray(update)) throw notSupported('An update by aggregation pipeline');
  if (!isDoc(update))
    throw mongoError('FailedToParse', 'Update argument must be either an object or an array');
  const [first] = Object.keys(update);
  if (first === undefined || !first.startsWith('$')) {
    if (arrayFilters.length > 0) {
      throw mongoError('FailedToParse', 'arrayFilters may not be specified for replacement-style updates');
    }
    return replacement(update);
  }
  const changes = readChanges(update);
  const filters = readArrayFilters(arrayFilters);
  checkFiltersUsed(
    filters,
    changes.map(({ path }) => path),
  );
  const context = { filter, arrayFilters: filters };
  return {
    isReplacement: false,
    apply(document, inserting) {
      const after = cloneDoc(document);
      const now = new Date();
      for (const { path, operator, argument, act } of changes) {
        if (operator === '$setOnInsert' && !inserting) continue;
        for (const place of resolvePath(after, path, context)) act(after, place, argument, now);
      }
      if (hasField(document, '_id') && !equalValues(after['_id'], document['_id'])) {
        throw mongoError(
          'ImmutableField',
          `Performing an update on the path '_id' would modify the immutable field '_id'`,
        );
      }
      return idFirst(after);
    },
  };
}
