import type { RequestHandler } from 'express';
import type { ApiScope } from '../../domain/access/apiScopes.ts';
import { useToken } from '../../store/apiTokens.ts';
import { viewerOf } from '../../store/people.ts';
import type { ServerContext } from '../serverContext.ts';

declare module 'express-serve-static-core' {
  interface Request {
    /** Of the personal token the request came with. */
    tokenScopes?: readonly ApiScope[];
  }
}

/**
 * Says whose request of the API it is, from its bearer token and the person as they stand now. A token can be made
 * only by somebody wholly signed in, with the second factor where their role needs it, and a change of role ends it.
 */
export function whoseToken({ store, now }: ServerContext): RequestHandler {
  return async (request, _response, next) => {
    const [, token] = /^Bearer +(\S{1,200})$/i.exec(request.get('authorization') ?? '') ?? [];
    const used = token === undefined ? undefined : await useToken(store, token, now());
    if (used) {
      request.viewer = viewerOf(used.person);
      request.tokenScopes = used.token.scopes;
    }
    next();
  };
}
