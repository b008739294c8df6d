import { Router } from 'express';
import { storeAnswers } from '../store/openStore.ts';
import type { ServerContext } from './serverContext.ts';

const ANSWER_WITHIN_MS = 2000;

/** `/healthz`: this process answers. `/readyz`: so does everything it needs, or what is missing. `/metrics`: figures. */
export function healthRoutes(context: ServerContext): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const [database, redis] = await Promise.all([
      within(storeAnswers(context.store)),
      within(context.queues.redis.ping().then(() => true)),
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

async function within(answer: Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => {
      resolve(false);
    }, ANSWER_WITHIN_MS);
  });
  const answered = await Promise.race([answer.catch(() => false), late]);
  clearTimeout(timer);
  return answered;
}
