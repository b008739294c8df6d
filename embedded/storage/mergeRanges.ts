import type { ClassicLevel } from 'classic-level';
import { breathe, breathIsDue } from '../breathe.ts';
import { joinRanges, type JoinedRange, type JoinOptions } from './joinRanges.ts';

/** A part of an index whose entries stand in the order asked for, apart from the bytes that all of them begin with. */
export interface MergedPart {
  /** Several are joined: only what all of them have counts. */
  readonly ranges: readonly JoinedRange[];
  /** How many bytes come before what the parts are ordered by. */
  readonly orderFrom: number;
}

const FIRST_READ = 8;
const LARGEST_READ = 128;
const FIRST_YIELD = 16;
const LARGEST_YIELD = 256;

/** A part on its way: the key it stands at, and those read behind it. */
interface Head {
  readonly orderFrom: number;
  readonly source: AsyncGenerator<Uint8Array[], void, undefined>;
  keys: readonly Uint8Array[];
  position: number;
}

async function* readKeys(
  db: ClassicLevel<Buffer, Buffer>,
  { gte, lt }: JoinedRange,
  options: JoinOptions,
): AsyncGenerator<Uint8Array[], void, undefined> {
  const iterator = db.iterator({ gte, lt, ...options, values: false });
  try {
    for (let size = FIRST_READ; ; size = Math.min(LARGEST_READ, size * 2)) {
      const entries = await iterator.nextv(size);
      if (entries.length === 0) return;
      yield entries.map(([key]) => key);
    }
  } finally {
    await iterator.close();
  }
}

/** Moves to the next key, reading on where needed; false at the end. */
async function advance(head: Head): Promise<boolean> {
  head.position += 1;
  if (head.position < head.keys.length) return true;
  const next = await head.source.next();
  head.keys = next.done ? [] : next.value;
  head.position = 0;
  return !next.done;
}

function restOf({ keys, position, orderFrom }: Head): Uint8Array {
  return keys[position]?.subarray(orderFrom) ?? Buffer.alloc(0);
}

/**
 * Gives the keys of parts that are each in order as one sequence in that order, reading of each little more than is
 * taken: the newest entries of many schools cost as many reads as schools, not all their entries.
 */
export async function* mergeRanges(
  db: ClassicLevel<Buffer, Buffer>,
  parts: readonly MergedPart[],
  options: JoinOptions,
): AsyncGenerator<Uint8Array[], void, undefined> {
  const all = parts.map(({ ranges, orderFrom }): Head => {
    const [only, ...others] = ranges;
    const source =
      only && others.length === 0 ? readKeys(db, only, options) : joinRanges(db, ranges, options);
    return { orderFrom, source, keys: [], position: 0 };
  });
  const comesFirst = (a: Head, b: Head): boolean => {
    const order = Buffer.compare(restOf(a), restOf(b));
    return options.reverse ? order > 0 : order < 0;
  };
  const heads: Head[] = [];
  /** Puts a head where it belongs, the one that comes first at the end. */
  const place = (head: Head): void => {
    let [low, high] = [0, heads.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const there = heads[middle];
      if (there && comesFirst(head, there)) low = middle + 1;
      else high = middle;
    }
    heads.splice(low, 0, head);
  };
  let found: Uint8Array[] = [];
  let size = FIRST_YIELD;
  try {
    const begun = await Promise.all(all.map(async (head) => ((await advance(head)) ? [head] : [])));
    begun.flat().forEach(place);
    for (let head = heads.pop(); head; head = heads.pop()) {
      const key = head.keys[head.position];
      if (key) found.push(key);
      if (found.length >= size) {
        yield found;
        found = [];
        size = Math.min(LARGEST_YIELD, size * 4);
      }
      if (await advance(head)) place(head);
      if (breathIsDue()) await breathe();
    }
    if (found.length > 0) yield found;
  } finally {
    await Promise.all(all.map(({ source }) => source.return()));
  }
}
