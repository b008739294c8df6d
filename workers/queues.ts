import Bull, { type Job, type JobOptions, type Queue } from 'bull';
import { Redis } from 'ioredis';
import type { Stage } from '../domain/configuration.ts';

/**
 * The queues and what a job of each carries: ids and a trace id, never anything personal. Jobs have no id of
 * their own, because Bull drops an `add` whose id exists in any state: instead every stage asks MongoDB whether
 * there is still something to do, and a job too many ends at once.
 */
export type IngestJob =
  | { readonly deliveryId: string; readonly traceId: string }
  /** Whatever people decided about held rows, matches and merged records is to be carried out. */
  | { readonly decisions: true; readonly traceId: string };
export interface TagJob {
  readonly incidentIds: readonly string[];
  readonly traceId: string;
}
export interface ChronologyJob {
  readonly pupilIds: readonly string[];
  readonly traceId: string;
}
/**
 * `due` asks whose digests are due; `alerts` tells schools of what cannot wait; `write` writes these readers'; `late` adds to one what came after it; `send` hands
 * one to the mail server.
 */
export type DigestJob =
  | { readonly kind: 'due'; readonly traceId: string }
  | {
      readonly kind: 'write';
      readonly readerIds: readonly string[];
      readonly week: string;
      readonly traceId: string;
    }
  | { readonly kind: 'alerts'; readonly traceId: string }
  | { readonly kind: 'preview'; readonly readerId: string; readonly traceId: string }
  | { readonly kind: 'late'; readonly digestId: string; readonly traceId: string }
  | { readonly kind: 'send'; readonly digestId: string; readonly traceId: string };

export interface FeedbackJob {
  readonly deliveryId: string;
  readonly traceId: string;
}

export interface Queues {
  readonly ingest: Queue<IngestJob>;
  readonly tag: Queue<TagJob>;
  readonly chronology: Queue<ChronologyJob>;
  readonly digest: Queue<DigestJob>;
  readonly feedback: Queue<FeedbackJob>;
  /** A plain connection to the same Redis, for health checks. */
  readonly redis: Redis;
}

export interface QueueOptions {
  readonly redisUrl: string;
  readonly prefix: string;
  readonly stalledIntervalSeconds?: number;
  readonly onError: (queue: string) => void;
}

export const INCIDENTS_PER_TAG_JOB = 200;
export const PUPILS_PER_CHRONOLOGY_JOB = 25;

/** A child touched by several deliveries within this time is done once for all of them. */
const COALESCE_MS = 1500;
/** While much still waits, such as history brought in, children are weighed once it has passed. */
const COALESCE_BACKLOG_MS = 30_000;
/** Batches waiting for tags from which on it is a backlog: far more than a school writes in a day. */
const BACKLOG_BATCHES = 4;

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 60_000;

const JOB_OPTIONS: JobOptions = {
  attempts: 8,
  backoff: { type: 'jittered' },
  removeOnComplete: true,
  removeOnFail: 10_000,
};

/** Waiting doubles with each attempt up to a minute, spread by half so that retries do not come in step. */
function jitteredBackoff(attemptsMade: number): number {
  const longest = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (attemptsMade - 1));
  return longest / 2 + (Math.random() * longest) / 2;
}

/** Opens the queues over three shared connections. Commands wait for a Redis that is away. */
export function openQueues(options: QueueOptions): Queues {
  const connect = (): Redis => {
    const redis = new Redis(options.redisUrl, { maxRetriesPerRequest: null, enableReadyCheck: false });
    redis.on('error', () => {
      options.onError('redis');
    });
    return redis;
  };
  const client = connect();
  const subscriber = connect();
  const open = <T>(name: Stage): Queue<T> => {
    const queue = new Bull<T>(name, {
      prefix: options.prefix,
      createClient: (type) => (type === 'client' ? client : type === 'subscriber' ? subscriber : connect()),
      defaultJobOptions: JOB_OPTIONS,
      settings: {
        // A worker killed twice over one job is no reason to give the job up: every handler can be run again.
        maxStalledCount: 20,
        ...(options.stalledIntervalSeconds === undefined
          ? {}
          : {
              stalledInterval: options.stalledIntervalSeconds * 1000,
              lockDuration: Math.max(5000, options.stalledIntervalSeconds * 1000),
            }),
        backoffStrategies: { jittered: jitteredBackoff },
      },
    });
    queue.on('error', () => {
      options.onError(name);
    });
    return queue;
  };
  return {
    ingest: open<IngestJob>('ingest'),
    tag: open<TagJob>('tag'),
    chronology: open<ChronologyJob>('chronology'),
    digest: open<DigestJob>('digest'),
    feedback: open<FeedbackJob>('feedback'),
    redis: client,
  };
}

