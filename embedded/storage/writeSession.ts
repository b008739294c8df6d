import type { Doc } from '../values/document.ts';
import type { Collection } from './catalog.ts';

/**
 * Changes to one collection, made one job after another so that finding and changing are one step. Jobs that
 * wait while a batch is being synced share the next one; none is answered before its batch is on disk.
 */
export interface Writer {
  /** Runs a job after those before it; settles once what it (and they) changed is on disk. */
  run<T>(job: (session: WriteSession) => Promise<T>): Promise<T>;
}

/** What a job may do. */
export interface WriteSession {
  readonly collection: Collection;
  /** Documents changed but not yet on disk, by record number; null where one was deleted. */
  readonly pending: ReadonlyMap<number, Doc | null>;
  /** The records under whole keys of a unique index, unsynced changes counted; less where a key is not there. */
  holdersOf(keys: Buffer[]): Promise<number[]>;
  /** Stores a new document; @throws code 11000 on a duplicate key. */
  insert(document: Doc): void;
  /** Stores a document in place of another, unless they are alike, and says whether; @throws code 11000 on a duplicate key. */
  replace(record: number, before: Doc, after: Doc): boolean;
  remove(record: number, before: Doc): void;
  /** Puts all changes so far on disk. */
  flush(): Promise<void>;
  /** Puts the changes on disk if they have grown large; to be called between documents. */
  flushIfLarge(): Promise<void>;
}
