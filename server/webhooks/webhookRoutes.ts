import { createHash, randomUUID } from 'node:crypto';
import express, { Router, type Request, type Response } from 'express';
import type { Kind } from '../../domain/formats/rows.ts';
import { BODY_LIMIT_BYTES, KINDS } from '../../domain/webhooks/contract.ts';
import { recordDelivery, type NewDelivery } from '../../store/deliveries.ts';
import { feedbackFor } from '../../store/feedback.ts';
import { enqueueIngest } from '../../workers/queues.ts';
import { describeError } from '../../domain/eventLog.ts';
import { Refusal } from '../problem.ts';
import type { ServerContext } from '../serverContext.ts';
import { deliveryRoutes } from './deliveryRoutes.ts';
import { senderGuards, senderOf } from './identifySender.ts';
import { webhookLimits } from './webhookLimits.ts';

const BODY_TYPES = [
  'application/json',
  'application/x-ndjson',
  'application/ndjson',
  'application/jsonl',
  'text/csv',
  'application/csv',
  'application/xml',
  'text/xml',
] as const;

const WRONG_TYPE = new Refusal('wrong-type', {
  status: 415,
  title: 'The body is of a type that is not read',
  detail:
    'Send application/json, application/x-ndjson, text/csv or (a Common Transfer File) application/xml, and name it in Content-Type.',
});
const NO_BODY = new Refusal('no-body', {
  status: 400,
  title: 'The body is empty',
  detail: 'A delivery with no rows is not a delivery; send nothing instead.',
});
const ID_USED_TWICE = new Refusal('webhook-id-used-twice', {
  status: 409,
  title: 'This webhook-id was used for another body',
  detail: 'The first delivery stands. Send the new body with a webhook-id of its own.',
});

/** The addresses schools' systems post to. Each answers 202 only once the delivery is durable. */
export function webhookRoutes(context: ServerContext): Router {
  const router = Router();
  const rawBody = express.raw({ type: () => true, limit: BODY_LIMIT_BYTES, inflate: false });
  const { before, after } = senderGuards(context);
  const { failing, perSource } = webhookLimits(context);
  for (const kind of KINDS) {
    router.post(`/webhooks/v1/${kind}`, failing, before, rawBody, after, perSource, (request, response) =>
      receive(context, kind, request, response),
    );
  }
  router.use(deliveryRoutes(context, [failing, before, after, perSource]));
  return router;
}

async function receive(
  context: ServerContext,
  kind: Kind,
  request: Request,
  response: Response,
): Promise<void> {
  const now = context.now();
  const body: Buffer = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const source = senderOf(response);
  if (body.length === 0) throw NO_BODY;
  if (!request.is([...BODY_TYPES])) throw WRONG_TYPE;
  const system =
    typeof request.query['source'] === 'string' ? request.query['source'].slice(0, 40) : undefined;
  const recorded = await recordDelivery(context.store, {
    sourceId: source._id,
    schoolUrn: source.schoolUrn,
    webhookId: request.get('webhook-id') ?? '',
    kind,
    ...(system === undefined ? {} : { system }),
    contentType: request.get('content-type') ?? '',
    body,
    sha256: createHash('sha256').update(body).digest('hex'),
    receivedAt: now,
    ...fullExportOf(kind, request),
    ...feedbackFor(source, now),
  });
  context.metrics.deliveries.inc({ kind, outcome: recorded.kind });
  if (recorded.kind === 'conflict') throw ID_USED_TWICE;
  const { deliveryId } = recorded;
  response.status(202).json({ deliveryId, status: 'accepted' });
  const traceId = randomUUID();
  context.log('info', 'delivery accepted', {
    deliveryId,
    sourceId: source._id,
    kind,
    bytes: body.length,
    state: recorded.kind,
    traceId,
  });
  if (recorded.kind === 'new') enqueueOrLeave(context, deliveryId, traceId);
}

/**
 * `?extent=full` of incidents, by itself or as the parts of one export: `&export=<id>`, with `&last=true` on the last.
 */
function fullExportOf(kind: Kind, request: Request): Pick<NewDelivery, 'fullExport'> {
  const { query } = request;
  if (kind !== 'incidents' || query['extent'] !== 'full') return {};
  const named = query['export'];
  if (typeof named !== 'string' || named === '')
    return { fullExport: { id: request.get('webhook-id') ?? '', last: true } };
  return { fullExport: { id: named.slice(0, 80), last: query['last'] === 'true' } };
}

/** The answer stands whatever becomes of the queue: what is not enqueued now, the reconciler finds. */
function enqueueOrLeave(context: ServerContext, deliveryId: string, traceId: string): void {
  enqueueIngest(context.queues, deliveryId, traceId).catch((error: unknown) => {
    context.log('warn', 'delivery left to the reconciler', { deliveryId, traceId, ...describeError(error) });
  });
}
