import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import { healthRoutes } from './health.ts';
import { problemHandler, Refusal } from './problem.ts';
import { queueBoard } from './queueBoard.ts';
import type { ServerContext } from './serverContext.ts';
import { webhookRoutes } from './webhooks/webhookRoutes.ts';

const NOT_FOUND = new Refusal('not-found', { status: 404, title: 'There is nothing at this address' });

/** The application, in the order a request meets it. */
export function buildApp(context: ServerContext): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', context.configuration.trustedProxies);
  app.set('query parser', 'simple');
  app.use(timeRequests(context));
  app.use(helmet());
  app.use(noStore);
  app.use(healthRoutes(context));
  app.use(webhookRoutes(context));
  app.use(queueBoard(context));
  app.use((_request, _response, next) => {
    next(NOT_FOUND);
  });
  app.use(
    problemHandler(context.log, (reason) => {
      context.metrics.refusals.inc({ reason });
    }),
  );
  return app;
}

/** Nothing we answer is for a cache to keep. */
const noStore: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};

function timeRequests(context: ServerContext): RequestHandler {
  return (request, response, next) => {
    const stop = context.metrics.requestSeconds.startTimer();
    response.on('finish', () => {
      const route = typeof request.route?.path === 'string' ? request.route.path : 'none';
      stop({ method: request.method, route, status: String(response.statusCode) });
    });
    next();
  };
}
