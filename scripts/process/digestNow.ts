import { randomUUID } from 'node:crypto';
import type { Urn } from '../../domain/identifiers.ts';
import { listDigests } from '../../store/digests.ts';
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
  for (const schoolUrn of schools) await enqueueDigest(queues, { kind: 'school', schoolUrn, week, traceId });
  let count = 0;
  for (const schoolUrn of schools) count += await untilSent(store, schoolUrn, week);
  return count;
}

async function untilSent(store: Store, schoolUrn: Urn, week: string): Promise<number> {
  const giveUpAt = Date.now() + SENT_WITHIN_MS;
  const readers = await listReaders(store, schoolUrn);
  for (;;) {
    const digests = await listDigests(store, schoolUrn, week);
    const sent = new Set(digests.filter(({ state }) => state === 'sent').map(({ readerId }) => readerId));
    if (readers.every((reader) => sent.has(reader._id))) return sent.size;
    if (Date.now() > giveUpAt) {
      throw new Error('not every digest is sent yet; what is written is kept and sent later');
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
