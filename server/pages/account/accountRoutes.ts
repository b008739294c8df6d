import { z } from 'zod';
import { scopesFor } from '../../../domain/access/apiScopes.ts';
import { ROLE_TITLES } from '../../../domain/access/roles.ts';
import { writeInstant } from '../../../domain/digest/sentences/writeDate.ts';
import { listSchoolNames } from '../../../store/schoolsInScope.ts';
import { amendOwnSignIn } from '../../../store/peopleInScope.ts';
import { hashPassword, passwordProblem } from '../../signIn/passwords.ts';
import { newRecoveryCodes } from '../../signIn/totp.ts';
import { startAfresh } from '../../session/whoIsThere.ts';
import { owner, problemOfCurrent } from './currentPassword.ts';
import { page, type Answer, type PageRoute, type Visit } from '../page.ts';

const FORM = z.object({
  password: z.string().max(1000).catch(''),
});
const AUDITED = { kind: 'account', allow: 'manage-own-account', audit: 'changed-own-account' } as const;

/** One's own sign-in: who one is here, the password, recovery codes, and ending every session. */
export const accountRoutes: readonly PageRoute[] = [
  page(
    {
      method: 'get',
      path: '/account',
      kind: 'account',
      allow: 'manage-own-account',
      audit: { none: 'shows people themselves' },
    },
    (visit) => accountPage(visit),
  ),
  page({ ...AUDITED, method: 'post', path: '/account/password' }, async (visit) => {
    const { password } = FORM.parse(visit.request.body ?? {});
    const refusal = await refusalOfCurrent(visit);
    if (refusal) return refusal;
    const { name, email } = owner(visit);
    const problem = passwordProblem(password, [name, email]);
    if (problem !== undefined) return accountPage(visit, { text: problem, href: '#password' });
    await amendOwnSignIn(visit.store, visit.scope, {
      set: { passwordHash: await hashPassword(password) },
      endSessions: true,
    });
    await startAfresh(visit.request);
    return {
      kind: 'redirect',
      to: '/sign-in',
      about: { what: 'password' },
      notice: 'Your password is changed. Sign in again, here and everywhere.',
    };
  }),
  page({ ...AUDITED, method: 'post', path: '/account/recovery-codes' }, async (visit) => {
    const refusal = await refusalOfCurrent(visit);
    if (refusal) return refusal;
    const { codes, hashes } = newRecoveryCodes();
    await amendOwnSignIn(visit.store, visit.scope, { set: { recoveryCodes: hashes } });
    visit.request.session.newRecoveryCodes = codes;
    return { kind: 'redirect', to: '/account/recovery-codes', about: { what: 'recovery-codes' } };
  }),
  page({ ...AUDITED, method: 'post', path: '/account/sign-out-everywhere' }, async (visit) => {
    await amendOwnSignIn(visit.store, visit.scope, { endSessions: true });
    await startAfresh(visit.request);
    return {
      kind: 'redirect',
      to: '/sign-in',
      about: { what: 'signed-out-everywhere' },
      notice: 'You are signed out on every device.',
    };
  }),
];

async function refusalOfCurrent(visit: Visit): Promise<Answer | undefined> {
  const problem = await problemOfCurrent(visit);
  return problem === undefined ? undefined : accountPage(visit, { text: problem, href: '#current' });
}

async function accountPage(visit: Visit, error?: { text: string; href: string }): Promise<Answer> {
  const person = owner(visit);
  return {
    kind: 'page',
    template: 'account/account',
    title: 'Your account',
    errors: error === undefined ? [] : [error],
    view: {
      name: person.name,
      email: person.email,
      role: ROLE_TITLES[person.role],
      schools: await listSchoolNames(visit.store, visit.scope, 'manage-own-account'),
      lastSignIn: person.lastSignInAt ? writeInstant(person.lastSignInAt) : 'not before',
      mayHaveTokens: scopesFor(person.role).length > 0,
      hasPassword: person.passwordHash !== undefined,
      hasSecondFactor: person.totp?.confirmedAt !== undefined,
      codesLeft: person.recoveryCodes.length,
      error: error?.text ?? null,
    },
  };
}
