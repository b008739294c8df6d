import { randomUUID } from 'node:crypto';
import { listWaitingDeliveries } from '../store/deliveries.ts';
import { listChanged, listDueFeedback } from '../store/feedback.ts';
import { listUnsentDigests } from '../store/digests.ts';
import { listWaitingForTags } from '../store/incidentTags.ts';
import { listStalePupils } from '../store/pupils.ts';
import { listWaitingReviews } from '../store/waitingReviews.ts';
import {
  enqueueChronology,
  enqueueDecisions,
  enqueueDigest,
  enqueueFeedback,
  enqueueIngest,
  enqueueTagging,
} from './queues.ts';
import type { StageContext } from './stageContext.ts';

/** Work younger than this is taken to be on its way through the queue. */
const GRACE_MS = 15_000;
/** Work older than this is put back even while the queue is busy with other things. */
const LONG_OVERDUE_MS = 10 * 60_000;
/** Put back at a time; the next round brings more. */
const AT_A_TIME = 5000;

/**
 * Puts back into the queues what MongoDB says is still to be done and Redis has lost. A queue that has work is
 * left alone unless something is long overdue; a job too many does nothing.
 */
export async function reconcile(context: StageContext): Promise<void> {
  const { store, queues } = context;
  const traceId = randomUUID();
  for (const id of await listChanged(store, context.now(), AT_A_TIME))
    await enqueueFeedback(queues, id, traceId);
  const put = {
    ingest: await putBack(
      context,
      queues.ingest,
      (before) => listWaitingDeliveries(store, before),
      async (ids) => {
        for (const id of ids) await enqueueIngest(queues, id, traceId);
      },
    ),
    decisions: await putBack(
      context,
      queues.ingest,
      (before) => listWaitingReviews(store, before),
      async () => enqueueDecisions(queues, traceId),
    ),
    tag: await putBack(
      context,
      queues.tag,
      (before) => listWaitingForTags(store, before, AT_A_TIME),
      (ids) => enqueueTagging(queues, ids, traceId),
    ),
    chronology: await putBack(
      context,
      queues.chronology,
      (before) => listStalePupils(store, before, AT_A_TIME),
      (ids) => enqueueChronology(queues, ids, traceId),
    ),
    digest: await putBack(
      context,
      queues.digest,
      (before) => listUnsentDigests(store, before),
      async (ids) => {
        for (const digestId of ids) await enqueueDigest(queues, { kind: 'send', digestId, traceId });
      },
    ),
    feedback: await putBack(
      context,
      queues.feedback,
      (before) => listDueFeedback(store, before, AT_A_TIME),
      async (ids) => {
        for (const id of ids) await enqueueFeedback(queues, id, traceId);
      },
    ),
  };
  for (const [stage, count] of Object.entries(put)) {
    if (count > 0) context.log('warn', 'work put back in the queue', { stage, count, traceId });
  }
}

async function putBack(
  context: StageContext,
  queue: { getJobCounts(): Promise<{ waiting: number; active: number }> },
  listWaiting: (before: Date) => Promise<string[]>,
  enqueue: (ids: string[]) => Promise<void>,
): Promise<number> {
  // Jobs set for later are no sign of work: the weekly digest always is one.
  const { waiting, active } = await queue.getJobCounts();
  const busy = waiting + active > 0;
  const ids = await listWaiting(new Date(context.now().getTime() - (busy ? LONG_OVERDUE_MS : GRACE_MS)));
  if (ids.length > 0) await enqueue(ids);
  return ids.length;
}
