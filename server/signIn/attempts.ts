import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { FREE_ATTEMPTS, LONGEST_WAIT_SECONDS, waitSeconds } from '../../domain/signIn/backOff.ts';
import type { PersonRecord } from '../../store/people.ts';
import type { ServerContext } from '../serverContext.ts';
import { deviceOf } from './knownDevice.ts';

/**
 * Attempts to sign in, counted in Redis (`domain/signIn/backOff.ts` has the rule). One is counted before it is
 * judged, in one step, so that a hundred at the same instant are a hundred; a right one clears the count.
 */
const WAITS = Array.from({ length: 16 }, (_, i) => waitSeconds(FREE_ATTEMPTS + i));
const FORGOTTEN_AFTER_SECONDS = 4 * LONGEST_WAIT_SECONDS;

const BEGIN = `
local till = tonumber(redis.call('HGET', KEYS[1], 'till') or '0')
local now = tonumber(ARGV[1])
if till > now then return till - now end
local n = redis.call('HINCRBY', KEYS[1], 'n', 1)
local over = n - tonumber(ARGV[2])
if over >= 0 then
  local wait = tonumber(ARGV[4 + math.min(over, #ARGV - 4)])
  redis.call('HSET', KEYS[1], 'till', now + wait * 1000)
end
redis.call('EXPIRE', KEYS[1], ARGV[3])
return 0`;

/** Wrong attempts of all accounts together from one address that never signed in, in a quarter of an hour. */
const STRANGERS_FAILURES = 100;
const STRANGERS_WINDOW_SECONDS = 900;

/** An attempt that may be judged, or how many seconds to wait first. */
export type Attempt =
  | { readonly kind: 'begun'; right(): Promise<void>; wrong(): Promise<void> }
  | { readonly kind: 'wait'; readonly seconds: number };

/**
 * Counts an attempt for an account.
 * @param what `password` or `code`, which are counted apart
 * @param account what was typed as its name, and the person it belongs to where there is one
 */
export async function beginAttempt(
  { queues: { redis }, configuration, now }: ServerContext,
  request: Request,
  what: 'password' | 'code',
  { typed, person }: { readonly typed: string; readonly person: PersonRecord | null },
): Promise<Attempt> {
  const device = deviceOf(request, configuration, person);
  const address = request.ip ?? 'unknown';
  const place = device ?? address;
  const prefix = `${configuration.queuePrefix}:sign-in`;
  const key = `${prefix}:${what}:${digest(`${person?._id ?? typed.trim().toLowerCase()}|${place}`)}`;
  const strangers = `${prefix}:strangers:${digest(address)}`;
  if (device === undefined && Number((await redis.get(strangers)) ?? 0) >= STRANGERS_FAILURES) {
    return { kind: 'wait', seconds: Math.max(1, await redis.ttl(strangers)) };
  }
  const waitMs = Number(
    await redis.eval(BEGIN, 1, key, now().getTime(), FREE_ATTEMPTS, FORGOTTEN_AFTER_SECONDS, ...WAITS),
  );
  if (waitMs > 0) return { kind: 'wait', seconds: Math.ceil(waitMs / 1000) };
  return {
    kind: 'begun',
    right: async () => {
      await redis.del(key);
    },
    wrong: async () => {
      if (device !== undefined) return;
      if ((await redis.incr(strangers)) === 1) await redis.expire(strangers, STRANGERS_WINDOW_SECONDS);
    },
  };
}

/** Redis holds no address or e-mail in the clear. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
