import { mongoError, notSupported } from '../mongoError.ts';
import { buildMatcher } from '../query/matcher.ts';
import type { IndexRecord } from '../storage/indexDefinition.ts';
import { isNumeric, numberOf } from '../values/bsonTypes.ts';
import { compareDocs } from '../values/compareValues.ts';
import { isDoc, type Doc } from '../values/document.ts';
import { docArgument, flagArgument, textArgument } from './arguments.ts';
import { checkFields } from './checkFields.ts';

/** What an index is asked to be. */
export type IndexSpec = Omit<IndexRecord, 'id' | 'multikey'>;

const FIELDS = [
  ...['key', 'name', 'ns', 'v', 'unique', 'sparse', 'background', 'partialFilterExpression'],
  'expireAfterSeconds',
];
const REFUSED = [
  ...['2dsphereIndexVersion', 'bits', 'collation', 'default_language', 'hidden', 'language_override', 'max'],
  ...['min', 'storageEngine', 'textIndexVersion', 'weights', 'wildcardProjection', 'prepareUnique'],
  ...['dropDups', 'clustered'],
];
const MAX_FIELDS = 32;
const MAX_EXPIRY_SECONDS = 2_147_483_647;
const PARTIAL_OPERATORS = new Set(['$eq', '$exists', '$gt', '$gte', '$lt', '$lte', '$type', '$in']);

function checkKey(key: Doc): void {
  const names = Object.keys(key);
  if (names.length === 0) throw mongoError('CannotCreateIndex', 'Index keys cannot be empty.');
  if (names.length > MAX_FIELDS) {
    throw mongoError(
      'CannotCreateIndex',
      `Index key has ${String(names.length)} fields; at most ${String(MAX_FIELDS)} are allowed`,
    );
  }
  for (const name of names) {
    const direction = key[name];
    if (typeof direction === 'string') throw notSupported(`An index of type '${direction}'`);
    if (!isNumeric(direction) || ![1, -1].includes(numberOf(direction) ?? 0)) {
      throw mongoError(
        'CannotCreateIndex',
        `Values in an index key pattern must be 1 or -1, for field ${name}`,
      );
    }
    if (name === '' || name.split('.').includes('')) {
      throw mongoError('CannotCreateIndex', 'Index keys cannot contain an empty field.');
    }
    if (name.includes('$**')) throw notSupported('A wildcard index');
    if (name.split('.').some((part) => part.startsWith('$'))) {
      throw mongoError(
        'CannotCreateIndex',
        `Index key contains an illegal field name: field name starts with '$'.`,
      );
    }
  }
}

function checkPartial(filter: Doc): void {
  for (const name of Object.keys(filter)) {
    const operand = filter[name];
    if (name === '$and' && Array.isArray(operand)) {
      for (const clause of operand) if (isDoc(clause)) checkPartial(clause);
      continue;
    }
    if (name.startsWith('$'))
      throw mongoError('CannotCreateIndex', `Expression not supported in partial index: ${name}`);
    if (!isDoc(operand)) continue;
    for (const operator of Object.keys(operand).filter((each) => each.startsWith('$'))) {
      if (!PARTIAL_OPERATORS.has(operator) || (operator === '$exists' && operand[operator] !== true)) {
        throw mongoError('CannotCreateIndex', `Expression not supported in partial index: ${operator}`);
      }
    }
  }
  buildMatcher(filter);
}

function defaultName(key: Doc): string {
  return Object.keys(key)
    .map((name) => `${name}_${String(numberOf(key[name]))}`)
    .join('_');
}

function expiryOf(spec: Doc, key: Doc): number | undefined {
  if (!('expireAfterSeconds' in spec)) return undefined;
  const seconds = numberOf(spec['expireAfterSeconds']);
  if (seconds === undefined || !(seconds >= 0) || seconds > MAX_EXPIRY_SECONDS) {
    throw mongoError(
      'CannotCreateIndex',
      `TTL index 'expireAfterSeconds' option must be within an acceptable range`,
    );
  }
  if (Object.keys(key).length > 1 || '_id' in key) {
    throw mongoError(
      'CannotCreateIndex',
      'TTL indexes are single-field indexes, compound indexes do not support TTL.',
    );
  }
  return Math.trunc(seconds);
}

/**
 * Reads one index of `createIndexes`.
 * @throws code 67 for a malformed one, 115 for a kind that is not supported
 */
export function readIndexSpec(spec: Doc): IndexSpec {
  checkFields('createIndexes.indexes', spec, FIELDS, REFUSED);
  const key = docArgument(spec, 'key');
  checkKey(key);
  const partial =
    'partialFilterExpression' in spec ? docArgument(spec, 'partialFilterExpression') : undefined;
  if (partial) checkPartial(partial);
  const sparse = flagArgument(spec, 'sparse');
  if (partial && sparse) {
    throw mongoError('CannotCreateIndex', `cannot mix "partialFilterExpression" and "sparse" options`);
  }
  const isId = Object.keys(key).join() === '_id' && numberOf(key['_id']) === 1;
  const expires = expiryOf(spec, key);
  return {
    key,
    name: isId ? '_id_' : 'name' in spec ? textArgument(spec, 'name') : defaultName(key),
    unique: isId || flagArgument(spec, 'unique'),
    sparse,
    ...(partial ? { partialFilterExpression: partial } : {}),
    ...(expires === undefined ? {} : { expireAfterSeconds: expires }),
  };
}

function sameOptions(a: IndexSpec, b: IndexSpec): boolean {
  return (
    a.unique === b.unique &&
    a.sparse === b.sparse &&
    a.expireAfterSeconds === b.expireAfterSeconds &&
    compareDocs(a.partialFilterExpression ?? {}, b.partialFilterExpression ?? {}) === 0 &&
    (a.partialFilterExpression === undefined) === (b.partialFilterExpression === undefined)
  );
}

/**
 * Whether an index is there already.
 * @throws code 86 when its name is taken by another key or options, 85 when the same index has another name
 */
export function isAlreadyThere(existing: readonly IndexRecord[], wanted: IndexSpec): boolean {
  for (const index of existing) {
    const sameKey = compareDocs(index.key, wanted.key) === 0;
    const samePartial =
      compareDocs(index.partialFilterExpression ?? {}, wanted.partialFilterExpression ?? {}) === 0;
    if (index.name === wanted.name) {
      if (!sameKey || !sameOptions(index, wanted)) {
        throw mongoError(
          sameKey && samePartial && index.unique === wanted.unique && index.sparse === wanted.sparse
            ? 'IndexOptionsConflict'
            : 'IndexKeySpecsConflict',
          `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${wanted.name}, existing index: ${index.name}`,
        );
      }
      return true;
    }
    if (sameKey && samePartial && index.unique === wanted.unique && index.sparse === wanted.sparse) {
      throw mongoError('IndexOptionsConflict', `Index already exists with a different name: ${index.name}`);
    }
  }
  return false;
}