/**
 * Lets go of Redis. Workers, where there are any, were closed before: what they still had in hand by then is
 * left to its retry.
 */
export async function closeQueues(queues: Queues): Promise<void> {
  await Promise.all(allQueues(queues).map(([, queue]) => queue.close(true)));
  queues.redis.disconnect();
}

/** The queues by stage, for boards and counts. */
export function allQueues(queues: Queues): readonly (readonly [Stage, Queue])[] {
  const { ingest, tag, chronology, digest, feedback } = queues;
  return [
    ['ingest', ingest],
    ['tag', tag],
    ['chronology', chronology],
    ['digest', digest],
    ['feedback', feedback],
  ];
}

export async function enqueueIngest(queues: Queues, deliveryId: string, traceId: string): Promise<void> {
  await queues.ingest.add({ deliveryId, traceId });
}

/**
 * Call after a decision on a held row, a match or a merge has been kept in MongoDB.
 * @param delayMs how long to leave it
 */
export async function enqueueDecisions(queues: Queues, traceId: string, delayMs = 0): Promise<void> {
  await queues.ingest.add({ decisions: true, traceId }, { delay: delayMs });
}

/** Cuts incidents into batches, so that a worker's event loop stays free. */
export async function enqueueTagging(
  queues: Queues,
  incidentIds: readonly string[],
  traceId: string,
): Promise<void> {
  await queues.tag.addBulk(
    inBatches(incidentIds, INCIDENTS_PER_TAG_JOB).map((batch) => ({
      data: { incidentIds: batch, traceId },
      opts: JOB_OPTIONS,
    })),
  );
}

/**
 * Call after marking the pupils stale in MongoDB. Children whose job comes when another has done them cost nothing, so
 * the jobs of a backlog wait until it has passed.
 * @param moreFollows whether more of the same source is already there, which is likely to be about the same children
 */
export async function enqueueChronology(
  queues: Queues,
  pupilIds: readonly string[],
  traceId: string,
  moreFollows = false,
): Promise<void> {
  const backlog = moreFollows || (await queues.tag.getWaitingCount()) >= BACKLOG_BATCHES;
  const delay = backlog ? COALESCE_BACKLOG_MS : COALESCE_MS;
  await queues.chronology.addBulk(
    inBatches(pupilIds, PUPILS_PER_CHRONOLOGY_JOB).map((batch) => ({
      data: { pupilIds: batch, traceId },
      opts: { ...JOB_OPTIONS, delay },
    })),
  );
}

/** Long enough for whoever waits for a job to look again, should it end before they listen. */
const KEEP_DIGEST_JOB_SECONDS = 60;

/** Adds the job; who waits for it to be `finished()` is told even when it ends before they listen. */
export async function enqueueDigest(queues: Queues, job: DigestJob): Promise<Job<DigestJob>> {
  return queues.digest.add(job, { ...JOB_OPTIONS, removeOnComplete: { age: KEEP_DIGEST_JOB_SECONDS } });
}

/** @param delayMs how long to leave it */
export async function enqueueFeedback(
  queues: Queues,
  deliveryId: string,
  traceId: string,
  delayMs = 0,
): Promise<void> {
  await queues.feedback.add({ deliveryId, traceId }, { delay: Math.max(0, delayMs) });
}

export function inBatches<T>(items: readonly T[], size: number): T[][] {
  const batches: T[][] = [];
  for (let i = 0; i < items.length; i += size) batches.push(items.slice(i, i + size));
  return batches;
}
