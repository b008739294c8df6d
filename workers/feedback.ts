/**
 * Feedback: tells a school's system what became of a delivery, by webhook, where it asked for that. The delivery
 * itself keeps whether its sender is still to be told, so nothing is lost with Redis; every try has the same
 * webhook-id, so that a sender who is told twice can see that it is the same. What changes later, such as held rows
 * that flow on, is told in a message of its own.
 */
import type { Job } from 'bull';
import { findDeliveryReport } from '../store/deliveryReports.ts';
import { claimFeedback, recordFeedbackAttempt } from '../store/feedback.ts';
import { findLiveSource } from '../store/sources.ts';
import { postFeedback, type PostOutcome } from './feedback/postFeedback.ts';
import { enqueueFeedback, type FeedbackJob } from './queues.ts';
import type { StageContext } from './stageContext.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Waits between tries, three days in all. Source: the Standard Webhooks specification, "Deliverability". */
const RETRY_AFTER_MS = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
];
/** Nobody else tries while a try may be under way. */
const TRY_WITHIN_MS = 60 * SECOND_MS;

/** The processor of feedback jobs. */
export async function feedback(context: StageContext, job: Pick<Job<FeedbackJob>, 'data'>): Promise<void> {
  const { store, configuration, log } = context;
  const { deliveryId, traceId } = job.data;
  const at = context.now();
  const claim = await claimFeedback(store, deliveryId, at, TRY_WITHIN_MS);
  if (!claim) return;
  const { attempt, round, isUpdate, sourceId } = claim;
  const target = (await findLiveSource(store, sourceId))?.feedback;
  const report = await findDeliveryReport(store, { sourceId, deliveryId });
  if (!target || !report) {
    await recordFeedbackAttempt(
      store,
      deliveryId,
      { at, outcome: 'not-wanted', round },
      { state: 'given-up', nextAt: at },
    );
    return;
  }
  const { feedback: _own, ...data } = report;
  const type = isUpdate ? 'delivery.updated' : `delivery.${report.status}`;
  const body = JSON.stringify({ type, timestamp: at.toISOString(), data });
  const posted = await postFeedback(
    target,
    { id: `feedback_${deliveryId}${round === 0 ? '' : `_${round}`}`, body, at },
    configuration.feedbackToPrivate,
  );
  const next = nextAfter(posted, attempt, context.now());
  await recordFeedbackAttempt(store, deliveryId, { at, outcome: posted.outcome, round }, next);
  log(next.state === 'given-up' ? 'error' : posted.ok ? 'info' : 'warn', 'sender told of a delivery', {
    deliveryId,
    sourceId,
    attempt,
    state: next.state,
    reason: posted.outcome,
    traceId,
  });
  if (next.state === 'due') {
    await enqueueFeedback(
      context.queues,
      deliveryId,
      traceId,
      next.nextAt.getTime() - context.now().getTime(),
    );
  }
}

function nextAfter(
  posted: PostOutcome,
  attempt: number,
  now: Date,
): { state: 'due' | 'told' | 'given-up'; nextAt: Date } {
  if (posted.ok) return { state: 'told', nextAt: now };
  const wait = RETRY_AFTER_MS[attempt - 1];
  if (posted.gone || wait === undefined) return { state: 'given-up', nextAt: now };
  return { state: 'due', nextAt: new Date(now.getTime() + Math.max(wait, posted.afterMs ?? 0)) };
}
