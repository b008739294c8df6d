import { evaluateExpression } from '../aggregation/expression.ts';
import { locationError, mongoError, notSupported } from '../mongoError.ts';
import { matchedPosition } from '../update/updatePaths.ts';
import { valueAt } from '../update/documentPath.ts';
import { isNumeric, numberOf } from '../values/bsonTypes.ts';
import { hasField, isDoc, setField, type Doc } from '../values/document.ts';
import { elementTest } from './matcher.ts';

/** Gives the part of a document that was asked for. */
export type Projection = (document: Doc) => Doc;

type Leaf =
  | { readonly kind: 'include' }
  | { readonly kind: 'exclude' }
  | { readonly kind: 'compute'; readonly expression: unknown }
  | { readonly kind: 'slice'; readonly skip: number | undefined; readonly count: number }
  | { readonly kind: 'elements'; readonly test: (element: unknown) => boolean }
  | { readonly kind: 'position'; readonly path: string };
type Node = Leaf | { readonly kind: 'tree'; readonly children: Map<string, Node> };
type Tree = Extract<Node, { kind: 'tree' }>;

/** Where a projection is used: in a find there are `$slice`, `$elemMatch` and the positional `$` as well. */
export type ProjectionUse = { readonly in: 'find'; readonly filter: Doc } | { readonly in: 'stage' };

function sliceLeaf(operand: unknown): Leaf {
  const parts: unknown[] = Array.isArray(operand) ? operand : [operand];
  const [first, second] = parts.map(numberOf);
  if (first === undefined || (parts.length > 1 && second === undefined)) {
    throw mongoError('BadValue', '$slice in a projection needs a number or an array of two numbers');
  }
  return second === undefined
    ? { kind: 'slice', skip: undefined, count: first }
    : { kind: 'slice', skip: first, count: second };
}

function leafOf(value: unknown, use: ProjectionUse): Leaf | undefined {
  if (typeof value === 'boolean' || isNumeric(value)) {
    return value === true || (isNumeric(value) && numberOf(value) !== 0)
      ? { kind: 'include' }
      : { kind: 'exclude' };
  }
  if (!isDoc(value)) return { kind: 'compute', expression: value };
  const [operator] = Object.keys(value);
  if (operator === undefined)
    throw locationError(51270, 'An empty sub-projection is not a valid value. Found empty object at path');
  if (!operator.startsWith('$')) return undefined;
  if (operator === '$meta') throw notSupported('$meta in a projection');
  if (use.in === 'find' && operator === '$slice') return sliceLeaf(value['$slice']);
  if (use.in === 'find' && operator === '$elemMatch')
    return { kind: 'elements', test: elementTest(value['$elemMatch']) };
  return { kind: 'compute', expression: value };
}

function place(tree: Tree, path: readonly string[], leaf: Leaf): void {
  let node = tree;
  for (const part of path.slice(0, -1)) {
    const next: Node = node.children.get(part) ?? { kind: 'tree', children: new Map() };
    if (next.kind !== 'tree') throw locationError(31250, `Path collision at ${path.join('.')}`);
    node.children.set(part, next);
    node = next;
  }
  const last = path.at(-1) ?? '';
  if (node.children.has(last)) throw locationError(31250, `Path collision at ${path.join('.')}`);
  node.children.set(last, leaf);
}

function fill(tree: Tree, projection: Doc, prefix: readonly string[], use: ProjectionUse): void {
  for (const name of Object.keys(projection)) {
    const positional = use.in === 'find' && name.endsWith('.$');
    const path = [...prefix, ...(positional ? name.slice(0, -2) : name).split('.')];
    if (path.includes('')) throw locationError(40353, 'FieldPath must not be empty or end with a dot');
    if (path.some((part) => part.startsWith('$'))) {
      throw locationError(16410, `FieldPath field names may not start with '$'. Given: ${name}`);
    }
    const value = projection[name];
    const leaf: Leaf | undefined = positional
      ? { kind: 'position', path: path.join('.') }
      : leafOf(value, use);
    if (leaf) place(tree, path, leaf);
    else if (isDoc(value)) fill(tree, value, path, use);
  }
}

function leavesOf(tree: Tree, prefix = ''): { path: string; leaf: Leaf }[] {
  return [...tree.children].flatMap(([name, node]) =>
    node.kind === 'tree' ? leavesOf(node, `${prefix}${name}.`) : [{ path: prefix + name, leaf: node }],
  );
}

