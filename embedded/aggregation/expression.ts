import { locationError, mongoError, notSupported } from '../mongoError.ts';
import { isDoc, setField, type Doc } from '../values/document.ts';
import { COMPUTED_OPERATORS } from './computedOperators.ts';
import { computeByMingo, MINGO_OPERATORS } from './mingoOperators.ts';
import { fieldPathValue, scopeOf, withVariables, type Scope } from './scope.ts';
import { isTrue } from './truth.ts';

const NOT_SUPPORTED = new Set([
  '$function',
  '$accumulator',
  '$meta',
  '$rand',
  '$dateTrunc',
  '$convert',
  '$setWindowFields',
]);

function variableValue(name: string, scope: Scope): unknown {
  if (scope.variables.has(name)) return scope.variables.get(name);
  switch (name) {
    case 'ROOT':
    case 'CURRENT':
      return scope.document;
    case 'REMOVE':
      return undefined;
    case 'NOW':
      return new Date();
    default:
      throw locationError(17276, `Use of undefined variable: ${name}`);
  }
}

function evaluateText(text: string, scope: Scope): unknown {
  if (!text.startsWith('$')) return text;
  if (text.startsWith('$$')) {
    const [name = '', ...path] = text.slice(2).split('.');
    const value = variableValue(name, scope);
    return path.length === 0 ? value : fieldPathValue(value, path);
  }
  if (text === '$') throw locationError(16872, "'$' by itself is not a valid FieldPath");
  return fieldPathValue(scope.document, text.slice(1).split('.'));
}

function field(argument: unknown, operator: string, name: string): unknown {
  if (!isDoc(argument) || !(name in argument)) {
    throw mongoError('FailedToParse', `Missing '${name}' parameter to ${operator}`);
  }
  return argument[name];
}

function nameOf(argument: unknown): string {
  const as = isDoc(argument) ? argument['as'] : undefined;
  return typeof as === 'string' ? as : 'this';
}

function inputArray(argument: unknown, operator: string, scope: Scope): unknown[] | null {
  const input = evaluate(field(argument, operator, 'input'), scope);
  if (input === null || input === undefined) return null;
  if (!Array.isArray(input)) throw locationError(28651, `input to ${operator} must be an array`);
  return input;
}

function evaluateSwitch(argument: unknown, scope: Scope): unknown {
  const branches = field(argument, '$switch', 'branches');
  if (!Array.isArray(branches)) throw locationError(40061, '$switch expected an array for branches');
  for (const branch of branches) {
    if (isTrue(evaluate(field(branch, '$switch', 'case'), scope))) {
      return evaluate(field(branch, '$switch', 'then'), scope);
    }
  }
  if (isDoc(argument) && 'default' in argument) return evaluate(argument['default'], scope);
  throw locationError(
    40066,
    '$switch could not find a matching branch for an input, and no default was specified.',
  );
}

function evaluateLet(argument: unknown, scope: Scope): unknown {
  const vars = field(argument, '$let', 'vars');
  const bound = isDoc(vars)
    ? Object.keys(vars).map((name) => [name, evaluate(vars[name], scope)] as const)
    : [];
  return evaluate(field(argument, '$let', 'in'), withVariables(scope, bound));
}

function evaluateReduce(argument: unknown, scope: Scope): unknown {
  const input = inputArray(argument, '$reduce', scope);
  if (input === null) return null;
  const inner = field(argument, '$reduce', 'in');
  return input.reduce<unknown>(
    (value, element) =>
      evaluate(
        inner,
        withVariables(scope, [
          ['this', element],
          ['value', value],
        ]),
      ),
    evaluate(field(argument, '$reduce', 'initialValue'), scope),
  );
}

function condParts(argument: unknown): readonly unknown[] {
  if (Array.isArray(argument)) return argument;
  return ['if', 'then', 'else'].map((name) => field(argument, '$cond', name));
}

