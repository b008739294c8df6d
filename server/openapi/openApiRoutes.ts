import { Router } from 'express';
import { z } from 'zod';
import { buildOpenApi } from './buildOpenApi.ts';
import type { PathDescription } from './pathDescription.ts';

const DOCUMENT = z.object({ openapi: z.string() }).loose().meta({ id: 'OpenApiDocument' });

export const DESCRIBE_ITSELF: PathDescription = {
  method: 'get',
  path: '/api/openapi.json',
  tag: 'About',
  operationId: 'getOpenApi',
  summary: 'This description',
  security: 'none',
  responses: { 200: { description: 'OpenAPI 3.1', schema: DOCUMENT } },
};

/** Serves the description, with the address that the caller reached it under. */
export function openApiRoutes(paths: readonly PathDescription[], publicUrl: string | undefined): Router {
  const router = Router();
  router.get('/api/openapi.json', (request, response) => {
    const url = publicUrl ?? `${request.protocol}://${request.get('host') ?? 'localhost'}`;
    response.json(buildOpenApi(paths, url));
  });
  return router;
}
