import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A small OpenID Connect provider: discovery, authorisation code with PKCE (checked), signed identity tokens. */
export interface OidcProvider {
  readonly issuer: string;
  /** Who signs in there next, and how. */
  next: { subject: string; amr?: readonly string[]; nonce?: string };
  close(): Promise<void>;
}

export async function anOidcProvider(clientId: string): Promise<OidcProvider> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const codes = new Map<string, { challenge: string; nonce: string }>();
  const server = createServer((request, response) => {
    const address = new URL(request.url ?? '/', provider.issuer);
    const json = (value: object, status = 200): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    };
    const { issuer } = provider;
    if (address.pathname === '/.well-known/openid-configuration') {
      json({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        code_challenge_methods_supported: ['S256'],
      });
    } else if (address.pathname === '/keys') {
      json({ keys: [{ ...publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: '1' }] });
    } else if (address.pathname === '/authorize') {
      const code = randomUUID();
      const of = (name: string): string => address.searchParams.get(name) ?? '';
      codes.set(code, { challenge: of('code_challenge'), nonce: of('nonce') });
      const back = new URL(of('redirect_uri'));
      back.search = new URLSearchParams({ code, state: of('state') }).toString();
      response.writeHead(302, { location: back.href }).end();
    } else {
      let body = '';
      request.on('data', (part) => (body += String(part)));
      request.on('end', () => {
        const form = new URLSearchParams(body);
        const asked = codes.get(form.get('code') ?? '');
        codes.delete(form.get('code') ?? '');
        const challenge = createHash('sha256')
          .update(form.get('code_verifier') ?? '')
          .digest('base64url');
        if (asked?.challenge !== challenge) {
          json({ error: 'invalid_grant' }, 400);
          return;
        }
        const seconds = Math.floor(Date.now() / 1000);
        const { subject, amr, nonce } = provider.next;
        const claims = {
          iss: issuer,
          aud: clientId,
          sub: subject,
          iat: seconds,
          exp: seconds + 60,
          nonce: nonce ?? asked.nonce,
          ...(amr && { amr }),
        };
        const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
        const signed = `${part({ alg: 'RS256', kid: '1' })}.${part(claims)}`;
        const signature = createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url');
        json({ access_token: 'x', token_type: 'Bearer', id_token: `${signed}.${signature}` });
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const provider: OidcProvider = {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    next: { subject: 'nobody' },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
  return provider;
}
