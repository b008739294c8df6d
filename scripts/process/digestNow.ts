import { randomUUID } from 'node:crypto';
import type { Urn } from '../../domain/identifiers.ts';
import { listDigests } from '../../store/digests.ts';
import type { Store } from '../../store/openStore.ts';
import { enqueueDigest, type Queues } from '../../workers/queues.ts';

/**
 * Queues the digests of these schools and waits until every one is sent.
 * @returns how many digests there are for the week
 */
export async function digestNow(
  { store, queues }: { store: Store; queues: Queues },
  schools: readonly Urn[],
  week: string,
): Promise<number> {
  const traceId = randomUUID();
  let count = 0;
  for (const schoolUrn of schools) {
    const job = await enqueueDigest(queues, { kind: 'school', schoolUrn, week, traceId });
    await job.finished();
    count += await untilSent(store, schoolUrn, week);
  }
  return count;
}

const LOOK_EVERY_MS = 200;
const SENT_WITHIN_MS = 120_000;

async function untilSent(store: Store, schoolUrn: Urn, week: string): Promise<number> {
  const giveUpAt = Date.now() + SENT_WITHIN_MS;
  for (;;) {
    const digests = await listDigests(store, schoolUrn, week);
    if (digests.every((digest) => digest.state === 'sent')) return digests.length;
    if (Date.now() > giveUpAt)
      throw new Error('the digests are written and kept, but sending them is not done yet');
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
