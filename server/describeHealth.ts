import { z } from 'zod';
import type { PathDescription } from './openapi/pathDescription.ts';

const ALIVE = z.object({ status: z.literal('ok') }).meta({ id: 'Alive' });
const READINESS = z
  .object({ status: z.enum(['ready', 'not ready']), missing: z.array(z.enum(['database', 'redis'])) })
  .meta({ id: 'Readiness' });

/** The health checks, as the API’s description tells them. */
export function describeHealth(): PathDescription[] {
  const about = { method: 'get', tag: 'Health', security: 'none' } as const;
  return [
    {
      ...about,
      path: '/healthz',
      operationId: 'getHealth',
      summary: 'Whether the server answers',
      responses: { 200: { description: 'It does', schema: ALIVE } },
    },
    {
      ...about,
      path: '/readyz',
      operationId: 'getReadiness',
      summary: 'Whether all that the server needs answers too',
      responses: {
        200: { description: 'It does', schema: READINESS },
        503: { description: 'Something is missing', schema: READINESS },
      },
    },
    {
      ...about,
      path: '/metrics',
      operationId: 'getMetrics',
      summary: 'Figures for Prometheus',
      responses: { 200: { description: 'Figures', contentType: 'text/plain' } },
    },
  ];
}
