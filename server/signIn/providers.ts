import * as oidc from 'openid-client';
import type { Configuration, IdentityProvider } from '../../domain/configuration.ts';

const TITLES: Readonly<Record<IdentityProvider['id'], string>> = { entra: 'Microsoft', google: 'Google' };

/** The ways to sign in elsewhere that this installation is set up for. */
export function providersOf({ identityProviders }: Configuration): readonly {
  readonly id: IdentityProvider['id'];
  readonly title: string;
}[] {
  return identityProviders.map(({ id }) => ({ id, title: TITLES[id] }));
}

const discovered = new Map<string, Promise<oidc.Configuration>>();

/**
 * What the provider says of itself, asked once and again after a failure.
 * @throws the library's error when it cannot be reached or is not what it should be
 */
export function discoverProvider(
  { environment }: Configuration,
  provider: IdentityProvider,
): Promise<oidc.Configuration> {
  const key = `${provider.issuer}|${provider.clientId}`;
  const known = discovered.get(key);
  if (known) return known;
  const issuer = new URL(provider.issuer);
  const ownMachine = environment !== 'production' && /^(localhost|127\.0\.0\.1)$/.test(issuer.hostname);
  const asked = oidc.discovery(
    issuer,
    provider.clientId,
    undefined,
    oidc.ClientSecretPost(provider.clientSecret),
    ownMachine ? { execute: [oidc.allowInsecureRequests] } : undefined,
  );
  discovered.set(key, asked);
  asked.catch(() => discovered.delete(key));
  return asked;
}
