import { isIP } from 'node:net';
import { Agent, fetch } from 'undici';
import { signMessage } from '../../domain/webhooks/signature.ts';
import { isPublicAddress, lookupPublic } from './publicAddress.ts';

/** How a message was received: `ok`, or what it was answered with or ran into, and when to come back if that was said. */
export type PostOutcome =
  | { readonly ok: true; readonly outcome: string }
  | { readonly ok: false; readonly outcome: string; readonly gone: boolean; readonly afterMs?: number };

const ANSWER_WITHIN_MS = 15_000;
const GONE = 410;
const LONGEST_ASKED_MS = 24 * 3_600_000;

const PUBLIC_ONLY = new Agent({ connect: { lookup: lookupPublic, timeout: 5000 } });
const ANYWHERE = new Agent({ connect: { timeout: 5000 } });

/**
 * Posts a message, signed as the Standard Webhooks specification says. Follows no redirect, reads no answer.
 * @param allowPrivate whether it may go to addresses inside a network, and without TLS
 */
export async function postFeedback(
  target: { readonly url: string; readonly secret: string },
  message: { readonly id: string; readonly body: string; readonly at: Date },
  allowPrivate: boolean,
): Promise<PostOutcome> {
  if (!mayGoTo(target.url, allowPrivate)) return { ok: false, outcome: 'refused-address', gone: false };
  const body = Buffer.from(message.body);
  try {
    const response = await fetch(target.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'throughline',
        ...signMessage({ id: message.id, body, at: message.at }, target.secret),
      },
      body,
      redirect: 'manual',
      dispatcher: allowPrivate ? ANYWHERE : PUBLIC_ONLY,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    await response.body?.cancel();
    const outcome = String(response.status);
    if (response.ok) return { ok: true, outcome };
    const afterMs = Number(response.headers.get('retry-after')) * 1000;
    const asked = afterMs > 0 ? { afterMs: Math.min(afterMs, LONGEST_ASKED_MS) } : {};
    return { ok: false, outcome, gone: response.status === GONE, ...asked };
  } catch (error) {
    return { ok: false, outcome: faultOf(error), gone: false };
  }
}

/** Whether an address may be posted to, as far as it tells by itself; names are looked at when they are resolved. */
export function mayGoTo(address: string, allowPrivate: boolean): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== '' || password !== '') return false;
  if (allowPrivate) return protocol === 'https:' || protocol === 'http:';
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return protocol === 'https:' && (isIP(host) === 0 || isPublicAddress(host));
}

/** A code such as ECONNREFUSED, or the kind of the error: never its text, which may quote an address. */
function faultOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return cause instanceof Error ? cause.name : 'unknown';
}
