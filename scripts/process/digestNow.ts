import { randomUUID } from 'node:crypto';
import type { Urn } from '../../domain/identifiers.ts';
import { listDigestsOfReaders } from '../../store/digests.ts';
import type { Store } from '../../store/openStore.ts';
import { listReaders } from '../../store/readers.ts';
import { enqueueDigest, type Queues } from '../../workers/queues.ts';

const LOOK_EVERY_MS = 200;
const SENT_WITHIN_MS = 120_000;

/**
 * Queues the digests of these schools and waits until every reader has been sent theirs. The database is asked,
 * not the queue: another process may have done the work.
 * @returns how many digests there are for the week
 * @throws when two minutes were not enough; they are kept, and sent later
 */
export async function digestNow(
  { store, queues }: { store: Store; queues: Queues },
  schools: readonly Urn[],
  week: string,
): Promise<number> {
  const traceId = randomUUID();
  const readerIds = new Set<string>();
  for (const schoolUrn of schools) {
    const ofSchool = (await listReaders(store, schoolUrn)).map(({ _id }) => _id);
    const further = ofSchool.filter((readerId) => !readerIds.has(readerId));
    further.forEach((readerId) => readerIds.add(readerId));
    if (further.length > 0) await enqueueDigest(queues, { kind: 'write', readerIds: further, week, traceId });
  }
  return untilDone(store, [...readerIds], week);
}

async function untilDone(store: Store, readerIds: readonly string[], week: string): Promise<number> {
  const giveUpAt = Date.now() + SENT_WITHIN_MS;
  for (;;) {
    const digests = await listDigestsOfReaders(store, readerIds, week);
    const done = digests.filter(({ state }) => state !== 'written' && state !== 'sending');
    if (new Set(done.map(({ readerId }) => readerId)).size === readerIds.length)
      return done.filter(({ state }) => state === 'sent').length;
    if (Date.now() > giveUpAt) {
      throw new Error('not every digest is sent yet; what is written is kept and sent later');
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
