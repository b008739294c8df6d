import { randomBytes } from 'node:crypto';
import { Long } from 'bson';
import { breathe, breathIsDue } from './breathe.ts';
import { mongoError } from './mongoError.ts';
import { documentSize } from './values/bsonCodec.ts';
import type { Doc } from './values/document.ts';
import type { DocStream } from './query/find.ts';

/** A query being read batch by batch. */
export interface Cursor {
  readonly namespace: string;
  readonly stream: DocStream;
  /** Read from the stream but not yet sent. */
  waiting: Doc[];
  ended: boolean;
  lastUsed: number;
  busy: boolean;
}

/** One batch of a cursor. */
export interface Batch {
  readonly documents: Doc[];
  /** Whether everything has been given out. */
  readonly finished: boolean;
}

/** The open cursors of the server. */
export interface Cursors {
  /** Reads the first batch; the cursor stays open, under the id returned, unless that was everything. */
  open(
    namespace: string,
    stream: DocStream,
    size: number | undefined,
    once: boolean,
  ): Promise<{ id: Long; documents: Doc[] }>;
  /** Reads a further batch. @throws code 43 when there is no such cursor */
  next(id: Long, namespace: string, size: number | undefined): Promise<{ id: Long; documents: Doc[] }>;
  /** Closes a cursor; says whether there was one. */
  kill(id: Long, namespace: string): Promise<boolean>;
  /** Closes all cursors on a collection that is gone. */
  killOn(namespace: string): Promise<void>;
  /** Closes the cursors nobody has read from for ten minutes. */
  killIdle(now: number): Promise<void>;
  close(): Promise<void>;
}

const IDLE_MILLISECONDS = 10 * 60 * 1000;
/** A batch ends when it reaches this; MongoDB's limit is 16 MiB, a smaller one lets others in sooner. */
const BATCH_BYTES = 512 * 1024;
const FIRST_BATCH = 101;

async function readBatch(cursor: Cursor, size: number): Promise<Batch> {
  const documents: Doc[] = [];
  let bytes = 0;
  while (documents.length < size && bytes < BATCH_BYTES) {
    const [document] = cursor.waiting.splice(0, 1);
    if (document) {
      bytes += documentSize(document);
      documents.push(document);
      if (breathIsDue()) await breathe();
      continue;
    }
    if (cursor.ended) break;
    const read = await cursor.stream.next();
    if (read.done) cursor.ended = true;
    else cursor.waiting = read.value;
  }
  return { documents, finished: cursor.ended && cursor.waiting.length === 0 };
}

function newId(): Long {
  return Long.fromBigInt(randomBytes(8).readBigInt64BE() & 0x7fffffffffffffffn);
}

/**
 * Makes the table of open cursors.
 * @param now the time in milliseconds
 */
export function openCursors(now: () => number): Cursors {
  const cursors = new Map<string, Cursor>();

  async function close(key: string): Promise<boolean> {
    const cursor = cursors.get(key);
    if (!cursor) return false;
    cursors.delete(key);
    await cursor.stream.return();
    return true;
  }

  return {
    async open(namespace, stream, size = FIRST_BATCH, once) {
      const cursor: Cursor = { namespace, stream, waiting: [], ended: false, lastUsed: now(), busy: false };
      if (size === 0) {
        const id = newId();
        cursors.set(id.toString(), cursor);
        return { id, documents: [] };
      }
      const { documents, finished } = await readBatch(cursor, size);
      if (finished || once) {
        await stream.return();
        return { id: Long.ZERO, documents };
      }
      const id = newId();
      cursors.set(id.toString(), cursor);
      return { id, documents };
    },
    async next(id, namespace, size) {
      const key = id.toString();
      const cursor = cursors.get(key);
      if (!cursor || cursor.namespace !== namespace || cursor.busy) {
        throw mongoError('CursorNotFound', `cursor id ${key} not found`);
      }
      cursor.busy = true;
      try {
        const { documents, finished } = await readBatch(
          cursor,
          size === undefined || size === 0 ? Infinity : size,
        );
        cursor.lastUsed = now();
        cursor.busy = false;
        if (finished) await close(key);
        return { id: finished ? Long.ZERO : id, documents };
      } catch (error) {
        await close(key);
        throw error;
      }
    },
    async kill(id, namespace) {
      const key = id.toString();
      return cursors.get(key)?.namespace === namespace ? close(key) : false;
    },
    async killOn(namespace) {
      for (const [key, cursor] of [...cursors]) if (cursor.namespace === namespace) await close(key);
    },
    async killIdle(at) {
      for (const [key, cursor] of [...cursors]) {
        if (!cursor.busy && at - cursor.lastUsed > IDLE_MILLISECONDS) await close(key);
      }
    },
    async close() {
      for (const key of [...cursors.keys()]) await close(key);
    },
  };
}
