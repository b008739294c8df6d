import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { Agent, EnvHttpProxyAgent, fetch, type Dispatcher, type Response } from 'undici';
import { z } from 'zod';
import type { Kind } from '../../domain/formats/rows.ts';
import { SOURCE_HEADER } from '../../domain/webhooks/contract.ts';
import { DELIVERY_REPORT, type DeliveryReport } from '../../domain/webhooks/deliveryReport.ts';
import { parseSecretFile, type SendingCredentials } from '../../domain/webhooks/secretFile.ts';
import { signMessage } from '../../domain/webhooks/signature.ts';
import { BadUsage } from './badUsage.ts';
import { classifyAnswer, type Trouble } from './classifyAnswer.ts';

export interface OutgoingPart {
  readonly kind: Kind;
  readonly system?: string;
  readonly contentType: string;
  readonly body: Uint8Array;
  readonly webhookId: string;
  /** The full export it is a part of, and whether it is the last. */
  readonly fullExport?: { readonly id: string; readonly last: boolean };
}

export type PostResult = { readonly kind: 'accepted'; readonly deliveryId: string } | Trouble;
export type ReportResult = { readonly kind: 'report'; readonly report: DeliveryReport } | Trouble;

/** The one door to the server: signs, sends, and says what the answer means. Never throws for the network. */
export interface Postbox {
  post(part: OutgoingPart, signal: AbortSignal): Promise<PostResult>;
  askReport(deliveryId: string, signal: AbortSignal): Promise<ReportResult>;
  /** Told once of a clock that is off; the server's is used from then on. */
  readonly clockOffByMs: number;
}

export interface PostboxOptions {
  readonly url: string;
  readonly secretFile: string;
  readonly sourceId?: string;
  readonly say: (line: string) => void;
}

const ACCEPTED = z.object({ deliveryId: z.string(), status: z.literal('accepted') });
const ANSWER_WITHIN_MS = 120_000;
/** Less than this apart, a clock is not what a signature was refused for. */
const CLOCK_OFF_MS = 60_000;

/**
 * Opens the postbox; the secret file is read anew for each message, so that a rotated secret is taken up.
 * @throws {BadUsage} when the secret file cannot be used
 */
export async function openPostbox(options: PostboxOptions): Promise<Postbox> {
  await readCredentials(options);
  const dispatcher = openDispatcher();
  let clockOffByMs = 0;

  async function send(
    path: string,
    message: { id: string; body: Uint8Array; contentType?: string },
    signal: AbortSignal,
  ): Promise<Response> {
    const { sourceId, secrets } = await readCredentials(options);
    const at = new Date(Date.now() + clockOffByMs);
    return fetch(`${options.url}${path}`, {
      method: message.contentType === undefined ? 'GET' : 'POST',
      headers: {
        accept: 'application/json',
        'user-agent': 'throughline-forwarder',
        ...(message.contentType === undefined ? {} : { 'content-type': message.contentType }),
        ...(sourceId === undefined ? {} : { [SOURCE_HEADER]: sourceId }),
        ...signMessage({ id: message.id, body: message.body, at }, ...secrets),
      },
      ...(message.contentType === undefined ? {} : { body: message.body }),
      redirect: 'manual',
      dispatcher,
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
    });
  }

  /** Sends, and once more by the server's clock when ours turns out to be wrong. */
  async function ask<T>(
    request: () => Promise<Response>,
    read: (response: Response, body: unknown) => T | undefined,
  ): Promise<T | Trouble> {
    for (let attempt = 0; ; attempt++) {
      const answer = await request().then(
        async (response) => ({ response, body: await readJson(response) }),
        (error: unknown) => ({ error }),
      );
      if ('error' in answer) {
        if (answer.error instanceof BadUsage) throw answer.error;
        return { kind: 'later', about: 'server', why: networkFault(answer.error) };
      }
      const good = read(answer.response, answer.body);
      if (good !== undefined) return good;
      const trouble = classifyAnswer(answer.response.status, answer.response.headers, answer.body);
      if (trouble.kind !== 'stale' || attempt > 0) return trouble;
      const offBy = Date.parse(answer.response.headers.get('date') ?? '') - Date.now();
      if (!(Math.abs(offBy - clockOffByMs) > CLOCK_OFF_MS)) return trouble;
      clockOffByMs = offBy;
      options.say(
        `This machine's clock is ${describeOffset(offBy)} by the server's. Signing by the server's clock; set this one.`,
      );
    }
  }

  return {
    get clockOffByMs() {
      return clockOffByMs;
    },
    post: (part, signal) => {
      const query = queryOf(part);
      const message = { id: part.webhookId, body: part.body, contentType: part.contentType };
      return ask(
        () => send(`/webhooks/v1/${part.kind}${query === '' ? '' : `?${query}`}`, message, signal),
        ({ status }, body) => {
          const accepted = status === 202 ? ACCEPTED.safeParse(body) : undefined;
          return accepted?.success ? { kind: 'accepted', deliveryId: accepted.data.deliveryId } : undefined;
        },
      );
    },
    askReport: (deliveryId, signal) =>
      ask(
        () =>
          send(
            `/webhooks/v1/deliveries/${encodeURIComponent(deliveryId)}`,
            { id: `ask_${deliveryId}`, body: new Uint8Array(0) },
            signal,
          ),
        ({ status }, body) => {
          const report = status === 200 ? DELIVERY_REPORT.safeParse(body) : undefined;
          return report?.success ? { kind: 'report', report: report.data } : undefined;
        },
      ),
  };
}

function queryOf({ system, fullExport }: OutgoingPart): string {
  return new URLSearchParams({
    ...(system !== undefined && { source: system }),
    ...(fullExport && { extent: 'full', export: fullExport.id }),
    ...(fullExport?.last === true && { last: 'true' }),
  }).toString();
}

/** Through the proxy that the environment names, or straight; certificates are checked by what Node trusts. */
function openDispatcher(): Dispatcher {
  const proxied = ['https_proxy', 'http_proxy'].some(
    (name) => process.env[name] ?? process.env[name.toUpperCase()],
  );
  return proxied ? new EnvHttpProxyAgent({ connectTimeout: 15_000 }) : new Agent({ connectTimeout: 15_000 });
}

async function readCredentials(options: PostboxOptions): Promise<SendingCredentials> {
  const text = await readFile(options.secretFile, 'utf8').catch(() => {
    throw new BadUsage('--secret-file: expected a file that can be read');
  });
  const read = parseSecretFile(text);
  if ('problem' in read) throw new BadUsage(`--secret-file: the file ${read.problem}`);
  return options.sourceId === undefined ? read : { ...read, sourceId: options.sourceId };
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

/** The system's name for what went wrong, such as ECONNREFUSED; never an address with anything in it. */
function networkFault(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return cause instanceof Error ? cause.name : 'no answer';
}

function describeOffset(offByMs: number): string {
  const minutes = Math.round(Math.abs(offByMs) / 60_000);
  return `${minutes} minute${minutes === 1 ? '' : 's'} ${offByMs > 0 ? 'slow' : 'fast'}`;
}
