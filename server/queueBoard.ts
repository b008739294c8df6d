import { createHash, timingSafeEqual } from 'node:crypto';
import { createBullBoard } from '@bull-board/api';
import { BullAdapter } from '@bull-board/api/bullAdapter';
import { ExpressAdapter } from '@bull-board/express';
import type { RequestHandler, Router } from 'express';
import express from 'express';
import { allQueues } from '../workers/queues.ts';
import type { ServerContext } from './serverContext.ts';

export const QUEUE_BOARD_PATH = '/admin/queues';

/**
 * Bull's board, where failed jobs are seen and run again. Behind the administrator's password where one is set;
 * otherwise only for callers on this machine, and only while the server listens to nobody else.
 */
export function queueBoard(context: ServerContext): Router {
  const router = express.Router();
  const { admin } = context.configuration;
  if (admin.kind === 'nobody') return router;
  const adapter = new ExpressAdapter();
  adapter.setBasePath(QUEUE_BOARD_PATH);
  createBullBoard({
    queues: allQueues(context.queues).map(([, queue]) => new BullAdapter(queue)),
    serverAdapter: adapter,
  });
  const guard = admin.kind === 'password' ? askPassword(admin.password) : onlyThisMachine;
  router.use(QUEUE_BOARD_PATH, guard, adapter.getRouter() as Router);
  return router;
}

const onlyThisMachine: RequestHandler = (request, response, next) => {
  // A forwarded request comes from a proxy on this machine, for somebody who may not be on it.
  const address = request.socket.remoteAddress ?? '';
  const local = /^(::1|(::ffff:)?127\.)/.test(address) && request.get('x-forwarded-for') === undefined;
  const ownHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(request.get('host') ?? '');
  if (local && ownHost) next();
  else response.status(404).end();
};

function askPassword(password: string): RequestHandler {
  const expected = digest(`admin:${password}`);
  return (request, response, next) => {
    const [scheme, credentials = ''] = (request.get('authorization') ?? '').split(' ');
    const given = digest(Buffer.from(credentials, 'base64').toString('utf8'));
    if (scheme?.toLowerCase() === 'basic' && timingSafeEqual(given, expected)) next();
    else
      response.status(401).set('WWW-Authenticate', 'Basic realm="Throughline queues", charset="UTF-8"').end();
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