/** Whether the fields named are those kept. `_id` may differ from the rest; `$slice` alone excludes nothing. */
function isInclusion(tree: Tree): boolean {
  const leaves = leavesOf(tree);
  const deciding = leaves.filter(({ path, leaf }) => path !== '_id' && leaf.kind !== 'slice');
  const first =
    deciding.find(({ leaf }) => leaf.kind === 'include' || leaf.kind === 'exclude') ?? deciding[0];
  const including = first
    ? first.leaf.kind !== 'exclude'
    : leaves.some(({ path, leaf }) => path === '_id' && leaf.kind === 'include');
  for (const { path, leaf } of deciding) {
    if (including && leaf.kind === 'exclude') {
      throw locationError(31254, `Cannot do exclusion on field ${path} in inclusion projection`);
    }
    if (!including && leaf.kind === 'include') {
      throw locationError(31253, `Cannot do inclusion on field ${path} in exclusion projection`);
    }
    if (!including && leaf.kind === 'compute') {
      throw locationError(31252, `Cannot use an expression on field ${path} in an exclusion projection`);
    }
  }
  return including;
}

function sliced(array: readonly unknown[], skip: number | undefined, count: number): unknown[] {
  if (skip === undefined) return count >= 0 ? array.slice(0, count) : array.slice(count);
  const start = skip < 0 ? Math.max(0, array.length + skip) : skip;
  return array.slice(start, start + count);
}

const LEFT_OUT: unique symbol = Symbol('left out');

function projectValue(
  value: unknown,
  node: Node,
  including: boolean,
  root: Doc,
  use: ProjectionUse,
): unknown {
  switch (node.kind) {
    case 'include':
      return value;
    case 'exclude':
      return LEFT_OUT;
    case 'compute':
      return LEFT_OUT;
    case 'slice':
      return Array.isArray(value) ? sliced(value, node.skip, node.count) : value;
    case 'elements': {
      const found: unknown = Array.isArray(value) ? value.find((element) => node.test(element)) : undefined;
      return found === undefined ? LEFT_OUT : [found];
    }
    case 'position': {
      const array = valueAt(root, node.path.split('.'));
      if (!Array.isArray(array) || use.in !== 'find') return value;
      const position = matchedPosition(use.filter, node.path, array);
      if (position === undefined) {
        throw locationError(
          51246,
          "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
        );
      }
      return [array[position]];
    }
    case 'tree':
      if (Array.isArray(value)) {
        return value
          .map((element: unknown) =>
            isDoc(element) || Array.isArray(element)
              ? projectValue(element, node, including, root, use)
              : including
                ? LEFT_OUT
                : element,
          )
          .filter((element) => element !== LEFT_OUT);
      }
      if (!isDoc(value)) return including ? LEFT_OUT : value;
      return projectDoc(value, node, including, root, use);
  }
}

function projectDoc(document: Doc, tree: Tree, including: boolean, root: Doc, use: ProjectionUse): Doc {
  const projected: Doc = {};
  for (const name of Object.keys(document)) {
    const node = tree.children.get(name);
    const value = node
      ? projectValue(document[name], node, including, root, use)
      : including
        ? LEFT_OUT
        : document[name];
    if (value !== LEFT_OUT) setField(projected, name, value);
  }
  for (const [name, node] of tree.children) {
    if (node.kind === 'compute') {
      const value = evaluateExpression(node.expression, root);
      if (value !== undefined) setField(projected, name, value);
    } else if (node.kind === 'tree' && !hasField(projected, name) && holdsComputed(node)) {
      setField(projected, name, projectDoc({}, node, including, root, use));
    }
  }
  return projected;
}

function holdsComputed(tree: Tree): boolean {
  return leavesOf(tree).some(({ leaf }) => leaf.kind === 'compute');
}

/**
 * Reads a projection: fields kept or left out, computed ones, and in a find `$slice`, `$elemMatch` and the
 * positional `$`.
 * @throws MongoDB's codes for a mixture of keeping and leaving out, paths in conflict and bad operands
 */
export function buildProjection(projection: Doc, use: ProjectionUse): Projection {
  if (Object.keys(projection).length === 0) return (document) => document;
  const tree: Tree = { kind: 'tree', children: new Map() };
  fill(tree, projection, [], use);
  const including = isInclusion(tree);
  if (including && !tree.children.has('_id')) tree.children.set('_id', { kind: 'include' });
  return (document) => projectDoc(document, tree, including, document, use);
}
