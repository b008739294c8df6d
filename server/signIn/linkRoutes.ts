import { z } from 'zod';
import { findPersonByLink, useLink, type PersonRecord } from '../../store/people.ts';
import { openPage, type Answer, type OpenVisit, type PageRoute } from '../pages/page.ts';
import { NOT_FOUND } from '../problem.ts';
import { beginSession } from './beginSession.ts';
import { hashPassword, LONGEST_PASSWORD, passwordProblem } from './passwords.ts';
import { providersOf } from './providers.ts';

const PATH = '/join/:token';
const FORM = z.object({
  password: z.string().max(1000).catch(''),
  again: z.string().max(1000).catch(''),
});

/** A one-time link of the administrator's: to begin, or to begin again with a new password. */
export const linkRoutes: readonly PageRoute[] = [
  openPage(
    { method: 'get', path: PATH, kind: 'account', audit: { none: 'an empty form for who has the link' } },
    async (visit) => {
      const person = await findOwner(visit);
      visit.request.session.joinToken = visit.param('token');
      return formPage(visit, person);
    },
  ),
  openPage({ method: 'post', path: PATH, kind: 'account', audit: 'changed-own-account' }, async (visit) => {
    const { context, request, store, now } = visit;
    const person = await findOwner(visit);
    const { password, again } = FORM.parse(request.body ?? {});
    const problem =
      passwordProblem(password, [person.name, person.email]) ??
      (password === again ? undefined : 'Enter the same password twice');
    if (problem !== undefined) return formPage(visit, person, problem);
    const token = visit.param('token');
    const passwordHash = await hashPassword(password);
    const used = await useLink(store, token, now, {
      passwordHash,
      forgetSecondFactor: person.link?.purpose === 'reset-all',
    });
    if (!used) throw NOT_FOUND;
    const answer = await beginSession(context, request, used, { way: 'password', twoFactors: false });
    return { kind: 'redirect', to: answer.to, about: { what: 'link-used', otherPersonId: used._id } };
  }),
];

async function findOwner({ store, param, now }: OpenVisit): Promise<PersonRecord> {
  const person = await findPersonByLink(store, param('token'), now);
  if (!person) throw NOT_FOUND;
  return person;
}

function formPage({ context, param }: OpenVisit, person: PersonRecord, error?: string): Answer {
  return {
    kind: 'page',
    template: 'signIn/join',
    title: 'Choose a password',
    errors: error === undefined ? [] : [{ text: error, href: '#password' }],
    view: {
      error: error ?? null,
      action: PATH.replace(':token', encodeURIComponent(param('token'))),
      email: person.email,
      longest: LONGEST_PASSWORD,
      providers: providersOf(context.configuration).map(({ id, title }) => ({
        href: `/sign-in/with/${id}`,
        title,
      })),
    },
  };
}
