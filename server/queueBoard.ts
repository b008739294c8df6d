import { createBullBoard } from '@bull-board/api';
import { BullAdapter } from '@bull-board/api/bullAdapter';
import { ExpressAdapter } from '@bull-board/express';
import type { RequestHandler, Router } from 'express';
import express from 'express';
import { may } from '../domain/access/actions.ts';
import { recordAudit } from '../store/audit.ts';
import { allQueues } from '../workers/queues.ts';
import { classify } from './classifiedRoutes.ts';
import type { PageRule } from './pages/page.ts';
import { FORBIDDEN } from './problem.ts';
import { BOARD_CSP } from './securityHeaders.ts';
import type { ServerContext } from './serverContext.ts';

export const QUEUE_BOARD_PATH = '/admin/queues';

const RULE: PageRule = {
  method: 'get',
  path: QUEUE_BOARD_PATH,
  kind: 'view',
  allow: 'see-queues',
  audit: 'used-queues',
};

/** Bull's board, where failed jobs are seen and run again, for those who look after the installation. */
export function queueBoard(context: ServerContext): Router {
  const router = express.Router();
  const adapter = new ExpressAdapter();
  adapter.setBasePath(QUEUE_BOARD_PATH);
  createBullBoard({
    queues: allQueues(context.queues).map(([, queue]) => new BullAdapter(queue)),
    serverAdapter: adapter,
  });
  const board = adapter.getRouter() as Router;
  classify(board, RULE);
  router.use(QUEUE_BOARD_PATH, guard(context), board);
  return router;
}

/** The board's own calls carry no token of ours; a change must say that it comes from a page of this server. */
function guard({ store, now }: ServerContext): RequestHandler {
  return async (request, response, next) => {
    const { viewer, method, ip } = request;
    if (!viewer) {
      response.redirect(303, '/sign-in');
      return;
    }
    const changes = method !== 'GET' && method !== 'HEAD';
    const allowed =
      may(viewer.role, 'see-queues') && (!changes || request.get('sec-fetch-site') === 'same-origin');
    if (!allowed || changes || request.path === '/') {
      await recordAudit(store, {
        at: now(),
        action: allowed ? 'used-queues' : 'denied',
        actor: {
          personId: viewer.personId,
          name: viewer.name,
          role: viewer.role,
          schoolUrns: viewer.schoolUrns,
        },
        about: {},
        route: `${method} ${QUEUE_BOARD_PATH}`,
        ...(ip !== undefined && { address: ip }),
      });
    }
    if (!allowed) {
      next(FORBIDDEN);
      return;
    }
    response.set('Content-Security-Policy', BOARD_CSP);
    next();
  };
}
