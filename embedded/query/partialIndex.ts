import type { Doc } from '../values/document.ts';
import { equalValues } from '../values/compareValues.ts';
import { conjunctsOf, type Conjunct } from './conjuncts.ts';
import { buildValueTest } from './matcher.ts';
import { isNullish } from './valueTests.ts';

const ORDERINGS = new Set(['$gt', '$gte', '$lt', '$lte']);

function valuesAllowed({ operator, operand }: Conjunct): readonly unknown[] | undefined {
  if (operator === '$eq') return [operand];
  return operator === '$in' && Array.isArray(operand) ? operand : undefined;
}

function implies(given: Conjunct, wanted: Conjunct): boolean {
  if (given.path !== wanted.path) return false;
  if (given.operator === wanted.operator && equalValues(given.operand, wanted.operand)) return true;
  const allowed = valuesAllowed(given);
  if (allowed) {
    if (allowed.some((value) => isNullish(value) || Array.isArray(value))) return false;
    const meets = buildValueTest({ [wanted.operator]: wanted.operand });
    return allowed.every(meets);
  }
  if (wanted.operator === '$exists') return ORDERINGS.has(given.operator) && !isNullish(given.operand);
  if (!ORDERINGS.has(given.operator) || !ORDERINGS.has(wanted.operator)) return false;
  const sameSide = given.operator.slice(0, 3) === wanted.operator.slice(0, 3);
  return sameSide && buildValueTest({ [wanted.operator]: wanted.operand })(given.operand);
}

/**
 * Whether every document a query can match is sure to be in a partial index, judged condition by condition;
 * when in doubt it is not.
 * @param partial the index's `partialFilterExpression`
 * @param conjuncts the query's conditions
 */
export function partialIndexApplies(partial: Doc, conjuncts: readonly Conjunct[]): boolean {
  const names = Object.keys(partial);
  if (names.some((name) => name.startsWith('$') && name !== '$and')) return false;
  return conjunctsOf(partial).every((wanted) => conjuncts.some((given) => implies(given, wanted)));
}
