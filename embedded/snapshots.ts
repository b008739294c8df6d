import { Timestamp } from 'bson';
import { mongoError } from './mongoError.ts';
import type { Catalog, Collection } from './storage/catalog.ts';
import type { LevelReader } from './storage/levelReader.ts';

/** The whole data as it was at one moment. */
export interface Snapshot {
  readonly time: Timestamp;
  readonly reader: LevelReader;
  /** A collection with the indexes it had then. */
  find(namespace: string): Collection | undefined;
}

/** The snapshots in use, by their time. */
export interface Snapshots {
  /** Takes a snapshot of now for a session, named by its id. */
  take(session: string): Snapshot;
  /** The snapshot of a time given out before. @throws code 239 when it has been let go */
  at(time: unknown): Snapshot;
  /** Lets go of a session's snapshots. */
  end(session: string): Promise<void>;
  /** Lets go of those nobody has read from for five minutes, as MongoDB does. */
  endIdle(now: number): Promise<void>;
}

interface Kept extends Snapshot {
  readonly session: string;
  lastUsed: number;
  close(): Promise<void>;
}

const IDLE_MILLISECONDS = 5 * 60 * 1000;

/**
 * Makes the table of snapshots.
 * @param now the time in milliseconds
 */
export function openSnapshots(catalog: Catalog, now: () => number): Snapshots {
  const kept = new Map<string, Kept>();
  let last = new Timestamp({ t: 0, i: 0 });

  function nextTime(): Timestamp {
    const seconds = Math.floor(now() / 1000);
    last = new Timestamp(seconds > last.t ? { t: seconds, i: 1 } : { t: last.t, i: last.i + 1 });
    return last;
  }

  async function letGo(unwanted: (snapshot: Kept) => boolean): Promise<void> {
    for (const [key, snapshot] of [...kept]) {
      if (!unwanted(snapshot)) continue;
      kept.delete(key);
      await snapshot.close();
    }
  }

  return {
    take(session) {
      const { reader, close } = catalog.store.snapshot(() => (snapshot.lastUsed = now()));
      const collections = new Map(catalog.all().map((each) => [each.namespace, { ...each }]));
      const snapshot: Kept = {
        time: nextTime(),
        reader,
        find: (namespace) => collections.get(namespace),
        session,
        lastUsed: now(),
        close,
      };
      kept.set(snapshot.time.toString(), snapshot);
      return snapshot;
    },
    at(time) {
      const found = time instanceof Timestamp ? kept.get(time.toString()) : undefined;
      if (!found) {
        throw mongoError(
          'SnapshotTooOld',
          `Read timestamp ${String(time)} is not one that this server still holds a snapshot of`,
        );
      }
      found.lastUsed = now();
      return found;
    },
    end: (session) => letGo((snapshot) => snapshot.session === session),
    endIdle: (at) => letGo(({ lastUsed }) => at - lastUsed > IDLE_MILLISECONDS),
  };
}
