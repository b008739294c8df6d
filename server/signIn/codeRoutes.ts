import { z } from 'zod';
import type { PersonRecord } from '../../store/people.ts';
import { openPage, type Answer, type OpenVisit, type PageRoute } from '../pages/page.ts';
import { beginAttempt } from './attempts.ts';
import { auditRefusal } from './auditRefusal.ts';
import { completeSession } from './beginSession.ts';
import { takeCode } from './totp.ts';
import { writeWait } from './writeWait.ts';

const PATH = '/sign-in/code';
const FORM = z.object({ code: z.string().max(40).catch('') });

/** The second factor of somebody whose password was right. */
export const codeRoutes: readonly PageRoute[] = [
  openPage({ method: 'get', path: PATH, kind: 'account', audit: { none: 'an empty form' } }, async (visit) =>
    whoOwesCode(visit) ? formPage() : toSignIn(),
  ),
  openPage({ method: 'post', path: PATH, kind: 'account', audit: 'signed-in' }, async (visit) => {
    const { context, request, store, now } = visit;
    const person = whoOwesCode(visit);
    if (!person) return toSignIn();
    const attempt = await beginAttempt(context, request, 'code', { typed: person._id, person });
    if (attempt.kind === 'wait') {
      await auditRefusal(visit, 'must-wait', person._id);
      return formPage(writeWait(attempt.seconds), 429);
    }
    const taken = await takeCode(store, person, FORM.parse(request.body ?? {}).code, now);
    if (taken === 'no') {
      await attempt.wrong();
      await auditRefusal(visit, 'wrong-code', person._id);
      return formPage('Enter the code your app shows now, or a recovery code you have not used');
    }
    await attempt.right();
    const left = person.recoveryCodes.length - 1;
    const answer = await completeSession(context, request, person);
    return taken === 'code'
      ? answer
      : {
          ...answer,
          about: { what: 'recovery-code' },
          notice: `That recovery code is used up; ${left} are left. New ones can be made under your name.`,
        };
  }),
];

function whoOwesCode({ request }: OpenVisit): PersonRecord | undefined {
  return request.session.signedIn?.secondFactor === 'needed' ? request.person : undefined;
}

function toSignIn(): Answer {
  return { kind: 'redirect', to: '/sign-in', unrecorded: true };
}

function formPage(error?: string, status?: number): Answer {
  return {
    kind: 'page',
    template: 'signIn/code',
    title: 'Enter your code',
    errors: error === undefined ? [] : [{ text: error, href: '#code' }],
    ...(status !== undefined && { status }),
    view: { error: error ?? null },
  };
}
