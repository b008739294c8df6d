import express, { type Express, type RequestHandler } from 'express';
import { apiRoutes } from './api/apiRoutes.ts';
import { healthRoutes } from './health.ts';
import { assetRoutes } from './assets/assets.ts';
import { assertClassified } from './classifiedRoutes.ts';
import { pageLimit } from './limits.ts';
import { sendProblemOrPage } from './pages/errorPage.ts';
import { PAGES } from './pages/allPages.ts';
import { pageStack } from './pages/pageStack.ts';
import { NOT_FOUND, problemHandler } from './problem.ts';
import { DESCRIBED_PATHS } from './openapi/describedPaths.ts';
import { openApiRoutes } from './openapi/openApiRoutes.ts';
import { whoseToken } from './session/whoseToken.ts';
import { securityHeaders } from './securityHeaders.ts';
import type { ServerContext } from './serverContext.ts';
import { webhookRoutes } from './webhooks/webhookRoutes.ts';

/**
 * The application, in the order a request meets it.
 * @param sessionSecret what session cookies are signed with
 * @throws {Error} naming the routes of which nobody said who may have them
 */
export function buildApp(context: ServerContext, sessionSecret: string): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', context.configuration.trustedProxies);
  app.set('query parser', 'simple');
  app.use(timeRequests(context));
  app.use(securityHeaders(context.configuration));
  app.use(noStore);
  app.use(healthRoutes(context));
  app.use(webhookRoutes(context));
  app.use(openApiRoutes(DESCRIBED_PATHS, context.configuration.publicUrl));
  app.use('/api/v1', whoseToken(context), pageLimit(context, 'api-limit'));
  app.use(apiRoutes(context));
  app.use(['/webhooks', '/api'], (_request, _response, next) => {
    next(NOT_FOUND);
  });
  app.use(assetRoutes());
  app.use(pageStack(context, PAGES, sessionSecret));
  app.use((_request, _response, next) => {
    next(NOT_FOUND);
  });
  app.use(
    problemHandler(
      context.log,
      (reason) => {
        context.metrics.refusals.inc({ reason });
      },
      sendProblemOrPage,
    ),
  );
  assertClassified(app);
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
