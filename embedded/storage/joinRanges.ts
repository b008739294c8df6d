import type { ClassicLevel } from 'classic-level';
import { breathe, breathIsDue } from '../breathe.ts';
import type { KeyRange } from './keySpace.ts';

/** A range of entries that all begin with the same bytes; what follows those is what ranges are joined by. */
export interface JoinedRange extends KeyRange {
  /** How many bytes all its keys begin with. */
  readonly shared: number;
}

export type Snapshot = ReturnType<ClassicLevel<Buffer, Buffer>['snapshot']>;

/** How ranges are joined: from which moment's data, and which way. */
export interface JoinOptions {
  readonly snapshot: Snapshot;
  readonly reverse: boolean;
}

/** A range on its way: stands at an entry and moves forward. */
interface Stream {
  /** The first key not before the target (any, when there is none), as far as it has been read. */
  peek(target: Uint8Array | undefined): Uint8Array | undefined;
  /** Reads on from the target, or from where it stands. */
  read(target: Uint8Array | undefined): Promise<void>;
  /** Moves past the key last looked at. */
  pass(): void;
  /** What follows the bytes all keys begin with. */
  restOf(key: Uint8Array): Uint8Array;
  close(): Promise<void>;
}

const READ_AT_ONCE = 128;
const FIRST_YIELD = 16;
const LARGEST_YIELD = 256;

function openStream(
  db: ClassicLevel<Buffer, Buffer>,
  { gte, lt, shared }: JoinedRange,
  options: JoinOptions,
): Stream {
  const iterator = db.iterator({ gte, lt, ...options, values: false });
  const prefix = gte.subarray(0, shared);
  let keys: Uint8Array[] = [];
  let position = 0;
  const isBefore = (key: Uint8Array, target: Uint8Array): boolean => {
    const order = Buffer.compare(key.subarray(shared), target);
    return options.reverse ? order > 0 : order < 0;
  };
  return {
    peek(target) {
      for (; position < keys.length; position += 1) {
        const key = keys[position];
        if (key && (!target || !isBefore(key, target))) return key;
      }
      return undefined;
    },
    async read(target) {
      if (target) iterator.seek(Buffer.concat([prefix, target]));
      keys = (await iterator.nextv(READ_AT_ONCE)).map(([key]) => key);
      position = 0;
    },
    pass: () => void (position += 1),
    restOf: (key) => key.subarray(shared),
    close: () => iterator.close(),
  };
}

/**
 * Gives the keys of the first range whose rest is in all the others as well, in order. Each range is moved
 * straight to where the others stand, so that it costs about what the one with the fewest entries does.
 */
export async function* joinRanges(
  db: ClassicLevel<Buffer, Buffer>,
  ranges: readonly JoinedRange[],
  options: JoinOptions,
): AsyncGenerator<Uint8Array[], void, undefined> {
  const streams = ranges.map((range) => openStream(db, range, options));
  let found: Uint8Array[] = [];
  let size = FIRST_YIELD;
  try {
    let target: Uint8Array | undefined;
    let agreed = 0;
    for (let turn = 0; ; turn += 1) {
      const stream = streams[turn % streams.length];
      if (!stream) return;
      if (!stream.peek(target)) await stream.read(target);
      const key = stream.peek(target);
      if (!key) break;
      const rest = stream.restOf(key);
      agreed = target && Buffer.compare(rest, target) === 0 ? agreed + 1 : 1;
      target = rest;
      if (agreed === streams.length) {
        found.push(key);
        stream.pass();
        // The same one leads on to the next.
        target = undefined;
        turn -= 1;
      }
      if (found.length >= size) {
        yield found;
        found = [];
        size = Math.min(LARGEST_YIELD, size * 4);
      }
      if (breathIsDue()) await breathe();
    }
    if (found.length > 0) yield found;
  } finally {
    await Promise.all(streams.map((stream) => stream.close()));
  }
}
