/** Why something was not taken, and so what to do about it. */
export type Trouble =
  /** The content cannot be taken, now or ever: the file is rejected. */
  | { readonly kind: 'refused'; readonly why: string }
  /** Something on the way takes no body of this size. */
  | { readonly kind: 'too-large'; readonly why: string }
  /** Address, source or secret are wrong: a person must put them right, and no file is to blame. */
  | { readonly kind: 'settings'; readonly why: string }
  /** The signature is too old: a clock is wrong. */
  | { readonly kind: 'stale'; readonly why: string }
  /** Try again: the whole server is away, or it trips over this one thing. */
  | {
      readonly kind: 'later';
      readonly about: 'server' | 'file';
      readonly why: string;
      readonly afterMs?: number;
    };

const REFUSED = new Set([400, 409, 415, 422]);
const SETTINGS = new Set([401, 403, 404, 405, 407]);
const SERVER_AWAY = new Set([429, 502, 503, 504]);

/**
 * What an answer that is not a success means.
 * @param headers to read Retry-After from
 * @param body the answer's JSON, where it had any; of it only the title and detail of problem details are told
 */
export function classifyAnswer(
  status: number,
  headers: { get(name: string): string | null },
  body: unknown,
): Trouble {
  const why = describe(status, body);
  if (status === 401 && why.includes('clock')) return { kind: 'stale', why };
  if (status === 413) return { kind: 'too-large', why };
  if (REFUSED.has(status)) return { kind: 'refused', why };
  if (SETTINGS.has(status) || (status >= 300 && status < 400)) return { kind: 'settings', why };
  const afterMs = retryAfterMs(headers.get('retry-after'));
  // A success that is not ours comes from a portal or a proxy that stands in the way.
  const about = SERVER_AWAY.has(status) || status < 300 ? 'server' : 'file';
  return { kind: 'later', about, why, ...(afterMs === undefined ? {} : { afterMs }) };
}

function describe(status: number, body: unknown): string {
  if (status >= 300 && status < 400) return `${status}: the address has moved; give the one it moved to`;
  if (status < 300) return `${status}, but not as Throughline answers: is something in between?`;
  const text = (name: 'title' | 'detail'): string =>
    typeof body === 'object' && body !== null && name in body
      ? String((body as Record<string, unknown>)[name]).slice(0, 300)
      : '';
  return [`${status}`, text('title'), text('detail')].filter((part) => part !== '').join(': ');
}

/** Seconds or a date, in milliseconds from now; undefined when it is neither. */
export function retryAfterMs(value: string | null, now = Date.now()): number | undefined {
  if (value === null) return undefined;
  if (/^\d{1,7}$/.test(value.trim())) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 10 * 60_000;
const LONGEST_ASKED_MS = 6 * 3_600_000;

/**
 * How long to wait before attempt `attempt` + 1: doubling from a second to ten minutes, spread by half so that
 * a council's schools do not come back all at once, and no less than the server asked for.
 * @param random between 0 and 1
 */
export function waitBeforeNext(attempt: number, askedMs: number | undefined, random: number): number {
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempt - 1, 20));
  const own = longest / 2 + (random * longest) / 2;
  return askedMs === undefined ? own : Math.max(own, Math.min(askedMs, LONGEST_ASKED_MS));
}