/** Operators that choose what to compute, or bind variables, so their arguments are not computed first. */
const CONTROL: Readonly<Record<string, (argument: unknown, scope: Scope) => unknown>> = {
  $literal: (argument) => argument,
  $and: (argument, scope) =>
    (Array.isArray(argument) ? argument : [argument]).every((part) => isTrue(evaluate(part, scope))),
  $or: (argument, scope) =>
    (Array.isArray(argument) ? argument : [argument]).some((part) => isTrue(evaluate(part, scope))),
  $cond: (argument, scope) => {
    const [condition, yes, no] = condParts(argument);
    return evaluate(isTrue(evaluate(condition, scope)) ? yes : no, scope);
  },
  $ifNull: (argument, scope) => {
    const parts: readonly unknown[] = Array.isArray(argument) ? argument : [argument];
    let value: unknown;
    for (const part of parts) {
      value = evaluate(part, scope);
      if (value !== null && value !== undefined) return value;
    }
    return value;
  },
  $switch: evaluateSwitch,
  $let: evaluateLet,
  $map: (argument, scope) => {
    const input = inputArray(argument, '$map', scope);
    const as = nameOf(argument);
    const inner = field(argument, '$map', 'in');
    return input && input.map((element) => evaluate(inner, withVariables(scope, [[as, element]])) ?? null);
  },
  $filter: (argument, scope) => {
    const input = inputArray(argument, '$filter', scope);
    const as = nameOf(argument);
    const inner = field(argument, '$filter', 'cond');
    if (isDoc(argument) && 'limit' in argument) throw notSupported('$filter with limit');
    return input && input.filter((element) => isTrue(evaluate(inner, withVariables(scope, [[as, element]]))));
  },
  $reduce: evaluateReduce,
};

function evaluateOperator(operator: string, argument: unknown, scope: Scope): unknown {
  const control = CONTROL[operator];
  if (control) return control(argument, scope);
  const named = isDoc(argument) && !Object.keys(argument)[0]?.startsWith('$');
  const computed = COMPUTED_OPERATORS[operator];
  if (computed) {
    // Missing stays missing here: an expression tells it from null.
    return Array.isArray(argument)
      ? computed(
          argument.map((item) => evaluate(item, scope)),
          true,
        )
      : computed([evaluate(argument, scope)], false);
  }
  if (MINGO_OPERATORS.has(operator)) return computeByMingo(operator, evaluate(argument, scope), named);
  if (NOT_SUPPORTED.has(operator)) throw notSupported(`The expression operator ${operator}`);
  throw mongoError('InvalidPipelineOperator', `Unrecognized expression '${operator}'`);
}

function evaluate(expression: unknown, scope: Scope): unknown {
  if (typeof expression === 'string') return evaluateText(expression, scope);
  if (Array.isArray(expression)) return expression.map((item) => evaluate(item, scope) ?? null);
  if (!isDoc(expression)) return expression;
  const names = Object.keys(expression);
  const [first] = names;
  if (first?.startsWith('$')) {
    if (names.length > 1) {
      throw locationError(
        15983,
        `An object representing an expression must have exactly one field: ${names.join(', ')}`,
      );
    }
    return evaluateOperator(first, expression[first], scope);
  }
  const built: Doc = {};
  for (const name of names) {
    const value = evaluate(expression[name], scope);
    if (value !== undefined) setField(built, name, value);
  }
  return built;
}

/**
 * Computes an aggregation expression over a document. Field paths and the common operators are computed on
 * BSON values themselves, so their types are kept; the rest by mingo on plain values.
 * @returns the value, or `undefined` where MongoDB would leave the field out
 * @throws code 168 for an unknown operator and 115 for one that is not supported, each by name
 */
export function evaluateExpression(
  expression: unknown,
  document: Doc,
  variables?: ReadonlyMap<string, unknown>,
): unknown {
  return evaluate(expression, scopeOf(document, variables));
}
