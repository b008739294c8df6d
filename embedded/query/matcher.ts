import { DBRef } from 'bson';
import { evaluateExpression } from '../aggregation/expression.ts';
import { mongoError, notSupported } from '../mongoError.ts';
import { numberOf } from '../values/bsonTypes.ts';
import { regexParts } from '../values/compareValues.ts';
import { isDoc, type Doc } from '../values/document.ts';
import { isRegex, readRegexOperator, regexTest } from './regex.ts';
import {
  equalTest,
  inTest,
  isNullish,
  modTest,
  orderTest,
  sizeTest,
  typeTest,
  type ValueTest,
} from './valueTests.ts';
import { MISSING, visitPath } from './visitPath.ts';

/** A question about a whole document. */
export type Matcher = (document: Doc) => boolean;

const UNSUPPORTED_TOP_LEVEL = new Set(['$text', '$where', '$jsonSchema', '$sampleRate']);
const UNSUPPORTED_OPERATORS = new Set([
  '$geoIntersects',
  '$geoWithin',
  '$near',
  '$nearSphere',
  '$bitsAllClear',
  '$bitsAllSet',
  '$bitsAnyClear',
  '$bitsAnySet',
  '$within',
]);

/** Whether a value is a document of operators, such as `{ $gt: 3 }`, and not a plain value to equal. */
export function isOperatorDoc(value: unknown): value is Doc {
  if (!isDoc(value) || value instanceof DBRef) return false;
  const first = Object.keys(value)[0];
  return first !== undefined && first.startsWith('$') && !['$ref', '$id', '$db'].includes(first);
}

/** Where a condition looks: a path, and whether at each element of an array at its end as well. */
interface Place {
  readonly path: readonly string[];
  readonly intoArray: boolean;
}

function anyValue(place: Place, test: ValueTest): Matcher {
  return (document) => visitPath(document, place.path, place, test);
}

function anyWholeValue({ path }: Place, test: ValueTest): Matcher {
  return (document) => visitPath(document, path, { intoArray: false }, test);
}

function negated(matcher: Matcher): Matcher {
  return (document) => !matcher(document);
}

function allOf(matchers: readonly Matcher[]): Matcher {
  const [only] = matchers;
  if (matchers.length === 1 && only) return only;
  return (document) => matchers.every((matcher) => matcher(document));
}

function truthy(operand: unknown): boolean {
  const number = numberOf(operand);
  return number !== undefined ? number !== 0 : !isNullish(operand) && operand !== false;
}

/** A test of one value itself against operators, for `$elemMatch` over values and `$pull`: an array's own
 * elements do not count. */
export function buildValueTest(operand: Doc): ValueTest {
  const matcher = buildFieldMatcher({ path: ['v'], intoArray: false }, operand);
  return (value) => matcher({ v: value });
}

/**
 * The test of one array element under `$elemMatch`.
 * @throws code 2 when the operand is not a document
 */
export function elementTest(operand: unknown): ValueTest {
  if (!isDoc(operand)) throw mongoError('BadValue', '$elemMatch needs an Object');
  const first = Object.keys(operand)[0];
  if (isOperatorDoc(operand) && first !== undefined && !['$and', '$or', '$nor', '$expr'].includes(first)) {
    return buildValueTest(operand);
  }
  const matcher = buildMatcher(operand);
  return (element) => isDoc(element) && matcher(element);
}

function allMatcher(place: Place, operand: unknown): Matcher {
  if (!Array.isArray(operand)) throw mongoError('BadValue', '$all needs an array');
  if (operand.length === 0) return () => false;
  return allOf(
    operand.map((item: unknown) => {
      if (isOperatorDoc(item)) {
        if (Object.keys(item)[0] !== '$elemMatch') throw mongoError('BadValue', 'no $ expressions in $all');
        return operatorMatcher(place, '$elemMatch', item['$elemMatch'], item);
      }
      return isRegex(item) ? plainMatcher(place, item) : anyValue(place, equalTest(item));
    }),
  );
}

function notMatcher(place: Place, operand: unknown): Matcher {
  if (isRegex(operand)) return negated(plainMatcher(place, operand));
  if (!isDoc(operand)) throw mongoError('BadValue', '$not needs a regex or a document');
  if (!isOperatorDoc(operand)) throw mongoError('BadValue', '$not needs a regex or a document of operators');
  return negated(buildFieldMatcher(place, operand));
}

