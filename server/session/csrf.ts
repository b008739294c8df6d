import { csrfSync } from 'csrf-sync';
import type { Request, RequestHandler } from 'express';

const { csrfSynchronisedProtection, generateToken } = csrfSync({
  getTokenFromRequest: (request) => {
    const body: unknown = request.body;
    const token = typeof body === 'object' && body !== null && '_csrf' in body ? body._csrf : undefined;
    return typeof token === 'string' ? token : undefined;
  },
});

/** Refuses a change whose form was not one of ours in this session (403). */
export const csrfProtection: RequestHandler = csrfSynchronisedProtection;

/** The token for a form's hidden field `_csrf`; the same for the whole session. */
export function csrfTokenOf(request: Request): string {
  return generateToken(request);
}
