import { EJSON, type Timestamp } from 'bson';
import type { Collection } from '../storage/catalog.ts';
import type { LevelReader } from '../storage/levelReader.ts';
import { isDoc, type Doc } from '../values/document.ts';
import type { CommandContext } from './command.ts';

/** What a query reads from: the data as it is, or a snapshot. */
export interface ReadingFrom {
  readonly reader: LevelReader;
  readonly collection: Collection | undefined;
  /** The snapshot's time, to be told to the driver, which asks for the same one next time. */
  readonly atClusterTime?: Timestamp;
}

/** A name for a session, from the id drivers give it. */
export function sessionName(id: unknown): string {
  return isDoc(id) ? EJSON.stringify(id) : '';
}

/**
 * Finds what a command reads from: with read concern `snapshot` the data as it was at `atClusterTime`, or as
 * it is now where the driver names no time yet, which it then holds on to.
 * @throws code 239 when that snapshot has been let go
 */
export function readingFrom(
  { catalog, snapshots }: CommandContext,
  command: Doc,
  namespace: string,
): ReadingFrom {
  const concern = command['readConcern'];
  if (!isDoc(concern) || concern['level'] !== 'snapshot') {
    return { reader: catalog.store, collection: catalog.find(namespace) };
  }
  const time = concern['atClusterTime'];
  const snapshot = time === undefined ? snapshots.take(sessionName(command['lsid'])) : snapshots.at(time);
  return { reader: snapshot.reader, collection: snapshot.find(namespace), atClusterTime: snapshot.time };
}
