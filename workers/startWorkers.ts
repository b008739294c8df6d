import type { Job, Queue } from 'bull';
import { randomUUID } from 'node:crypto';
import type { Stage } from '../domain/configuration.ts';
import { describeError } from '../domain/eventLog.ts';
import { LONDON } from '../domain/localDate.ts';
import { chronology } from './chronology.ts';
import { digest } from './digestStage.ts';
import { feedback } from './feedback.ts';
import { ingest } from './ingest.ts';
import { allQueues } from './queues.ts';
import { reconcile } from './reconcile.ts';
import { refreshDaily } from './refreshDaily.ts';
import { refreshHabits } from './refreshHabits.ts';
import type { StageContext } from './stageContext.ts';
import { tag } from './tag.ts';

export interface RunningWorkers {
  /** Takes no more jobs and waits for those being worked on, up to the configured time. */
  close(): Promise<void>;
}

/**
 * Starts the processors of all stages and the reconciler.
 * @param keepsSchedule whether it also keeps the weekly digest's hour, as a lasting process does and a command not
 */
export async function startWorkers(context: StageContext, keepsSchedule: boolean): Promise<RunningWorkers> {
  const { queues } = context;
  if (keepsSchedule) await scheduleDigest(context);
  work(context, 'ingest', queues.ingest, (job) => ingest(context, job));
  work(context, 'tag', queues.tag, (job) => tag(context, job));
  work(context, 'chronology', queues.chronology, (job) => chronology(context, job));
  work(context, 'digest', queues.digest, (job) => digest(context, job));
  work(context, 'feedback', queues.feedback, (job) => feedback(context, job));
  const reconciling = startReconciling(context, keepsSchedule);
  context.log('info', 'workers started');
  return {
    close: async () => {
      const closing = allQueues(queues).map(([, queue]) => queue.close());
      await withinSeconds(
        context.configuration.stopWithinSeconds,
        Promise.all([reconciling.stop(), ...closing]),
      );
    },
  };
}

/** Waits for something, but no longer than this: what is still running then is left to its retry. */
async function withinSeconds(seconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, seconds * 1000);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}

function work<T>(
  context: StageContext,
  stage: Stage,
  queue: Queue<T>,
  handle: (job: Job<T>) => Promise<void>,
): void {
  const { metrics, log, configuration } = context;
  const process = async (job: Job<T>): Promise<void> => {
    const stop = metrics.jobSeconds.startTimer({ stage });
    try {
      await handle(job);
      metrics.jobs.inc({ stage, outcome: 'done' });
    } catch (error) {
      metrics.jobs.inc({ stage, outcome: 'failed' });
      const last = job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
      log(last ? 'error' : 'warn', 'job failed', {
        stage,
        attempt: job.attemptsMade + 1,
        ...describeError(error),
      });
      throw withoutDetails(stage, error);
    } finally {
      stop();
    }
  };
  queue.process(configuration.concurrency[stage], process).catch((error: unknown) => {
    log('error', 'stage stopped', { stage, ...describeError(error) });
  });
}

/** Bull keeps a failed job's error in Redis and shows it on its board: only its kind goes there, never its text. */
function withoutDetails(stage: Stage, error: unknown): Error {
  const { errorName, errorCode } = describeError(error);
  const plain = new Error(
    `${stage}: ${errorName ?? 'error'}${errorCode === undefined ? '' : ` (${errorCode})`}`,
  );
  plain.stack = plain.message;
  return plain;
}

/** How often it is asked whose digest has come due. */
const DIGESTS_DUE_CRON = '*/5 * * * *';

/** Leaves exactly one schedule: Bull keeps a former one too when it changes. */
async function scheduleDigest({ queues }: StageContext): Promise<void> {
  for (const former of await queues.digest.getRepeatableJobs()) {
    if (former.cron !== DIGESTS_DUE_CRON || former.tz !== LONDON)
      await queues.digest.removeRepeatableByKey(former.key);
  }
  await queues.digest.add(
    { kind: 'due', traceId: randomUUID() },
    { repeat: { cron: DIGESTS_DUE_CRON, tz: LONDON }, jobId: 'digests-due' },
  );
}

function startReconciling(context: StageContext, keepsSchedule: boolean): { stop(): Promise<void> } {
  let round: Promise<void> = Promise.resolve();
  let running = false;
  const begin = (): void => {
    if (running) return;
    running = true;
    round = reconcileOnce(context, keepsSchedule)
      .catch((error: unknown) => {
        context.log('warn', 'reconciling failed', describeError(error));
      })
      .finally(() => {
        running = false;
      });
  };
  begin();
  const timer = setInterval(begin, context.configuration.reconcileEverySeconds * 1000);
  return {
    stop: async () => {
      clearInterval(timer);
      await round;
    },
  };
}

/** A Redis that was lost has lost the schedule too, so that is seen to every time. */
async function reconcileOnce(context: StageContext, keepsSchedule: boolean): Promise<void> {
  await reconcile(context);
  if (!keepsSchedule) return;
  await scheduleDigest(context);
  await refreshDaily(context);
  await refreshHabits(context);
}
