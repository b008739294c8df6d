import { Router, type Request, type RequestHandler, type Response } from 'express';
import { API_SCOPES } from '../../domain/access/apiScopes.ts';
import { may } from '../../domain/access/actions.ts';
import type { AuditAbout, AuditAction } from '../../domain/audit/auditEvent.ts';
import { recordAudit } from '../../store/audit.ts';
import { scopeOf } from '../../store/scope.ts';
import { classify } from '../classifiedRoutes.ts';
import type { Visit } from '../pages/page.ts';
import { FORBIDDEN, NOT_FOUND, Refusal } from '../problem.ts';
import type { ServerContext } from '../serverContext.ts';
import type { Endpoint } from './endpoint.ts';
import { ENDPOINTS } from './endpoints.ts';

const NO_TOKEN = new Refusal('no-token', {
  status: 401,
  title: 'This needs a personal token that still works',
  detail: 'Make one on your account page and send it as Authorization: Bearer.',
});

/** The API as one router. Each is asked: whose token? has it the scope? may the role? Then it answers. */
export function apiRoutes(context: ServerContext): Router {
  const router = Router();
  for (const endpoint of ENDPOINTS) {
    const path = endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1');
    const handler: RequestHandler = (request, response, next) => {
      answer(context, endpoint, path, request, response).catch(next);
    };
    const { scope } = endpoint;
    classify(handler, {
      ...{ kind: 'api', method: 'get', path, audit: 'used-api' },
      ...(scope === undefined ? {} : { scope }),
    });
    router.get(path, handler);
  }
  return router;
}

async function answer(
  context: ServerContext,
  { scope, give }: Endpoint,
  path: string,
  request: Request,
  response: Response,
): Promise<void> {
  const { viewer, tokenScopes = [] } = request;
  if (!viewer) {
    response.set('WWW-Authenticate', 'Bearer');
    throw NO_TOKEN;
  }
  const now = context.now();
  const param = (name: string): string => {
    const value = request.params[name];
    return typeof value === 'string' ? value : '';
  };
  const visit: Visit = {
    ...{ request, context, store: context.store, viewer, now, param },
    scope: scopeOf(viewer, now),
  };
  const route = `GET ${path}`;
  if (scope !== undefined && !(tokenScopes.includes(scope) && may(viewer.role, API_SCOPES[scope].action))) {
    await writeAudit(visit, route, 'denied', { what: 'API' });
    throw FORBIDDEN;
  }
  try {
    const { body, about } = await give(visit);
    // Audited first: what cannot be recorded is not given.
    await writeAudit(visit, route, 'used-api', about);
    response.json(body);
  } catch (error) {
    if (error === NOT_FOUND) await writeAudit(visit, route, 'denied', deniedAbout(visit));
    throw error;
  }
}

function deniedAbout({ param }: Visit): AuditAbout {
  const pupilId = param('pupilId');
  return { what: 'not-theirs-or-not-there', ...(pupilId === '' ? {} : { pupilId }) };
}

async function writeAudit(
  { viewer, request, store, now }: Visit,
  route: string,
  action: AuditAction,
  about: AuditAbout,
): Promise<void> {
  const { personId, name, role, schoolUrns } = viewer;
  await recordAudit(store, {
    at: now,
    action,
    actor: { personId, name, role, schoolUrns },
    about,
    route,
    ...(request.ip === undefined ? {} : { address: request.ip }),
  });
}
