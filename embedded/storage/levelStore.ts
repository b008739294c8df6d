import { mkdirSync } from 'node:fs';
import { ClassicLevel } from 'classic-level';
import { mongoError, type MongoFailure } from '../mongoError.ts';
import { breathe, breathIsDue } from '../breathe.ts';
import { checkLogs } from './checkLog.ts';
import { FORMAT_KEY, type KeyRange } from './keySpace.ts';

/** The version of the key layout this code reads and writes. */
export const FORMAT_VERSION = 1;

/** One change of a batch. */
export type StoreChange =
  | { readonly type: 'put'; readonly key: Buffer; readonly value: Buffer }
  | { readonly type: 'del'; readonly key: Buffer };

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
  /** Reads many values off the main thread, in the order of the keys. */
  getMany(keys: Buffer[]): Promise<(Buffer | undefined)[]>;
  /**
   * Reads ranges one after another, at most a few hundred entries at a time, from a snapshot taken at the first.
   * @param ranges apart from each other, in ascending order
   */
  read(ranges: readonly KeyRange[], options?: ReadOptions): AsyncGenerator<StoreEntry[], void, undefined>;
}

/** The few things asked of LevelDB. */
export interface LevelStore extends LevelReader {
  /**
   * Holds everything as it is now, to be read while writing goes on, until it is closed.
   * @param onUse told of each reading from it
   */
  snapshot(onUse: () => void): { readonly reader: LevelReader; close(): Promise<void> };
  /** Applies all changes or none; when it returns they are on disk. */
  write(changes: readonly StoreChange[]): Promise<void>;
  /** Deletes a whole range; not atomic, so only for what nothing points at any more. */
  clear(range: KeyRange): Promise<void>;
  close(): Promise<void>;
}

/** How a data folder is opened. */
export interface OpenOptions {
  /** Opens a folder whose log is damaged in the middle; what the damage took is then gone for good. */
  readonly acceptDamage?: boolean;
}

/** Why a data folder cannot be opened, in words for the person who started the server. */
export class DataFolderRefused extends Error {}

const FIRST_READ = 16;
const FIRST_READ_OF_MANY = 4;
const LARGEST_READ = 256;
const EMPTY = Buffer.alloc(0);

function refusal(folder: string, error: unknown): DataFolderRefused {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const reason = cause instanceof Error ? cause.message : String(cause);
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'LEVEL_LOCKED' || /lock/i.test(reason)) {
    return new DataFolderRefused(`The data folder ${folder} is in use by another process.`);
  }
  if (code === 'LEVEL_CORRUPTION' || /corrupt/i.test(reason)) {
    return new DataFolderRefused(
      `The data folder ${folder} is damaged: ${reason}. Restore it from a backup.`,
    );
  }
  return new DataFolderRefused(`The data folder ${folder} cannot be opened: ${reason}`);
}

async function checkFormat(db: ClassicLevel<Buffer, Buffer>, folder: string): Promise<void> {
  const stored = db.getSync(FORMAT_KEY);
  if (stored === undefined) {
    const first = await db.keys({ limit: 1 }).all();
    if (first.length > 0) {
      throw new DataFolderRefused(`The folder ${folder} holds a database that is not this server's.`);
    }
    await db.put(FORMAT_KEY, Buffer.from([FORMAT_VERSION]), { sync: true });
    return;
  }
  if (stored[0] !== FORMAT_VERSION) {
    throw new DataFolderRefused(
      `The data folder ${folder} has format version ${String(stored[0])}; this server reads version ${String(FORMAT_VERSION)}. Use the version of the server that wrote it.`,
    );
  }
}

function writeFailure(folder: string, error: unknown): MongoFailure {
  const reason = error instanceof Error ? error.message : String(error);
  return mongoError(
    /no space|ENOSPC/i.test(reason) ? 'OutOfDiskSpace' : 'InternalError',
    `Writing to ${folder} failed: ${reason}. Nothing more is taken; make room and start the server again.`,
  );
}

function readerOf(
  db: ClassicLevel<Buffer, Buffer>,
  from: { readonly snapshot?: ReturnType<typeof db.snapshot> },
  onUse: () => void,
): LevelReader {
  return {
    get(key) {
      onUse();
      return db.getSync(key, from);
    },
    getMany(keys) {
      onUse();
      return db.getMany(keys, from);
    },
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

/**
 * Opens the data folder, making it when it is not there.
 * @throws DataFolderRefused when another process has it, it is damaged, or another version wrote it
 */
export async function openLevelStore(folder: string, options: OpenOptions = {}): Promise<LevelStore> {
  const db = await openLevel(folder, options);
  try {
    await checkFormat(db, folder);
  } catch (error) {
    await db.close();
    throw error;
  }
  // What follows a write that failed half way could not be read again, so nothing is taken after one.
  let broken: MongoFailure | undefined;
  return {
    ...readerOf(db, {}, () => undefined),
    snapshot(onUse) {
      const snapshot = db.snapshot();
      return { reader: readerOf(db, { snapshot }, onUse), close: () => snapshot.close() };
    },
    async write(changes) {
      if (broken) throw broken;
      // A chained batch takes a fourth of the time of one given as an array, which clones every change.
      const batch = db.batch();
      for (const change of changes) {
        if (change.type === 'put') batch.put(change.key, change.value);
        else batch.del(change.key);
        if (breathIsDue()) await breathe();
      }
      await batch.write({ sync: true }).catch((error: unknown) => {
        broken = writeFailure(folder, error);
        throw broken;
      });
    },
    clear: (range) => db.clear(range),
    close: () => db.close(),
  };
}

async function openLevel(
  folder: string,
  { acceptDamage = false }: OpenOptions,
): Promise<ClassicLevel<Buffer, Buffer>> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const [damage] = acceptDamage ? [] : checkLogs(folder);
  if (damage !== undefined) {
    throw new DataFolderRefused(
      `The data folder ${folder} is damaged: ${damage}. Restore a backup; without one, the doctor can save the rest.`,
    );
  }
  try {
    const db = new ClassicLevel<Buffer, Buffer>(folder, {
      keyEncoding: 'buffer',
      valueEncoding: 'buffer',
      cacheSize: 32 * 1024 * 1024,
      writeBufferSize: 16 * 1024 * 1024,
    });
    await db.open();
    return db;
  } catch (error) {
    throw refusal(folder, error);
  }
}
