import { z } from 'zod';
import { findPersonByEmail } from '../../store/people.ts';
import { openPage, type Answer, type OpenVisit, type PageRoute } from '../pages/page.ts';
import { startPageOf } from '../pages/navigation.ts';
import { startAfresh } from '../session/whoIsThere.ts';
import { beginAttempt } from './attempts.ts';
import { auditRefusal } from './auditRefusal.ts';
import { beginSession } from './beginSession.ts';
import { providersOf } from './providers.ts';
import { verifyPassword } from './passwords.ts';
import { writeWait } from './writeWait.ts';

const FORM = z.object({ email: z.string().max(254).catch(''), password: z.string().max(1000).catch('') });

/** The same whether the address, the password or the account is at fault. */
const REFUSED = 'Enter the e-mail address and password of an account here';

export const signInRoutes: readonly PageRoute[] = [
  openPage(
    { method: 'get', path: '/sign-in', kind: 'account', audit: { none: 'an empty form' } },
    async (visit) => {
      const { viewer } = visit.request;
      if (viewer) return { kind: 'redirect', to: startPageOf(viewer), unrecorded: true };
      return formPage(visit, '');
    },
  ),
  openPage({ method: 'post', path: '/sign-in', kind: 'account', audit: 'signed-in' }, signIn),
  openPage(
    { method: 'post', path: '/sign-out', kind: 'account', audit: 'signed-out' },
    async ({ request }) => {
      await startAfresh(request);
      return { kind: 'redirect', to: '/sign-in', notice: 'You are signed out.' };
    },
  ),
];

async function signIn(visit: OpenVisit): Promise<Answer> {
  const { context, request, store } = visit;
  const { email, password } = FORM.parse(request.body ?? {});
  const person = await findPersonByEmail(store, email);
  const attempt = await beginAttempt(context, request, 'password', { typed: email, person });
  if (attempt.kind === 'wait') {
    await auditRefusal(visit, 'must-wait', person?._id);
    return formPage(visit, email, writeWait(attempt.seconds), 429);
  }
  const right = await verifyPassword(person?.passwordHash, password);
  if (!person || !right || person.disabledAt) {
    await attempt.wrong();
    await auditRefusal(visit, person?.disabledAt ? 'disabled' : 'wrong-password', person?._id);
    return formPage(visit, email, REFUSED);
  }
  await attempt.right();
  return beginSession(context, request, person, { way: 'password', twoFactors: false });
}

function formPage({ context }: OpenVisit, email: string, error?: string, status?: number): Answer {
  return {
    kind: 'page',
    template: 'signIn/signIn',
    title: 'Sign in',
    errors: error === undefined ? [] : [{ text: error, href: '#email' }],
    ...(status !== undefined && { status }),
    view: {
      email,
      error: error ?? null,
      providers: providersOf(context.configuration).map(({ id, title }) => ({
        href: `/sign-in/with/${id}`,
        title,
      })),
    },
  };
}
