import { mongoError } from '../mongoError.ts';
import { buildMatcher, buildValueTest, elementTest, isOperatorDoc, type Matcher } from '../query/matcher.ts';
import { equalTest, type ValueTest } from '../query/valueTests.ts';
import { arrayIndexOf } from '../query/visitPath.ts';
import { isDoc, type Doc } from '../values/document.ts';
import { valueAt, type FieldPath } from './documentPath.ts';

/** What the `$` parts of update paths stand for. */
export interface PositionalContext {
  /** The query, for the positional `$`. */
  readonly filter: Doc;
  /** The `arrayFilters`, by identifier. */
  readonly arrayFilters: ReadonlyMap<string, Matcher>;
}

const IDENTIFIER = /^\$\[([a-z][A-Za-z0-9]*)?\]$/;

/**
 * Reads `arrayFilters` into a test for each identifier.
 * @throws code 9 when a filter has no single identifier or two have the same
 */
export function readArrayFilters(filters: readonly Doc[]): Map<string, Matcher> {
  const read = new Map<string, Matcher>();
  for (const filter of filters) {
    const names = [...new Set(identifiersOf(filter))];
    const [name] = names;
    if (names.length !== 1 || name === undefined || !/^[a-z]/.test(name)) {
      throw mongoError(
        'FailedToParse',
        `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${names.join("' and '")}'`,
      );
    }
    if (read.has(name)) {
      throw mongoError(
        'FailedToParse',
        `Found multiple array filters with the same top-level field name ${name}`,
      );
    }
    read.set(name, buildMatcher(filter));
  }
  return read;
}

function identifiersOf(filter: Doc): string[] {
  return Object.keys(filter).flatMap((name) => {
    const operand = filter[name];
    if (name.startsWith('$'))
      return Array.isArray(operand) ? operand.filter(isDoc).flatMap(identifiersOf) : [];
    return [name.split('.')[0] ?? ''];
  });
}

/**
 * Refuses array filters that no path uses, as MongoDB does.
 * @throws code 9
 */
export function checkFiltersUsed(filters: ReadonlyMap<string, Matcher>, paths: readonly string[]): void {
  for (const name of filters.keys()) {
    if (!paths.some((path) => path.split('.').includes(`$[${name}]`))) {
      throw mongoError(
        'FailedToParse',
        `The array filter for identifier '${name}' was not used in the update`,
      );
    }
  }
}

function testFor(operand: unknown): ValueTest {
  if (!isOperatorDoc(operand))
    return isDoc(operand) ? equalTest(operand) : buildValueTest({ $in: [operand] });
  return '$elemMatch' in operand ? elementTest(operand['$elemMatch']) : buildValueTest(operand);
}

function elementConditions(filter: Doc, arrayPath: string): ValueTest[] {
  return Object.keys(filter).flatMap((name) => {
    const operand = filter[name];
    if (name === '$and' && Array.isArray(operand)) {
      return operand.filter(isDoc).flatMap((clause) => elementConditions(clause, arrayPath));
    }
    if (name === arrayPath) return [testFor(operand)];
    if (!name.startsWith(`${arrayPath}.`)) return [];
    const rest = name.slice(arrayPath.length + 1);
    const [first = ''] = rest.split('.');
    if (arrayIndexOf(first) !== undefined) return [];
    const matcher = buildMatcher({ [rest]: operand });
    return [(element: unknown) => isDoc(element) && matcher(element)];
  });
}

/** The position of the first element of an array that the query's conditions on that array picked out. */
export function matchedPosition(
  filter: Doc,
  arrayPath: string,
  array: readonly unknown[],
): number | undefined {
  for (const condition of elementConditions(filter, arrayPath)) {
    const position = array.findIndex((element) => condition(element));
    if (position >= 0) return position;
  }
  return undefined;
}

function positionsFor(document: Doc, prefix: FieldPath, part: string, context: PositionalContext): number[] {
  const array = valueAt(document, prefix);
  const where = prefix.join('.');
  if (part === '$') {
    const position = Array.isArray(array) ? matchedPosition(context.filter, where, array) : undefined;
    if (position === undefined) {
      throw mongoError('BadValue', 'The positional operator did not find the match needed from the query.');
    }
    return [position];
  }
  if (!Array.isArray(array)) {
    throw mongoError(
      'BadValue',
      `The path '${where}' must exist in the document in order to apply array updates.`,
    );
  }
  const identifier = IDENTIFIER.exec(part)?.[1];
  if (identifier === undefined) return array.map((_, position) => position);
  const matches = context.arrayFilters.get(identifier);
  if (!matches) {
    throw mongoError(
      'BadValue',
      `No array filter found for identifier '${identifier}' in path '${where}.${part}'`,
    );
  }
  return array.flatMap((element: unknown, position) =>
    matches({ [identifier]: element }) ? [position] : [],
  );
}

/**
 * The places an update path stands for in one document: itself, or one for each element its `$`, `$[]` and
 * `$[identifier]` parts pick.
 * @throws code 2 when a `$` part finds no array or the query picked no element
 */
export function resolvePath(document: Doc, path: string, context: PositionalContext): FieldPath[] {
  let resolved: FieldPath[] = [[]];
  for (const part of path.split('.')) {
    if (part !== '$' && !IDENTIFIER.test(part)) {
      resolved = resolved.map((prefix) => [...prefix, part]);
    } else {
      resolved = resolved.flatMap((prefix) =>
        positionsFor(document, prefix, part, context).map((position) => [...prefix, String(position)]),
      );
    }
  }
  return resolved;
}
