import { Router, type RequestHandler } from 'express';
import { z } from 'zod';
import { KINDS } from '../../domain/webhooks/contract.ts';
import { DELIVERY_STATUS } from '../../domain/webhooks/deliveryReport.ts';
import { findDeliveryReport, listDeliverySummaries } from '../../store/deliveryReports.ts';
import { Refusal } from '../problem.ts';
import type { ServerContext } from '../serverContext.ts';
import { senderOf } from './identifySender.ts';

const MOST_A_PAGE = 200;

/** What a list of deliveries may be asked for. */
export const LIST_QUERY = z.object({
  before: z
    .string()
    .regex(/^dlv_[0-9a-z]{1,60}$/)
    .optional()
    .describe('The `next` of the page before'),
  limit: z.coerce.number().int().min(1).max(MOST_A_PAGE).default(50).describe('How many a page'),
  kind: z.enum(KINDS).optional(),
  status: DELIVERY_STATUS.optional(),
});

const NO_SUCH_DELIVERY = new Refusal('no-such-delivery', {
  status: 404,
  title: 'There is no such delivery from this source',
});

/** What became of deliveries, for the source that sent them and nobody else. */
export function deliveryRoutes(context: ServerContext, onlySigned: readonly RequestHandler[]): Router {
  const router = Router();
  router.get('/webhooks/v1/deliveries', ...onlySigned, async (request, response) => {
    const query = LIST_QUERY.safeParse(request.query);
    if (!query.success) throw wrongQuery(query.error);
    const { before, kind, status, limit } = query.data;
    response.json(
      await listDeliverySummaries(context.store, senderOf(response)._id, {
        limit,
        ...(before === undefined ? {} : { before }),
        ...(kind === undefined ? {} : { kind }),
        ...(status === undefined ? {} : { state: status }),
      }),
    );
  });
  router.get('/webhooks/v1/deliveries/:deliveryId', ...onlySigned, async (request, response) => {
    const deliveryId = String(request.params['deliveryId']);
    const report = await findDeliveryReport(context.store, { sourceId: senderOf(response)._id, deliveryId });
    if (!report) throw NO_SUCH_DELIVERY;
    response.json(report);
  });
  return router;
}

function wrongQuery(error: z.ZodError): Refusal {
  const names = [...new Set(error.issues.map((issue) => String(issue.path[0] ?? 'query')))];
  return new Refusal('wrong-query', {
    status: 400,
    title: 'The query cannot be used',
    detail: `Look at ${names.join(', ')}; /api/openapi.json says what each may be.`,
  });
}
