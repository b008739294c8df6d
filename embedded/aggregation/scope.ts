import { getField, isDoc, type Doc } from '../values/document.ts';

/** What an expression is computed over: the document, and the variables in force. */
export interface Scope {
  readonly document: unknown;
  readonly variables: ReadonlyMap<string, unknown>;
}

/**
 * The value at a field path, as expressions have it: through arrays it gives the array of what each document
 * in it has there. Missing is `undefined`.
 */
export function fieldPathValue(value: unknown, path: readonly string[]): unknown {
  let current = value;
  for (let depth = 0; depth < path.length; depth += 1) {
    if (Array.isArray(current)) {
      const rest = path.slice(depth);
      return current
        .filter((element) => isDoc(element) || Array.isArray(element))
        .map((element) => fieldPathValue(element, rest))
        .filter((found) => found !== undefined);
    }
    if (!isDoc(current)) return undefined;
    current = getField(current, path[depth] ?? '');
  }
  return current;
}

/** The scope of a whole document, with MongoDB's system variables. */
export function scopeOf(document: Doc, variables: ReadonlyMap<string, unknown> = new Map()): Scope {
  return { document, variables };
}

/** The scope with one or more further variables. */
export function withVariables(scope: Scope, added: Iterable<readonly [string, unknown]>): Scope {
  return { document: scope.document, variables: new Map([...scope.variables, ...added]) };
}
