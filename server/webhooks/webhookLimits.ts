import type { RequestHandler, Response } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';
import { RedisStore } from 'rate-limit-redis';
import { answersWithin } from '../answersWithin.ts';
import { Refusal } from '../problem.ts';
import type { ServerContext } from '../serverContext.ts';
import { senderOf } from './identifySender.ts';

const WINDOW_MS = 60_000;
const UNAUTHORISED = 401;

const TOO_MANY = new Refusal('too-many-requests', {
  status: 429,
  title: 'Too many requests in a minute',
  detail: 'Wait as long as Retry-After says, then send the same again with the same webhook-id.',
});

/**
 * Limits on the webhooks, counted in Redis for all server processes together: for a source that is known, how
 * often it calls; for an address, how often it was turned away for want of a signature. While Redis is away
 * nothing is limited: what a school sends is worth more than the limit.
 */
export function webhookLimits(context: ServerContext): {
  /** Before anything is read. */
  readonly failing: RequestHandler;
  /** Once the sender is known. */
  readonly perSource: RequestHandler;
} {
  const { sourceRequestsPerMinute, refusalsPerMinute } = context.configuration;
  const failures = counter(context, 'refused');
  const calls = counter(context, 'source');
  return {
    failing: async (request, response, next) => {
      const address = ipKeyGenerator(request.ip ?? 'unknown');
      refuseAbove(refusalsPerMinute - 1, await failures.look(address), response);
      response.on('finish', () => {
        if (response.statusCode === UNAUTHORISED) void failures.count(address);
      });
      next();
    },
    perSource: async (_request, response, next) => {
      refuseAbove(sourceRequestsPerMinute, await calls.count(senderOf(response)._id), response);
      next();
    },
  };
}

interface Count {
  readonly totalHits: number;
  readonly resetTime: Date | undefined;
}

function counter(
  { queues, configuration }: ServerContext,
  name: string,
): { look(key: string): Promise<Count | undefined>; count(key: string): Promise<Count | undefined> } {
  const store = new RedisStore({
    prefix: `${configuration.queuePrefix}:limit:${name}:`,
    sendCommand: async (command: string, ...rest: string[]) => {
      const reply = await queues.redis.call(command, ...rest);
      return reply as never;
    },
  });
  store.init({ windowMs: WINDOW_MS } as never).catch(() => undefined);
  // A Redis that is away answers nothing at all, and keeps nobody waiting.
  const whileThere = async (ask: () => Promise<Count | undefined>): Promise<Count | undefined> =>
    queues.redis.status === 'ready' ? answersWithin(ask()) : undefined;
  return {
    look: (key) => whileThere(() => store.get(key)),
    count: (key) => whileThere(() => store.increment(key)),
  };
}

function refuseAbove(limit: number, count: Count | undefined, response: Response): void {
  // An address of which nothing is counted yet has NaN hits.
  if (count === undefined || !(count.totalHits > limit)) return;
  const leftMs = (count.resetTime?.getTime() ?? 0) - Date.now();
  response.set('Retry-After', String(Math.max(1, Math.ceil(leftMs / 1000))));
  throw TOO_MANY;
}
