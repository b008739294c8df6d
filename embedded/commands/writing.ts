import type { WriteSession } from '../storage/writeSession.ts';
import type { CommandContext } from './command.ts';

const DROPPED: unique symbol = Symbol('collection dropped meanwhile');

/**
 * Runs a write on a collection, making the collection when it is not there. If it is dropped while the write
 * waits its turn, the write goes to the new one of that name.
 */
export async function writeTo<T>(
  { catalog }: CommandContext,
  namespace: string,
  job: (session: WriteSession) => Promise<T>,
): Promise<T> {
  for (;;) {
    const collection = await catalog.ensure(namespace);
    const result = await collection.writer.run<T | typeof DROPPED>((session) =>
      session.collection.dropped ? Promise.resolve(DROPPED) : job(session),
    );
    if (result !== DROPPED) return result;
  }
}
