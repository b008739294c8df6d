import { Router, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { may } from '../../domain/access/actions.ts';
import type { AuditAbout } from '../../domain/audit/auditEvent.ts';
import { recordAudit } from '../../store/audit.ts';
import { findPupilInScope } from '../../store/pupilsInScope.ts';
import { scopeOf } from '../../store/scope.ts';
import { classify } from '../classifiedRoutes.ts';
import { FORBIDDEN, NOT_FOUND, type Refusal } from '../problem.ts';
import type { ServerContext } from '../serverContext.ts';
import { aboutChild } from './aboutChild.ts';
import type { Answer, OpenVisit, PageRoute, PageRule, Visit } from './page.ts';
import { sendAnswer } from './sendAnswer.ts';
import { whyRedirect } from './why/whyRedirect.ts';

/** All pages as one router. Each is asked: signed in? may the role? is the child theirs? Then it answers. */
export function pageRoutes(context: ServerContext, routes: readonly PageRoute[]): Router {
  const router = Router();
  for (const route of routes) {
    const handler = handlerOf(context, route);
    classify(handler, route.rule);
    router[route.rule.method](route.rule.path, handler);
  }
  return router;
}

function handlerOf(context: ServerContext, route: PageRoute): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    answer(context, route, request, response).catch(next);
  };
}

async function answer(
  context: ServerContext,
  route: PageRoute,
  request: Request,
  response: Response,
): Promise<void> {
  const visit = openVisit(context, request);
  if ('open' in route) {
    await send(visit, route.rule, response, await route.open(visit));
    return;
  }
  const { viewer } = request;
  if (!viewer) {
    await sendAnswer(visit, response, toSignIn(request));
    return;
  }
  const { rule } = route;
  if (rule.allow !== 'signed-in' && rule.allow !== 'everybody' && !may(viewer.role, rule.allow)) {
    await refuse(visit, rule, FORBIDDEN, {});
  }
  const signedIn: Visit = { ...visit, viewer, scope: scopeOf(viewer, visit.now) };
  const given = 'child' in route ? await answerAboutChild(signedIn, route) : await route.handle(signedIn);
  await send(visit, rule, response, given);
}

/** Remembers where the person was going; a form filled in meanwhile is lost, as its session was. */
function toSignIn(request: Request): Answer {
  const { originalUrl, method } = request;
  if (method === 'GET' && originalUrl !== '/' && /^\/(?![/\\])/.test(originalUrl)) {
    request.session.returnTo = originalUrl;
  }
  return { kind: 'redirect', to: '/sign-in', unrecorded: true };
}

async function answerAboutChild(
  visit: Visit,
  { rule, child }: Extract<PageRoute, { child: unknown }>,
): Promise<Answer> {
  const pupilId = visit.param('pupilId');
  const found = await findPupilInScope(visit.store, visit.scope, rule.allow, pupilId);
  if (!found) return refuse(visit, rule, NOT_FOUND, { what: 'not-theirs-or-not-there', pupilId });
  const why = await whyRedirect(visit, found);
  if (why) return why;
  const given = await child(visit, found);
  return { ...given, about: { ...aboutChild(visit, found.pupil), ...given.about } };
}

function openVisit(context: ServerContext, request: Request): OpenVisit {
  const param = (name: string): string => {
    const value = request.params[name];
    return typeof value === 'string' ? value : '';
  };
  return { request, context, store: context.store, now: context.now(), param };
}

async function refuse(visit: OpenVisit, rule: PageRule, refusal: Refusal, about: AuditAbout): Promise<never> {
  await writeAudit(visit, rule, 'denied', about);
  throw refusal;
}

/** Audits first: what cannot be recorded is not shown. */
async function send(visit: OpenVisit, rule: PageRule, response: Response, given: Answer): Promise<void> {
  const refused = given.kind === 'page' && (given.status ?? 200) >= 400;
  const silent = given.kind === 'redirect' && given.unrecorded === true;
  if (typeof rule.audit === 'string' && !silent && !(refused || hasErrors(given))) {
    await writeAudit(visit, rule, rule.audit, given.about ?? {});
  }
  await sendAnswer(visit, response, given);
}

function hasErrors(given: Answer): boolean {
  return given.kind === 'page' && (given.errors ?? []).length > 0;
}

async function writeAudit(
  { request, store, now }: OpenVisit,
  rule: PageRule,
  action: Parameters<typeof recordAudit>[1]['action'],
  about: AuditAbout,
): Promise<void> {
  const { viewer, ip } = request;
  await recordAudit(store, {
    at: now,
    action,
    ...(viewer && {
      actor: {
        personId: viewer.personId,
        name: viewer.name,
        role: viewer.role,
        schoolUrns: viewer.schoolUrns,
      },
    }),
    about,
    route: `${rule.method.toUpperCase()} ${rule.path}`,
    ...(ip !== undefined && { address: ip }),
  });
}
