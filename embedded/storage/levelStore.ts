import { mkdirSync } from 'node:fs';
import { ClassicLevel } from 'classic-level';
import { mongoError, type MongoFailure } from '../mongoError.ts';
import { checkLogs } from './checkLog.ts';
import { FORMAT_KEY, type KeyRange } from './keySpace.ts';
import { readerOf, type LevelReader } from './levelReader.ts';

/** The version of the key layout this code reads and writes. */
export const FORMAT_VERSION = 1;

/** One value to be stored. */
export interface StorePut {
  readonly type: 'put';
  readonly key: Buffer;
  readonly value: Buffer;
}

/** One change of a batch. */
export type StoreChange = StorePut | { readonly type: 'del'; readonly key: Buffer };

/** Changes gathered to be applied together. */
export interface StoreBatch {
  put(key: Buffer, value: Buffer): void;
  del(key: Buffer): void;
  readonly changes: number;
  /** How large what was put is. */
  readonly bytes: number;
  /** Applies all changes or none; when it returns they are on disk. */
  write(): Promise<void>;
}

/** The few things asked of LevelDB. */
export interface LevelStore extends LevelReader {
  /**
   * Holds everything as it is now, to be read while writing goes on, until it is closed.
   * @param onUse told of each reading from it
   */
  snapshot(onUse: () => void): { readonly reader: LevelReader; close(): Promise<void> };
  /** Begins gathering changes; they are kept outside JavaScript's heap until they are written. */
  batch(): StoreBatch;
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

/** A chained batch takes a fourth of the time of one given as an array, which clones every change. */
function gather(
  db: ClassicLevel<Buffer, Buffer>,
  writeAll: (write: () => Promise<void>) => Promise<void>,
): StoreBatch {
  const chained = db.batch();
  let bytes = 0;
  return {
    put(key, value) {
      chained.put(key, value);
      bytes += key.length + value.length;
    },
    del: (key) => void chained.del(key),
    get changes() {
      return chained.length;
    },
    get bytes() {
      return bytes;
    },
    write: () => writeAll(() => chained.write({ sync: true })),
  };
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
  const batch = (): StoreBatch => {
    const writeAll = async (write: () => Promise<void>): Promise<void> => {
      if (broken) throw broken;
      await write().catch((error: unknown) => {
        broken = writeFailure(folder, error);
        throw broken;
      });
    };
    return gather(db, writeAll);
  };
  return {
    ...readerOf(db, {}, () => undefined),
    snapshot(onUse) {
      const snapshot = db.snapshot();
      return { reader: readerOf(db, { snapshot }, onUse), close: () => snapshot.close() };
    },
    batch,
    write(changes) {
      const gathered = batch();
      for (const change of changes) {
        if (change.type === 'put') gathered.put(change.key, change.value);
        else gathered.del(change.key);
      }
      return gathered.write();
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
