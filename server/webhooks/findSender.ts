import type { Request } from 'express';
import type { Store } from '../../store/openStore.ts';
import { findLiveSource, listLiveSources, liveSecrets, type SourceRecord } from '../../store/sources.ts';
import { Refusal } from '../problem.ts';
import { verifySignature, type Verification } from './verifySignature.ts';

/** A sender names its source in this header; a deployment with few sources also finds it by its secret. */
export const SOURCE_HEADER = 'throughline-source';

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
 * The source that signed a request.
 * @param body the raw bytes of the request's body, empty for none
 * @throws {Refusal} 401 when it is unsigned, stale, or signed with a secret that no live source has
 */
export async function findSender(
  store: Store,
  request: Request,
  body: Uint8Array,
  now: Date,
): Promise<SourceRecord> {
  const message = {
    id: request.get('webhook-id') ?? '',
    timestamp: request.get('webhook-timestamp') ?? '',
    signature: request.get('webhook-signature') ?? '',
    body,
  };
  const candidates = await candidateSources(store, request);
  let refused: Verification = verifySignature(message, [], now);
  for (const source of candidates) {
    const secrets = liveSecrets(source, now).map((live) => live.secret);
    const verification = verifySignature(message, secrets, now);
    if (verification.ok) return source;
    refused = verification;
  }
  throw refused.ok ? REFUSALS['wrong-signature'] : REFUSALS[refused.reason];
}

async function candidateSources(store: Store, request: Request): Promise<readonly SourceRecord[]> {
  const named = request.get(SOURCE_HEADER);
  if (named !== undefined) {
    const source = /^src_[\w-]{1,40}$/.test(named) ? await findLiveSource(store, named) : null;
    return source ? [source] : [];
  }
  const sources = await listLiveSources(store, SOURCES_TRIED_WITHOUT_NAME + 1);
  return sources.length > SOURCES_TRIED_WITHOUT_NAME ? [] : sources;
}
