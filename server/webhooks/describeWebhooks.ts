import { z } from 'zod';
import { SOURCE_NAMES } from '../../domain/formats/adapters/sources.ts';
import { KINDS } from '../../domain/webhooks/contract.ts';
import { DELIVERY_REPORT, DELIVERY_SUMMARY } from '../../domain/webhooks/deliveryReport.ts';
import { problem } from '../openapi/buildOpenApi.ts';
import type { PathDescription } from '../openapi/pathDescription.ts';
import { BODIES } from './bodySchemas.ts';
import { LIST_QUERY } from './deliveryRoutes.ts';

const ACCEPTED = z
  .object({ deliveryId: z.string(), status: z.literal('accepted') })
  .meta({ id: 'Accepted', description: 'Durable: whatever happens now, the delivery is not lost' });

const DELIVERY_LIST = z
  .object({
    deliveries: z.array(DELIVERY_SUMMARY),
    next: z.string().nullable().describe('`before` of the next page; null after the last'),
  })
  .meta({ id: 'DeliveryList' });

const SENDING = z.object({
  source: z.enum(SOURCE_NAMES).optional().describe('The system whose own columns a CSV has'),
});

const SENDING_INCIDENTS = SENDING.extend({
  extent: z
    .literal('full')
    .optional()
    .describe(
      'The body holds everything its source has: incidents missing from it are asked about, not deleted',
    ),
  export: z
    .string()
    .max(80)
    .optional()
    .describe('Names a full export that is sent in parts, the same on each'),
  last: z.literal('true').optional().describe('On the last part of a full export'),
});

const UNSIGNED = problem('Unsigned, stale, or signed with a secret no live source has');
const TOO_MANY = problem('Too many requests; Retry-After says when to come back');

/** The webhooks and what is told of them, as the API’s description tells it. */
export function describeWebhooks(): PathDescription[] {
  return [...KINDS.map(describeSending), LIST, REPORT];
}

function describeSending(kind: (typeof KINDS)[number]): PathDescription {
  const { schema, example, columns } = BODIES[kind];
  return {
    method: 'post',
    path: `/webhooks/v1/${kind}`,
    tag: 'Sending',
    operationId: `send${kind[0]?.toUpperCase() ?? ''}${kind.slice(1)}`,
    summary: `Sends ${kind}`,
    description:
      'Answers once the delivery is durable; its rows are read after. The same webhook-id again is the same delivery. At most 10 MB.',
    security: 'signed',
    queryParameters: kind === 'incidents' ? SENDING_INCIDENTS : SENDING,
    requestBody: [
      { contentType: 'application/json', schema, example },
      { contentType: 'application/x-ndjson', description: 'One object a line, as in the JSON list' },
      { contentType: 'text/csv', description: `With a header row; columns by name, such as ${columns}` },
      ...(kind === 'pupils'
        ? [{ contentType: 'application/xml', description: 'A Common Transfer File' }]
        : []),
    ],
    responses: {
      202: { description: 'Accepted, now or before', schema: ACCEPTED },
      400: problem('The body is empty, or cut short'),
      401: UNSIGNED,
      409: problem('The webhook-id was used for another body'),
      413: problem('The body is larger than 10 MB'),
      415: problem('The body is of a type that is not read, or compressed'),
      429: TOO_MANY,
    },
  };
}

const LIST: PathDescription = {
  method: 'get',
  path: '/webhooks/v1/deliveries',
  tag: 'What became of it',
  operationId: 'listDeliveries',
  summary: 'The source’s deliveries, newest first',
  security: 'signed',
  queryParameters: LIST_QUERY,
  responses: {
    200: { description: 'A page of them', schema: DELIVERY_LIST },
    400: problem('The query cannot be used'),
    401: UNSIGNED,
    429: TOO_MANY,
  },
};

const REPORT: PathDescription = {
  method: 'get',
  path: '/webhooks/v1/deliveries/{deliveryId}',
  tag: 'What became of it',
  operationId: 'getDelivery',
  summary: 'What became of a delivery, by row and field',
  description: 'Signed over an empty body. Tells rows, fields and ids only, nothing that a row said.',
  security: 'signed',
  pathParameters: z.object({ deliveryId: z.string() }),
  responses: {
    200: { description: 'What is known of it now', schema: DELIVERY_REPORT },
    401: UNSIGNED,
    404: problem('This source has no such delivery'),
    429: TOO_MANY,
  },
};
