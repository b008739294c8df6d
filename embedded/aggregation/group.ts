import { locationError, mongoError, notSupported } from '../mongoError.ts';
import { breathe, breathIsDue } from '../breathe.ts';
import { combineNumbers } from '../values/arithmetic.ts';
import { isNumeric, numberOf } from '../values/bsonTypes.ts';
import { compareValues } from '../values/compareValues.ts';
import { isDoc, setField, type Doc } from '../values/document.ts';
import { encodeKey } from '../values/keyEncoding.ts';
import { evaluateExpression } from './expression.ts';
import { Double, Int32 } from 'bson';

/** Takes values one by one and gives what they come to. */
interface Accumulator {
  take(value: unknown): void;
  result(): unknown;
}

function summing(): Accumulator {
  let sum: unknown = new Int32(0);
  return {
    take(value) {
      if (!isNumeric(value)) return;
      sum = combineNumbers('add', sum, value) ?? new Double(Number(numberOf(sum)) + Number(numberOf(value)));
    },
    result: () => sum,
  };
}

function averaging(): Accumulator {
  let sum = 0;
  let count = 0;
  return {
    take(value) {
      const number = numberOf(value);
      if (number === undefined) return;
      sum += number;
      count += 1;
    },
    result: () => (count === 0 ? null : new Double(sum / count)),
  };
}

function keeping(sign: 1 | -1): Accumulator {
  let best: unknown = null;
  return {
    take(value) {
      if (value === null || value === undefined) return;
      if (best === null || compareValues(value, best) * sign < 0) best = value;
    },
    result: () => best,
  };
}

function firstOf(): Accumulator {
  let first: unknown;
  let taken = false;
  return {
    take(value) {
      if (!taken) first = value;
      taken = true;
    },
    result: () => first ?? null,
  };
}

function lastOf(): Accumulator {
  let last: unknown;
  return {
    take(value) {
      last = value;
    },
    result: () => last ?? null,
  };
}

function listing(): Accumulator {
  const values: unknown[] = [];
  return {
    take(value) {
      if (value !== undefined) values.push(value);
    },
    result: () => values,
  };
}

function collecting(): Accumulator {
  const values = new Map<string, unknown>();
  return {
    take(value) {
      if (value === undefined) return;
      const key = encodeKey(value).toString('latin1');
      if (!values.has(key)) values.set(key, value);
    },
    result: () => [...values.values()],
  };
}

function merging(): Accumulator {
  const merged: Doc = {};
  return {
    take(value) {
      if (value === null || value === undefined) return;
      if (!isDoc(value)) throw locationError(40400, '$mergeObjects requires object inputs');
      for (const name of Object.keys(value)) setField(merged, name, value[name]);
    },
    result: () => merged,
  };
}

const ACCUMULATORS: Readonly<Record<string, () => Accumulator>> = {
  $sum: summing,
  $avg: averaging,
  $min: () => keeping(1),
  $max: () => keeping(-1),
  $first: firstOf,
  $last: lastOf,
  $push: listing,
  $addToSet: collecting,
  $mergeObjects: merging,
};

const NOT_SUPPORTED = new Set([
  ...['$accumulator', '$bottom', '$bottomN', '$firstN', '$lastN', '$maxN', '$median', '$minN'],
  ...['$percentile', '$stdDevPop', '$stdDevSamp', '$top', '$topN'],
]);

const EMIT_TOGETHER = 200;

interface Column {
  readonly name: string;
  readonly expression: unknown;
  readonly make: () => Accumulator;
}

function readColumns(spec: Doc): Column[] {
  return Object.keys(spec)
    .filter((name) => name !== '_id')
    .map((name) => {
      const accumulation = spec[name];
      const [operator, ...others] = isDoc(accumulation) ? Object.keys(accumulation) : [];
      if (!isDoc(accumulation) || operator === undefined || others.length > 0) {
        throw locationError(40234, `The field '${name}' must be an accumulator object`);
      }
      if (name.includes('.')) throw locationError(40235, `The field name '${name}' cannot contain '.'`);
      if (operator === '$count') return { name, expression: new Int32(1), make: summing };
      const make = ACCUMULATORS[operator];
      if (make) return { name, expression: accumulation[operator], make };
      if (NOT_SUPPORTED.has(operator)) throw notSupported(`The accumulator ${operator}`);
      throw locationError(15952, `unknown group operator '${operator}'`);
    });
}

interface Group {
  readonly id: unknown;
  readonly values: readonly Accumulator[];
}

/**
 * Prepares `$group`.
 * @returns takes the documents and gives one for each group, in the order the groups were first met
 * @throws at once for a malformed stage, by MongoDB's codes
 */
export function buildGroup(
  spec: unknown,
): (source: AsyncIterable<readonly Doc[]>) => AsyncGenerator<Doc[], void, undefined> {
  if (!isDoc(spec)) throw locationError(15947, "a group's fields must be specified in an object");
  if (!('_id' in spec)) throw locationError(15955, 'a group specification must include an _id');
  const columns = readColumns(spec);
  const idExpression = spec['_id'];
  return async function* group(source) {
    const groups = new Map<string, Group>();
    for await (const documents of source) {
      for (const document of documents) {
        const id = evaluateExpression(idExpression, document) ?? null;
        const key = encodeKey(id).toString('latin1');
        let found = groups.get(key);
        if (!found) {
          found = { id, values: columns.map(({ make }) => make()) };
          groups.set(key, found);
        }
        for (const [position, { expression }] of columns.entries()) {
          found.values[position]?.take(evaluateExpression(expression, document));
        }
        if (breathIsDue()) await breathe();
      }
    }
    let results: Doc[] = [];
    for (const { id, values } of groups.values()) {
      const result: Doc = { _id: id };
      columns.forEach(({ name }, position) => {
        setField(result, name, values[position]?.result());
      });
      results.push(result);
      if (results.length < EMIT_TOGETHER) continue;
      yield results;
      results = [];
      if (breathIsDue()) await breathe();
    }
    if (results.length > 0) yield results;
  };
}

/**
 * When a `$group` only counts (one group, every column the sum of a constant), what it gives for a number of
 * documents; so that counting a whole collection need not read it.
 */
export function countOnlyGroup(spec: unknown): ((count: number) => Doc[]) | undefined {
  if (!isDoc(spec)) return undefined;
  const id = spec['_id'];
  if (id !== null && !isNumeric(id)) return undefined;
  const columns = Object.keys(spec).filter((name) => name !== '_id');
  const ones = columns.map((name) => {
    const accumulation = spec[name];
    return isDoc(accumulation) && Object.keys(accumulation).join() === '$sum'
      ? accumulation['$sum']
      : undefined;
  });
  if (!ones.every((one) => isNumeric(one) && numberOf(one) === 1)) return undefined;
  return (count) => {
    if (count === 0) return [];
    const result: Doc = { _id: id };
    for (const name of columns) setField(result, name, new Int32(count));
    return [result];
  };
}

/** `$sortByCount` as the two stages it stands for. */
export function sortByCountStages(expression: unknown): Doc[] {
  const valid = (typeof expression === 'string' && expression.startsWith('$')) || isDoc(expression);
  if (!valid)
    throw mongoError(
      'BadValue',
      'the sortByCount field must be defined as a $-prefixed path or an expression inside an object',
    );
  return [
    { $group: { _id: expression, count: { $sum: new Int32(1) } } },
    { $sort: { count: new Int32(-1) } },
  ];
}
