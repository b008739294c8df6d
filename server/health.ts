import { Router } from 'express';
import { storeAnswers } from '../store/openStore.ts';
import { answersWithin } from './answersWithin.ts';
import type { ServerContext } from './serverContext.ts';

/** `/healthz`: this process answers. `/readyz`: so does everything it needs, or what is missing. `/metrics`: figures. */
export function healthRoutes(context: ServerContext): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const [database, redis] = await Promise.all([
      answersWithin(storeAnswers(context.store)),
      answersWithin(context.queues.redis.ping()),
    ]);
    const missing = [...(database ? [] : ['database']), ...(redis ? [] : ['redis'])];
    response
      .status(missing.length === 0 ? 200 : 503)
      .json({ status: missing.length === 0 ? 'ready' : 'not ready', missing });
  });
  router.get('/metrics', async (_request, response) => {
    response.type(context.registry.contentType).send(await context.registry.metrics());
  });
  return router;
}
