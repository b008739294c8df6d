import { isDoc, type Doc } from '../values/document.ts';
import { regexParts } from '../values/compareValues.ts';
import { isOperatorDoc } from './matcher.ts';
import { isRegex } from './regex.ts';

/** One condition every match must meet. */
export interface Conjunct {
  readonly path: string;
  readonly operator: string;
  readonly operand: unknown;
  /** `$options` beside a `$regex`. */
  readonly flags?: string;
}

function fieldConjuncts(path: string, operand: unknown): Conjunct[] {
  if (isRegex(operand)) {
    const { pattern, flags } = regexParts(operand);
    return [{ path, operator: '$regex', operand: pattern, flags }];
  }
  if (!isOperatorDoc(operand)) return [{ path, operator: '$eq', operand }];
  return Object.keys(operand).flatMap((operator) => {
    const inner = operand[operator];
    if (operator === '$elemMatch' && isDoc(inner)) {
      if (!isOperatorDoc(inner)) return conjunctsUnder(`${path}.`, inner);
      return Object.keys(inner)[0]?.match(/^\$(and|or|nor|expr)$/) ? [] : fieldConjuncts(path, inner);
    }
    if (operator === '$regex') {
      const parts = isRegex(inner) ? regexParts(inner) : { pattern: inner, flags: '' };
      const options = operand['$options'];
      return [
        {
          path,
          operator,
          operand: parts.pattern,
          flags: typeof options === 'string' ? options : parts.flags,
        },
      ];
    }
    if (operator === '$all' && Array.isArray(inner)) {
      return inner.flatMap((item: unknown) => fieldConjuncts(path, item));
    }
    return [{ path, operator, operand: inner }];
  });
}

function conjunctsUnder(prefix: string, filter: Doc): Conjunct[] {
  return Object.keys(filter).flatMap((name) => {
    const operand = filter[name];
    if (name === '$and' && Array.isArray(operand)) {
      return operand.filter(isDoc).flatMap((clause) => conjunctsUnder(prefix, clause));
    }
    return name.startsWith('$') ? [] : fieldConjuncts(prefix + name, operand);
  });
}

/**
 * The conditions a query is a conjunction of, as far as an index could use them: its fields, those inside
 * `$and`, and those inside `$elemMatch` (which each some element must meet). What it leaves out (`$or`,
 * `$not`, …) only makes the answer wider.
 */
export function conjunctsOf(filter: Doc): Conjunct[] {
  return conjunctsUnder('', filter);
}
