import type { Request } from 'express';
import { needsSecondFactor } from '../../domain/access/actions.ts';
import { amendSignIn, viewerOf, type PersonRecord } from '../../store/people.ts';
import type { ServerContext } from '../serverContext.ts';
import { startPageOf } from '../pages/navigation.ts';
import type { RedirectAnswer } from '../pages/page.ts';
import type { SignedIn } from '../session/session.ts';
import { startAfresh } from '../session/whoIsThere.ts';
import { rememberDevice } from './knownDevice.ts';

/**
 * Begins a session with a new id once a password or an account elsewhere is shown to be theirs. Who needs a second
 * factor sees nothing else before it.
 * @param by how they signed in, and whether that was with two factors already
 */
export async function beginSession(
  context: ServerContext,
  request: Request,
  person: PersonRecord,
  by: { readonly way: SignedIn['by']; readonly twoFactors: boolean },
): Promise<RedirectAnswer> {
  const { returnTo } = request.session;
  await startAfresh(request);
  if (returnTo !== undefined) request.session.returnTo = returnTo;
  const secondFactor = by.twoFactors ? 'done' : secondFactorOf(person);
  const ms = context.now().getTime();
  request.session.signedIn = {
    personId: person._id,
    sessionsVersion: person.sessionsVersion,
    since: ms,
    lastSeen: ms,
    by: by.way,
    secondFactor,
  };
  switch (secondFactor) {
    case 'needed':
      return { kind: 'redirect', to: '/sign-in/code', unrecorded: true };
    case 'to-set-up':
      return { kind: 'redirect', to: '/sign-in/second-factor', unrecorded: true };
    case 'not-needed':
    case 'done':
      return arrive(context, request, person);
  }
}

function secondFactorOf({ totp, role }: PersonRecord): SignedIn['secondFactor'] {
  if (totp?.confirmedAt) return 'needed';
  return needsSecondFactor(role) ? 'to-set-up' : 'not-needed';
}

/** The second factor was shown: the session becomes a whole one, again under a new id. */
export async function completeSession(
  context: ServerContext,
  request: Request,
  person: PersonRecord,
): Promise<RedirectAnswer> {
  const { signedIn, returnTo } = request.session;
  if (!signedIn) throw new Error('there is no session to complete');
  await startAfresh(request);
  request.session.signedIn = { ...signedIn, secondFactor: 'done' };
  if (returnTo !== undefined) request.session.returnTo = returnTo;
  return arrive(context, request, person);
}

async function arrive(
  context: ServerContext,
  request: Request,
  person: PersonRecord,
): Promise<RedirectAnswer> {
  await amendSignIn(context.store, person._id, { set: { lastSignInAt: context.now() } });
  if (request.res) await rememberDevice(context, request, request.res, person);
  const { returnTo } = request.session;
  delete request.session.returnTo;
  request.viewer = viewerOf(person);
  return { kind: 'redirect', to: returnTo ?? startPageOf(request.viewer) };
}
