import * as oidc from 'openid-client';
import type { IdentityProvider } from '../../domain/configuration.ts';
import { findPersonByAccount, linkAccount } from '../../store/people.ts';
import { openPage, type Answer, type OpenVisit, type PageRoute } from '../pages/page.ts';
import { NOT_FOUND } from '../problem.ts';
import { auditRefusal } from './auditRefusal.ts';
import { beginSession } from './beginSession.ts';
import { discoverProvider } from './providers.ts';

/**
 * Signing in by an account at Microsoft Entra or Google, as OpenID Connect has it: authorisation code with PKCE,
 * state and nonce. An account is tied to a person by issuer and subject, and only through their one-time link: an
 * e-mail address in a token proves nothing (it can be changed by whoever runs the other side).
 */
export const federatedRoutes: readonly PageRoute[] = [
  openPage(
    {
      method: 'get',
      path: '/sign-in/with/:provider',
      kind: 'account',
      audit: { none: 'leads to the provider; the way back is audited' },
    },
    async (visit) => {
      const { request, context } = visit;
      const provider = providerOf(visit);
      const configuration = await discoverProvider(context.configuration, provider);
      const verifier = oidc.randomPKCECodeVerifier();
      const state = oidc.randomState();
      const nonce = oidc.randomNonce();
      request.session.federated = { provider: provider.id, state, nonce, verifier };
      const address = oidc.buildAuthorizationUrl(configuration, {
        redirect_uri: callbackAddress(visit, provider),
        scope: 'openid email',
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      });
      return { kind: 'redirect', to: address.href };
    },
  ),
  openPage(
    { method: 'get', path: '/sign-in/callback/:provider', kind: 'account', audit: 'signed-in' },
    comeBack,
  ),
];

async function comeBack(visit: OpenVisit): Promise<Answer> {
  const { request, context, store, now } = visit;
  const provider = providerOf(visit);
  const { federated, joinToken } = request.session;
  delete request.session.federated;
  if (federated?.provider !== provider.id) return refused(visit, 'federated-out-of-turn');
  const configuration = await discoverProvider(context.configuration, provider);
  const address = new URL(callbackAddress(visit, provider));
  address.search = new URL(request.originalUrl, address).search;
  let claims: oidc.IDToken | undefined;
  try {
    const tokens = await oidc.authorizationCodeGrant(configuration, address, {
      pkceCodeVerifier: federated.verifier,
      expectedState: federated.state,
      expectedNonce: federated.nonce,
      idTokenExpected: true,
    });
    claims = tokens.claims();
  } catch {
    return refused(visit, 'federated-not-verified');
  }
  if (!claims) return refused(visit, 'federated-not-verified');
  const account = { issuer: claims.iss, subject: claims.sub };
  if (joinToken !== undefined) {
    delete request.session.joinToken;
    await linkAccount(store, joinToken, { ...account, linkedAt: now }, now);
  }
  const person = await findPersonByAccount(store, account);
  if (!person || person.disabledAt) return refused(visit, 'federated-not-linked', person?._id);
  return beginSession(context, request, person, {
    way: provider.id,
    twoFactors: usedTwoFactors(claims),
  });
}

/** RFC 8176: the provider says in `amr` how the person proved who they are. */
function usedTwoFactors({ amr }: oidc.IDToken): boolean {
  return Array.isArray(amr) && amr.includes('mfa');
}

function providerOf({ context, param }: OpenVisit): IdentityProvider {
  const found = context.configuration.identityProviders.find(({ id }) => id === param('provider'));
  if (!found) throw NOT_FOUND;
  return found;
}

function callbackAddress({ context, request }: OpenVisit, { id }: IdentityProvider): string {
  const base = context.configuration.publicUrl ?? `${request.protocol}://${request.get('host') ?? ''}`;
  return `${base}/sign-in/callback/${id}`;
}

async function refused(visit: OpenVisit, what: string, personId?: string): Promise<Answer> {
  await auditRefusal(visit, what, personId);
  return {
    kind: 'redirect',
    to: '/sign-in',
    unrecorded: true,
    notice:
      'That account does not sign anybody in here. Use the link your administrator sent you first, then sign in with it.',
  };
}
