import { isNumeric, numberOf, rankOf, TYPE_RANKS } from '../values/bsonTypes.ts';
import { encodeKey, encodeStringPrefix, rankBounds } from '../values/keyEncoding.ts';
import type { Conjunct } from './conjuncts.ts';
import { anchoredPrefix, isRegex } from './regex.ts';
import { isNullish } from './valueTests.ts';

/** A half-open interval of encoded values; a key that begins with `low` is inside, one with `high` is not. */
export interface Interval {
  readonly low: Buffer;
  readonly high: Buffer;
}

/** So many parts of an index are read at most for one query: more take longer to plan than others should wait. */
export const MAX_RANGES = 10_000;

/** What one condition says about one field of an index. */
export interface Bound {
  /** Whether each interval is one value. */
  readonly points: boolean;
  /** In order and apart from each other. */
  readonly intervals: readonly Interval[];
  /** Whether documents without the field can match, which sparse indexes leave out. */
  readonly allowsMissing: boolean;
}

/** The first byte string after all those that begin with the given one. */
export function afterPrefix(prefix: Uint8Array): Buffer {
  const end = Buffer.from(prefix);
  for (let index = end.length - 1; index >= 0; index -= 1) {
    const byte = end[index] ?? 0;
    if (byte !== 0xff) {
      end[index] = byte + 1;
      return end.subarray(0, index + 1);
    }
  }
  return Buffer.from([0xff, 0xff]);
}

function pointAt(value: unknown): Interval[] {
  if (isNullish(value)) {
    const nullKey = encodeKey(null);
    const undefinedKey = encodeKey(undefined);
    return [
      { low: undefinedKey, high: afterPrefix(undefinedKey) },
      { low: nullKey, high: afterPrefix(nullKey) },
    ];
  }
  const key = encodeKey(value);
  return [{ low: key, high: afterPrefix(key) }];
}

function usableOperand(value: unknown): boolean {
  const rank = rankOf(value);
  return !Array.isArray(value) && !isRegex(value) && rank !== TYPE_RANKS.minKey && rank !== TYPE_RANKS.maxKey;
}

/** Puts intervals in order and joins those that touch. */
export function mergeIntervals(intervals: readonly Interval[]): Interval[] {
  const sorted = [...intervals].sort((a, b) => Buffer.compare(a.low, b.low));
  const merged: Interval[] = [];
  for (const interval of sorted) {
    const last = merged.at(-1);
    if (last && Buffer.compare(interval.low, last.high) < 0) {
      if (Buffer.compare(interval.high, last.high) > 0) {
        merged[merged.length - 1] = { low: last.low, high: interval.high };
      }
    } else {
      merged.push(interval);
    }
  }
  return merged;
}

function rangeBound(operator: string, operand: unknown): Bound | undefined {
  if (isNullish(operand)) {
    return operator === '$gte' || operator === '$lte'
      ? { points: false, intervals: pointAt(null), allowsMissing: true }
      : undefined;
  }
  if (isNumeric(operand) && Number.isNaN(numberOf(operand))) return undefined;
  const { low, high } = rankBounds(rankOf(operand));
  const key = encodeKey(operand);
  const interval: Record<string, Interval> = {
    $gt: { low: afterPrefix(key), high },
    $gte: { low: key, high },
    $lt: { low, high: key },
    $lte: { low, high: afterPrefix(key) },
  };
  const found = interval[operator];
  return found && { points: false, intervals: [found], allowsMissing: false };
}

function regexBound({ operand, flags }: Conjunct): Bound | undefined {
  const prefix = typeof operand === 'string' ? anchoredPrefix(operand, flags ?? '') : undefined;
  if (prefix === undefined) return undefined;
  const low = encodeStringPrefix(prefix);
  const regexes = rankBounds(TYPE_RANKS.regex);
  return {
    points: false,
    intervals: [{ low, high: afterPrefix(low) }, regexes],
    allowsMissing: false,
  };
}

/** The bound a condition puts on an index's field, or `undefined` when an index is no help with it. */
export function boundOf(conjunct: Conjunct): Bound | undefined {
  const { operator, operand } = conjunct;
  switch (operator) {
    case '$eq':
      if (!usableOperand(operand)) return undefined;
      return { points: true, intervals: pointAt(operand), allowsMissing: isNullish(operand) };
    case '$in': {
      if (!Array.isArray(operand) || operand.length > MAX_RANGES) return undefined;
      if (!operand.every(usableOperand)) return undefined;
      const intervals = mergeIntervals(operand.flatMap(pointAt));
      return { points: true, intervals, allowsMissing: operand.some(isNullish) };
    }
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return usableOperand(operand) ? rangeBound(operator, operand) : undefined;
    case '$regex':
      return regexBound(conjunct);
    default:
      return undefined;
  }
}

/** What two bounds on the same field say together. */
export function intersectBounds(left: Bound, right: Bound): Bound {
  const intervals: Interval[] = [];
  let [atLeft, atRight] = [0, 0];
  for (;;) {
    const [a, b] = [left.intervals[atLeft], right.intervals[atRight]];
    if (!a || !b) break;
    const leftEndsFirst = Buffer.compare(a.high, b.high) <= 0;
    const low = Buffer.compare(a.low, b.low) >= 0 ? a.low : b.low;
    const high = leftEndsFirst ? a.high : b.high;
    if (Buffer.compare(low, high) < 0) intervals.push({ low, high });
    if (leftEndsFirst) atLeft += 1;
    else atRight += 1;
  }
  return {
    points: left.points || right.points,
    intervals,
    allowsMissing: left.allowsMissing && right.allowsMissing,
  };
}

/** The same interval for a field kept in descending order, where every bit is turned over. */
export function turnOver({ low, high }: Interval): Interval {
  const flip = (bytes: Buffer) => Buffer.from(bytes.map((byte) => ~byte & 0xff));
  if (Buffer.compare(afterPrefix(low), high) === 0) {
    // A single value keeps its whole key, since the next field's bytes are put after it.
    const key = flip(low);
    return { low: key, high: afterPrefix(key) };
  }
  return { low: afterPrefix(flip(high)), high: afterPrefix(flip(low)) };
}
