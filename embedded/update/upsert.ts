import { ObjectId } from 'bson';
import { isDoc, type Doc, hasField } from '../values/document.ts';
import { cloneValue } from '../values/document.ts';
import { isOperatorDoc } from '../query/matcher.ts';
import { isRegex } from '../query/regex.ts';
import type { Update } from './applyUpdate.ts';
import { setAt } from './documentPath.ts';

function equalities(filter: Doc): (readonly [string, unknown])[] {
  return Object.keys(filter).flatMap((name): (readonly [string, unknown])[] => {
    const operand = filter[name];
    if (
      (name === '$and' || (name === '$or' && Array.isArray(operand) && operand.length === 1)) &&
      Array.isArray(operand)
    ) {
      return operand.filter(isDoc).flatMap(equalities);
    }
    if (name.startsWith('$') || isRegex(operand)) return [];
    if (!isOperatorDoc(operand)) return [[name, operand]];
    return '$eq' in operand ? [[name, operand['$eq']]] : [];
  });
}

/**
 * The document an upsert stores when nothing matched: the query's equalities (only `_id` of them when the
 * update is a replacement), then the update, with a new ObjectId if there is no `_id`.
 */
export function buildUpsert(filter: Doc, update: Update): Doc {
  const seed: Doc = {};
  for (const [path, value] of equalities(filter)) {
    if (!update.isReplacement || path === '_id') setAt(seed, path.split('.'), cloneValue(value));
  }
  const document = update.apply(seed, true);
  return hasField(document, '_id') ? document : { _id: new ObjectId(), ...document };
}
