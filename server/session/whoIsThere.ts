import { promisify } from 'node:util';
import type { Request, RequestHandler } from 'express';
import { needsSecondFactor } from '../../domain/access/actions.ts';
import type { Viewer } from '../../domain/access/viewer.ts';
import { findPerson, viewerOf, type PersonRecord } from '../../store/people.ts';
import type { ServerContext } from '../serverContext.ts';
import { isOver } from './session.ts';

declare module 'express-serve-static-core' {
  interface Request {
    /** Whoever is signed in, wholly. Absent half-way through signing in. */
    viewer?: Viewer;
    /** The person the session is of, also half-way through. */
    person?: PersonRecord;
  }
}

/**
 * Says whose request it is, from the session and the person as they stand now: a change of role, a disabled
 * account or "sign out everywhere" holds from the very next request.
 */
export function whoIsThere({ store, now }: ServerContext): RequestHandler {
  return async (request, _response, next) => {
    const { signedIn } = request.session;
    if (!signedIn) {
      next();
      return;
    }
    const person = await findPerson(store, signedIn.personId);
    const ended =
      !person ||
      person.disabledAt !== undefined ||
      person.sessionsVersion !== signedIn.sessionsVersion ||
      isOver(signedIn, now());
    if (ended) {
      await startAfresh(request);
      next();
      return;
    }
    signedIn.lastSeen = now().getTime();
    request.person = person;
    const { secondFactor } = signedIn;
    if (secondFactor === 'done' || (secondFactor === 'not-needed' && !needsSecondFactor(person.role))) {
      request.viewer = viewerOf(person);
    }
    next();
  };
}

/** A new session with a new id in place of the one there was: at each sign-in, sign-out and end. */
export async function startAfresh(request: Request): Promise<void> {
  await promisify(request.session.regenerate.bind(request.session))();
}

/** Waits until the session is kept, for answers that lead to a page which needs it. */
export async function saveSession(request: Request): Promise<void> {
  await promisify(request.session.save.bind(request.session))();
}
