import type { Response } from 'express';
import { ROLE_TITLES } from '../../domain/access/roles.ts';
import { renderPage, type PageFrame } from '../../templates/renderPage.ts';
import { assetPaths } from '../assets/assets.ts';
import { csrfTokenOf } from '../session/csrf.ts';
import { saveSession } from '../session/whoIsThere.ts';
import { navigationFor } from './navigation.ts';
import type { Answer, OpenVisit, PageAnswer } from './page.ts';

/** Sends what a page answered: rendered, on to another address, or as a file. */
export async function sendAnswer(visit: OpenVisit, response: Response, answer: Answer): Promise<void> {
  switch (answer.kind) {
    case 'page': {
      const status = answer.status ?? ((answer.errors ?? []).length > 0 ? 422 : 200);
      const html = renderPage(answer.template, frameOf(visit, answer), answer.view);
      response.status(status).type('html').send(html);
      return;
    }
    case 'redirect':
      if (answer.notice !== undefined) visit.request.session.notice = answer.notice;
      await saveSession(visit.request);
      response.redirect(303, answer.to);
      return;
    case 'file':
      response
        .type(answer.contentType)
        .set('Content-Disposition', `attachment; filename="${answer.fileName}"`)
        .send(answer.body);
      return;
  }
}

function frameOf({ request }: OpenVisit, { title, crumbs, errors }: PageAnswer): PageFrame {
  const { viewer, session } = request;
  const notice = session.notice ?? null;
  if (notice !== null) delete session.notice;
  return {
    title,
    crumbs: crumbs ?? [],
    errors: errors ?? [],
    notice,
    navigation: viewer ? navigationFor(viewer, request.path) : [],
    signedIn: viewer ? { name: viewer.name, role: ROLE_TITLES[viewer.role] } : null,
    csrfToken: csrfTokenOf(request),
    assets: assetPaths(),
  };
}
