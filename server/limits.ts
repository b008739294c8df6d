import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { RedisStore } from 'rate-limit-redis';
import type { RequestHandler } from 'express';
import { Refusal } from './problem.ts';
import type { ServerContext } from './serverContext.ts';

/** Faster than anybody reads; a whole school behind one address signs in on a Monday morning. */
const SIGNED_IN_A_MINUTE = 300;
const SIGNED_OUT_A_MINUTE = 600;

const TOO_MANY = new Refusal('too-many-requests', {
  status: 429,
  title: 'Too many requests in a short time',
  detail: 'Wait a minute, then go on where you were.',
});

/**
 * Limits requests for pages: by person where one is signed in, by network address otherwise. Counted in Redis.
 * @param counted what is counted apart: a program's use of the API takes no page away from the person
 */
export function pageLimit(
  { queues, configuration }: ServerContext,
  counted: 'limit' | 'api-limit' = 'limit',
): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: (request) => (request.viewer ? SIGNED_IN_A_MINUTE : SIGNED_OUT_A_MINUTE),
    keyGenerator: (request) => request.viewer?.personId ?? ipKeyGenerator(request.ip ?? 'unknown'),
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, _response, next) => {
      next(TOO_MANY);
    },
    store: new RedisStore({
      prefix: `${configuration.queuePrefix}:${counted}:`,
      sendCommand: async (command: string, ...rest: string[]) => {
        const reply = await queues.redis.call(command, ...rest);
        return reply as never;
      },
    }),
  });
}
