import type { ClassicLevel } from 'classic-level';
import { joinRanges, type JoinedRange, type Snapshot } from './joinRanges.ts';
import { mergeRanges, type MergedPart } from './mergeRanges.ts';
import type { KeyRange } from './keySpace.ts';

/** How a range is read. */
export interface ReadOptions {
  readonly reverse?: boolean;
  readonly values?: boolean;
}

/** An entry read from a range; `value` is empty when values were not asked for. */
export type StoreEntry = readonly [key: Uint8Array, value: Uint8Array];

/** What is asked of LevelDB by those who read. */
export interface LevelReader {
  /** Reads one value, or `undefined`. */
  get(key: Buffer): Buffer | undefined;
  /** Reads many values, off the main thread where they are more than a few, in the order of the keys. */
  getMany(keys: Buffer[]): Promise<(Buffer | undefined)[]>;
  /**
   * Reads ranges one after another, at most a few hundred entries at a time, from a snapshot taken at the first.
   * @param ranges apart from each other, in ascending order
   */
  read(ranges: readonly KeyRange[], options?: ReadOptions): AsyncGenerator<StoreEntry[], void, undefined>;
  /** The keys of the first range whose rest the others have as well ({@link joinRanges}), at one moment. */
  join(ranges: readonly JoinedRange[], reverse: boolean): AsyncGenerator<Uint8Array[], void, undefined>;
  /** The keys of parts that are each in order, as one sequence ({@link mergeRanges}), at one moment. */
  merge(parts: readonly MergedPart[], reverse: boolean): AsyncGenerator<Uint8Array[], void, undefined>;
}

const GET_AT_ONCE = 4;
const FIRST_READ = 16;
const FIRST_READ_OF_MANY = 4;
const LARGEST_READ = 256;
const EMPTY = Buffer.alloc(0);

/**
 * Reads a database as it is, or as it was when a snapshot was taken.
 * @param onUse told of each reading
 */
export function readerOf(
  db: ClassicLevel<Buffer, Buffer>,
  from: { readonly snapshot?: ReturnType<typeof db.snapshot> },
  onUse: () => void,
): LevelReader {
  async function* atOneMoment(
    read: (snapshot: Snapshot) => AsyncGenerator<Uint8Array[], void, undefined>,
  ): AsyncGenerator<Uint8Array[], void, undefined> {
    onUse();
    const snapshot = from.snapshot ?? db.snapshot();
    try {
      yield* read(snapshot);
    } finally {
      if (!from.snapshot) await snapshot.close();
    }
  }
  return {
    get(key) {
      onUse();
      return db.getSync(key, from);
    },
    async getMany(keys) {
      onUse();
      // A few are had sooner without leaving the main thread.
      if (keys.length <= GET_AT_ONCE) return keys.map((key) => db.getSync(key, from));
      const values: (Buffer | undefined)[] = [];
      for (let start = 0; start < keys.length; start += LARGEST_READ)
        values.push(...(await db.getMany(keys.slice(start, start + LARGEST_READ), from)));
      return values;
    },
    join: (ranges, reverse) => atOneMoment((snapshot) => joinRanges(db, ranges, { snapshot, reverse })),
    merge: (parts, reverse) => atOneMoment((snapshot) => mergeRanges(db, parts, { snapshot, reverse })),
    async *read(ascending, { reverse = false, values = true } = {}) {
      const [lowest, highest] = [ascending[0], ascending.at(-1)];
      if (!lowest || !highest) return;
      const bounds = { gte: lowest.gte, lt: highest.lt };
      const options = { ...bounds, ...from, reverse, values, highWaterMarkBytes: 1024 * 1024 };
      // One for all ranges, since moving it takes a fraction of the time of making it.
      const iterator = db.iterator(options);
      const ranges = reverse ? [...ascending].reverse() : ascending;
      try {
        for (const [place, range] of ranges.entries()) {
          if (place > 0) iterator.seek(reverse ? range.lt : range.gte);
          let size = ranges.length > 1 ? FIRST_READ_OF_MANY : FIRST_READ;
          for (;;) {
            onUse();
            const entries = await iterator.nextv(size);
            const inside = ranges.length > 1 ? entries.filter(([key]) => isWithin(range, key)) : entries;
            if (inside.length > 0) yield values ? inside : inside.map(([key]) => [key, EMPTY] as const);
            const last = entries.at(-1)?.[0];
            if (!last || isPast(range, last, reverse)) break;
            size = Math.min(LARGEST_READ, size * 4);
          }
        }
      } finally {
        await iterator.close();
      }
    },
  };
}

function isWithin({ gte, lt }: KeyRange, key: Uint8Array): boolean {
  return Buffer.compare(key, lt) < 0 && Buffer.compare(key, gte) >= 0;
}

function isPast({ gte, lt }: KeyRange, key: Uint8Array, reverse: boolean): boolean {
  return reverse ? Buffer.compare(key, gte) < 0 : Buffer.compare(key, lt) >= 0;
}
