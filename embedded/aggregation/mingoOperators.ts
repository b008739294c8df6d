import { Context, evalExpr, ProcessingMode } from 'mingo/core';
import * as expressionOperators from 'mingo/operators/expression';
import { locationError, MongoFailure } from '../mongoError.ts';
import { isDoc, setField, type Doc } from '../values/document.ts';
import { toPlain } from './plainValues.ts';

/**
 * The operators left to mingo: those whose arguments are all computed first, and whose answer on plain
 * values is MongoDB's.
 */
export const MINGO_OPERATORS: ReadonlySet<string> = new Set([
  ...['$abs', '$ceil', '$exp', '$floor', '$ln', '$log', '$log10', '$pow', '$round', '$sqrt', '$trunc'],
  ...['$concat', '$indexOfBytes', '$indexOfCP', '$ltrim', '$regexFind', '$regexFindAll', '$regexMatch'],
  ...['$replaceAll', '$replaceOne', '$rtrim', '$split', '$strLenBytes', '$strLenCP', '$strcasecmp'],
  ...['$substr', '$substrBytes', '$substrCP', '$toLower', '$toUpper', '$trim'],
  ...['$dateAdd', '$dateDiff', '$dateFromParts', '$dateFromString', '$dateSubtract', '$dateToParts'],
  ...['$dateToString', '$dayOfMonth', '$dayOfWeek', '$dayOfYear', '$hour', '$isoDayOfWeek', '$isoWeek'],
  ...['$isoWeekYear', '$millisecond', '$minute', '$month', '$second', '$week', '$year'],
  ...['$range', '$reverseArray', '$indexOfArray', '$zip', '$arrayToObject', '$objectToArray'],
  ...['$allElementsTrue', '$anyElementTrue', '$setDifference', '$setEquals', '$setIntersection'],
  ...['$setIsSubset', '$setUnion'],
]);

const options = {
  idKey: '_id',
  processingMode: ProcessingMode.CLONE_OFF,
  useStrictMode: true,
  scriptEnabled: false,
  failOnError: true,
  context: Context.init({ expression: { ...expressionOperators } }),
};

function literal(value: unknown): unknown {
  return { $literal: toPlain(value) };
}

function literalArguments(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(literal);
  if (!isDoc(value)) return literal(value);
  const named: Doc = {};
  for (const name of Object.keys(value)) setField(named, name, literal(value[name]));
  return named;
}

/**
 * Computes one operator of mingo's on arguments already computed.
 * @param operator one of {@link MINGO_OPERATORS}
 * @param argument its argument as given: one value, an array of them, or a document of named ones
 * @param named whether the argument is a document of named arguments, and not a document as a value
 * @throws code 40515-like Location errors for what mingo refuses
 */
export function computeByMingo(operator: string, argument: unknown, named: boolean): unknown {
  try {
    const wrapped = Array.isArray(argument) || named ? literalArguments(argument) : literal(argument);
    return evalExpr({}, { [operator]: wrapped }, options);
  } catch (error) {
    if (error instanceof MongoFailure) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw locationError(16_020, `${operator}: ${reason}`);
  }
}
