import express, { Router } from 'express';
import { pageLimit } from '../limits.ts';
import { queueBoard } from '../queueBoard.ts';
import type { ServerContext } from '../serverContext.ts';
import { csrfProtection } from '../session/csrf.ts';
import { sessions } from '../session/session.ts';
import { uploads } from '../session/uploads.ts';
import { whoIsThere } from '../session/whoIsThere.ts';
import type { PageRoute } from './page.ts';
import { pageRoutes } from './pageRoutes.ts';

/** Everything a request for a page goes through, in order. */
export function pageStack(
  context: ServerContext,
  routes: readonly PageRoute[],
  sessionSecret: string,
): Router {
  const router = Router();
  router.use(sessions(context, sessionSecret));
  router.use(whoIsThere(context));
  router.use(pageLimit(context));
  router.use(queueBoard(context));
  router.use(express.urlencoded({ extended: false, limit: '200kb' }));
  router.use(uploads);
  router.use(csrfProtection);
  router.use(pageRoutes(context, routes));
  return router;
}
