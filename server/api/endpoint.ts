import { z } from 'zod';
import type { ApiScope } from '../../domain/access/apiScopes.ts';
import type { AuditAbout } from '../../domain/audit/auditEvent.ts';
import type { Visit } from '../pages/page.ts';
import { Refusal } from '../problem.ts';

export const PAGE_SIZE = 50;

export const CURSOR = z.string().max(200).optional().describe('`next` of the page before');

/** A thing the API gives: its address, scope and description stand beside what answers it. */
export interface Endpoint {
  /** As OpenAPI writes it. */
  readonly path: string;
  /** Absent where any token will do. */
  readonly scope?: ApiScope;
  readonly operationId: string;
  readonly summary: string;
  readonly query?: z.ZodObject;
  readonly answer: z.ZodType;
  readonly give: (visit: Visit) => Promise<{ readonly body: object; readonly about: AuditAbout }>;
}

/** A query that does not fit its description. */
export const WRONG_QUERY = new Refusal('wrong-query', {
  status: 400,
  title: 'A parameter is not as the description says',
  detail: 'Use a cursor as it was given, and see /api/openapi.json.',
});

/** Parameters of the address as their schema has them. */
export function queryOf<T extends z.ZodType>(schema: T, { request }: Pick<Visit, 'request'>): z.output<T> {
  const parsed = schema.safeParse(request.query);
  if (!parsed.success) throw WRONG_QUERY;
  return parsed.data;
}
