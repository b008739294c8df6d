import { z } from 'zod';
import { problem } from '../openapi/buildOpenApi.ts';
import type { PathDescription } from '../openapi/pathDescription.ts';
import type { Endpoint } from './endpoint.ts';
import { ENDPOINTS } from './endpoints.ts';

/** What the API gives, as its description tells it. */
export function describeApi(): PathDescription[] {
  return ENDPOINTS.map(describe);
}

function describe({ path, scope, operationId, summary, query, answer }: Endpoint): PathDescription {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  return {
    method: 'get',
    path,
    tag: 'Reading',
    operationId,
    summary,
    ...(scope === undefined ? {} : { description: `For tokens with the scope ${scope}.` }),
    security: 'token',
    ...(names.length === 0
      ? {}
      : { pathParameters: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))) }),
    ...(query === undefined ? {} : { queryParameters: query }),
    responses: {
      200: { description: 'What was asked for', schema: answer },
      ...(query === undefined ? {} : { 400: problem('A parameter is not as described') }),
      401: problem('No token, or one that is expired, revoked or unknown'),
      ...(scope === undefined ? {} : { 403: problem('The token or the role does not include this') }),
      ...(names.length === 0 ? {} : { 404: problem('Not there, or not yours to see') }),
      429: problem('Too many requests; Retry-After says when to come back'),
    },
  };
}
