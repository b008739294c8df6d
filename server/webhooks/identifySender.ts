import type { RequestHandler, Response } from 'express';
import { SOURCE_HEADER } from '../../domain/webhooks/contract.ts';
import {
  checkEnvelope,
  verifySignature,
  type SignedMessage,
  type Verification,
} from '../../domain/webhooks/signature.ts';
import { findLiveSource, listLiveSources, liveSecrets, type SourceRecord } from '../../store/sources.ts';
import { Refusal } from '../problem.ts';
import type { ServerContext } from '../serverContext.ts';

/** With more sources than this, a message that names none is refused: trying every secret would cost too much. */
const SOURCES_TRIED_WITHOUT_NAME = 20;

const REFUSALS: Readonly<Record<Exclude<Verification, { ok: true }>['reason'], Refusal>> = {
  malformed: new Refusal('unsigned', {
    status: 401,
    title: 'The message is not signed',
    detail:
      'Send webhook-id, webhook-timestamp and webhook-signature as the Standard Webhooks specification describes.',
  }),
  stale: new Refusal('stale', {
    status: 401,
    title: 'The message was signed more than five minutes ago, or in the future',
    detail: 'Set the clock of the sending machine, and sign each attempt anew with the same webhook-id.',
  }),
  'wrong-signature': new Refusal('wrong-signature', {
    status: 401,
    title: 'The signature does not fit',
    detail:
      'Check that the source and its secret belong together and that the bytes signed are the bytes sent.',
  }),
};

/**
 * Two guards, to stand before and after the reading of the body: what is unsigned, stale or from nobody we know
 * is refused without its body being kept; what then carries a signature that fits no live secret, with it.
 */
export function senderGuards(context: ServerContext): { before: RequestHandler; after: RequestHandler } {
  return {
    before: async (request, response, next) => {
      const message = envelopeOf(request.headers);
      const envelope = checkEnvelope(message, context.now());
      if (!envelope.ok) throw REFUSALS[envelope.reason];
      const candidates = await candidateSources(context, request.headers[SOURCE_HEADER]);
      if (candidates.length === 0) throw REFUSALS['wrong-signature'];
      response.locals['candidates'] = candidates;
      next();
    },
    after: (request, response, next) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const message: SignedMessage = { ...envelopeOf(request.headers), body };
      const now = context.now();
      const candidates = response.locals['candidates'] as readonly SourceRecord[];
      const sender = candidates.find(
        (source) =>
          verifySignature(
            message,
            liveSecrets(source, now).map(({ secret }) => secret),
            now,
          ).ok,
      );
      if (!sender) throw REFUSALS['wrong-signature'];
      response.locals['sender'] = sender;
      next();
    },
  };
}

/** The source that signed the request; there is one behind the guards. */
export function senderOf(response: Response): SourceRecord {
  return response.locals['sender'] as SourceRecord;
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

function envelopeOf(headers: Headers): Omit<SignedMessage, 'body'> {
  const one = (name: string): string => {
    const value = headers[name];
    return typeof value === 'string' ? value : '';
  };
  return {
    id: one('webhook-id'),
    timestamp: one('webhook-timestamp'),
    signature: one('webhook-signature'),
  };
}

async function candidateSources(
  { store }: ServerContext,
  named: string | string[] | undefined,
): Promise<readonly SourceRecord[]> {
  if (named !== undefined) {
    const known = typeof named === 'string' && /^src_[\w-]{1,40}$/.test(named);
    const source = known ? await findLiveSource(store, named) : null;
    return source ? [source] : [];
  }
  const sources = await listLiveSources(store, SOURCES_TRIED_WITHOUT_NAME + 1);
  return sources.length > SOURCES_TRIED_WITHOUT_NAME ? [] : sources;
}