function operatorMatcher(place: Place, operator: string, operand: unknown, all: Doc): Matcher {
  switch (operator) {
    case '$eq':
      return anyValue(place, equalTest(operand));
    case '$ne':
      if (isRegex(operand)) throw mongoError('BadValue', "Can't have regex as arg to $ne.");
      return negated(anyValue(place, equalTest(operand)));
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return anyValue(place, orderTest(operator, operand));
    case '$in':
      return anyValue(place, inTest(operator, operand));
    case '$nin':
      return negated(anyValue(place, inTest(operator, operand)));
    case '$exists': {
      const present = anyWholeValue(place, (value) => value !== MISSING);
      return truthy(operand) ? present : negated(present);
    }
    case '$type':
      return anyValue(place, typeTest(operand));
    case '$mod':
      return anyValue(place, modTest(operand));
    case '$size':
      return anyWholeValue(place, sizeTest(operand));
    case '$all':
      return allMatcher(place, operand);
    case '$not':
      return notMatcher(place, operand);
    case '$regex': {
      const { pattern, flags } = readRegexOperator(operand, all['$options']);
      return anyValue(place, regexTest(pattern, flags));
    }
    case '$options':
      if (!('$regex' in all)) throw mongoError('BadValue', '$options needs a $regex');
      return () => true;
    case '$elemMatch': {
      const test = elementTest(operand);
      return anyWholeValue(place, (value) => Array.isArray(value) && value.some(test));
    }
    case '$comment':
      return () => true;
    default:
      if (UNSUPPORTED_OPERATORS.has(operator)) throw notSupported(`The query operator ${operator}`);
      throw mongoError('BadValue', `unknown operator: ${operator}`);
  }
}

function plainMatcher(place: Place, operand: unknown): Matcher {
  if (!isRegex(operand)) return anyValue(place, equalTest(operand));
  const { pattern, flags } = regexParts(operand);
  return anyValue(place, regexTest(pattern, flags));
}

function buildFieldMatcher(place: Place, operand: unknown): Matcher {
  if (!isOperatorDoc(operand)) return plainMatcher(place, operand);
  return allOf(
    Object.keys(operand).map((operator) => operatorMatcher(place, operator, operand[operator], operand)),
  );
}

function clausesOf(operator: string, operand: unknown): Matcher[] {
  if (!Array.isArray(operand)) throw mongoError('BadValue', `${operator} must be an array`);
  if (operand.length === 0) throw mongoError('BadValue', `${operator} must be a nonempty array`);
  return operand.map((clause: unknown) => {
    if (!isDoc(clause)) throw mongoError('BadValue', `${operator} entries need to be full objects`);
    return buildMatcher(clause);
  });
}

function topLevelMatcher(operator: string, operand: unknown): Matcher {
  switch (operator) {
    case '$and':
      return allOf(clausesOf(operator, operand));
    case '$or': {
      const clauses = clausesOf(operator, operand);
      return (document) => clauses.some((clause) => clause(document));
    }
    case '$nor': {
      const clauses = clausesOf(operator, operand);
      return (document) => !clauses.some((clause) => clause(document));
    }
    case '$expr':
      return (document) => truthy(evaluateExpression(operand, document));
    case '$comment':
      return () => true;
    case '$alwaysTrue':
      return () => true;
    case '$alwaysFalse':
      return () => false;
    default:
      if (UNSUPPORTED_TOP_LEVEL.has(operator)) throw notSupported(`The query operator ${operator}`);
      throw mongoError('BadValue', `unknown top level operator: ${operator}`);
  }
}

/**
 * Builds the test a query stands for, with MongoDB's semantics: arrays and dotted paths, null and missing
 * fields, comparison within a type, field order in embedded documents.
 * @param filter a query document as decoded from BSON
 * @throws code 2 (BadValue) for what is malformed, 115 for an operator that is not supported, each by name
 */
export function buildMatcher(filter: Doc): Matcher {
  const names = Object.keys(filter);
  if (names.length === 0) return () => true;
  return allOf(
    names.map((name) =>
      name.startsWith('$')
        ? topLevelMatcher(name, filter[name])
        : buildFieldMatcher({ path: name.split('.'), intoArray: true }, filter[name]),
    ),
  );
}
