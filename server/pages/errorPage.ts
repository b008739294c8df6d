import type { Request, Response } from 'express';
import { ROLE_TITLES } from '../../domain/access/roles.ts';
import { renderPage } from '../../templates/renderPage.ts';
import { assetPaths } from '../assets/assets.ts';
import { sendProblem, type Problem } from '../problem.ts';
import { csrfTokenOf } from '../session/csrf.ts';
import { navigationFor } from './navigation.ts';

/** Tells a person with a browser what is wrong in a page, and a machine in a problem document. */
export function sendProblemOrPage(
  request: Request,
  response: Response,
  problem: Problem,
  reference: string,
): void {
  if (!wantsPage(request)) sendProblem(response, problem, reference);
  else sendErrorPage(request, response, problem, problem.status >= 500 ? reference : null);
}

function wantsPage(request: Request): boolean {
  return !/^\/(webhooks|api)\//.test(request.path) && request.accepts(['json', 'html']) === 'html';
}

/** Says nothing of what was asked for. */
function sendErrorPage(
  request: Request,
  response: Response,
  problem: Problem,
  reference: string | null,
): void {
  const { viewer } = request;
  const html = renderPage(
    'refused',
    {
      title: problem.title,
      crumbs: [],
      errors: [],
      notice: null,
      navigation: viewer ? navigationFor(viewer, request.path) : [],
      signedIn: viewer ? { name: viewer.name, role: ROLE_TITLES[viewer.role] } : null,
      // Only who is signed in has a form on it, to sign out.
      csrfToken: viewer ? csrfTokenOf(request) : '',
      assets: assetPaths(),
    },
    { detail: problem.detail ?? 'Check the address, or begin again.', reference },
  );
  response.status(problem.status).type('html').send(html);
}
