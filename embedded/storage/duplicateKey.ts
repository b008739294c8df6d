import { mongoError, type MongoFailure } from '../mongoError.ts';
import { EJSON } from 'bson';
import { MISSING } from '../query/visitPath.ts';
import type { Doc } from '../values/document.ts';
import type { IndexRecord } from './indexDefinition.ts';

function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  const plain: unknown = JSON.parse(EJSON.stringify({ value }, { relaxed: true }));
  if (typeof plain === 'object' && plain !== null && 'value' in plain) {
    const inner: unknown = plain.value;
    if (typeof inner === 'object' && inner !== null && '$oid' in inner)
      return `ObjectId('${String(inner.$oid)}')`;
    return JSON.stringify(inner);
  }
  return String(value);
}

/**
 * The failure of a write that would put the same key into a unique index twice, in MongoDB's shape.
 * @param namespace `database.collection`
 * @param index the index concerned
 * @param values the values of the key, one for each of the index's fields
 */
export function duplicateKey(
  namespace: string,
  index: IndexRecord,
  values: readonly unknown[],
): MongoFailure {
  const keyValue: Doc = {};
  Object.keys(index.key).forEach((name, position) => {
    const value = values[position];
    keyValue[name] = value === MISSING || value === undefined ? null : value;
  });
  const text = Object.keys(keyValue).map((name) => `${name}: ${shown(keyValue[name])}`);
  return mongoError(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${namespace} index: ${index.name} dup key: { ${text.join(', ')} }`,
    { keyPattern: index.key, keyValue },
  );
}
