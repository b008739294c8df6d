import { z } from 'zod';
import { API_SCOPE_NAMES, API_SCOPES, scopesFor, TOKEN_DAYS } from '../../../domain/access/apiScopes.ts';
import { writeInstant } from '../../../domain/digest/sentences/writeDate.ts';
import { createOwnToken, listOwnTokens, revokeOwnToken } from '../../../store/apiTokens.ts';
import { FORBIDDEN, NOT_FOUND } from '../../problem.ts';
import { takeShownOnce } from '../admin/linkAddress.ts';
import { page, type Link, type PageAnswer, type PageRoute, type Visit } from '../page.ts';
import { owner, problemOfCurrent } from './currentPassword.ts';

const PATH = '/account/tokens';
const SCOPE = z.enum(API_SCOPE_NAMES);
const FORM = z.object({
  name: z.string().trim().min(1).max(80),
  days: z.coerce.number().int().min(1).max(TOKEN_DAYS),
  scopes: z.union([SCOPE.transform((scope) => [scope]), z.array(SCOPE).min(1)]),
});
const PROBLEMS: Readonly<Record<string, string>> = {
  name: 'Say what the token is for, in at most 80 letters',
  days: `Give a number of days, from 1 to ${TOKEN_DAYS}`,
  scopes: 'Choose what the token may read',
};
const AUDITED = { kind: 'account', allow: 'manage-own-account', audit: 'changed-own-account' } as const;

/** Personal tokens for the API: made, shown once, listed with their last use, and revoked. */
export const tokenRoutes: readonly PageRoute[] = [
  page({ ...AUDITED, method: 'get', path: PATH, audit: { none: 'shows people their own tokens' } }, (visit) =>
    tokensPage(visit),
  ),
  page({ ...AUDITED, method: 'post', path: PATH }, async (visit) => {
    if (scopesFor(visit.viewer.role).length === 0) throw FORBIDDEN;
    const form = FORM.safeParse(visit.request.body ?? {});
    if (!form.success) {
      const fields = [...new Set(form.error.issues.map(({ path }) => String(path[0])))];
      return tokensPage(
        visit,
        fields.map((field) => ({ text: PROBLEMS[field] ?? 'Fill this in', href: `#${field}` })),
      );
    }
    const wrong = owner(visit).passwordHash === undefined ? undefined : await problemOfCurrent(visit);
    if (wrong !== undefined) return tokensPage(visit, [{ text: wrong, href: '#current' }]);
    const token = await createOwnToken(visit.store, visit.scope, { ...form.data, now: visit.now });
    if (token === undefined) throw FORBIDDEN;
    visit.request.session.shownOnce = { label: `Token “${form.data.name}”`, value: token };
    return { kind: 'redirect', to: PATH, about: { what: 'made a token' } };
  }),
  page({ ...AUDITED, method: 'post', path: `${PATH}/:tokenId/revoke` }, async (visit) => {
    if (!(await revokeOwnToken(visit.store, visit.scope, visit.param('tokenId'), visit.now))) throw NOT_FOUND;
    return {
      kind: 'redirect',
      to: PATH,
      about: { what: 'revoked a token' },
      notice: 'The token is revoked. Programs that use it are refused from now on.',
    };
  }),
];

async function tokensPage(visit: Visit, errors: readonly Link[] = []): Promise<PageAnswer> {
  const tokens = await listOwnTokens(visit.store, visit.scope, visit.now);
  const error = (field: string) => errors.find(({ href }) => href === `#${field}`)?.text ?? null;
  return {
    kind: 'page',
    template: 'account/tokens',
    title: 'Personal tokens for the API',
    crumbs: [{ text: 'Your account', href: '/account' }],
    errors,
    view: {
      shownOnce: takeShownOnce(visit),
      tokens: tokens.map(({ _id, name, scopes, expiresAt, lastUsedAt }) => ({
        name,
        scopes: scopes.map((scope) => API_SCOPES[scope].title),
        expires: writeInstant(expiresAt),
        lastUsed: lastUsedAt ? writeInstant(lastUsedAt) : 'never',
        revoke: `${PATH}/${_id}/revoke`,
      })),
      hasTokens: tokens.length > 0,
      scopes: scopesFor(visit.viewer.role).map((scope) => ({ scope, title: API_SCOPES[scope].title })),
      mayMake: scopesFor(visit.viewer.role).length > 0,
      hasPassword: owner(visit).passwordHash !== undefined,
      nameError: error('name'),
      daysError: error('days'),
      scopesError: error('scopes'),
      currentError: error('current'),
    },
  };
}
