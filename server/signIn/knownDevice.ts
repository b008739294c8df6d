import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Configuration } from '../../domain/configuration.ts';
import type { Store } from '../../store/openStore.ts';
import { amendSignIn, hashToken, type PersonRecord } from '../../store/people.ts';
import { cookieName, cookiesAreSecure } from '../session/session.ts';

/**
 * A browser that signed in before. It gives no access: only its own wrong attempts make it wait, so a stranger
 * who fails again and again behind the same school's address keeps nobody out.
 */
const NAME = 'throughline-device';
const KEPT_DAYS = 180;
const MOST_DEVICES = 10;

function tokenOf(request: Request, configuration: Configuration): string | undefined {
  const wanted = `${cookieName(configuration, NAME)}=`;
  const found = (request.headers.cookie ?? '')
    .split(';')
    .map((cookie) => cookie.trim())
    .find((cookie) => cookie.startsWith(wanted));
  const token = found?.slice(wanted.length);
  return token !== undefined && /^[\w-]{43}$/.test(token) ? token : undefined;
}

/** The hash of the browser's token, whoever's it is; undefined where there is none. */
function deviceHash(request: Request, configuration: Configuration): string | undefined {
  const token = tokenOf(request, configuration);
  return token === undefined ? undefined : hashToken(token);
}

/** The browser's device, when this person signed in from it before. */
export function deviceOf(
  request: Request,
  configuration: Configuration,
  person: PersonRecord | null,
): string | undefined {
  const hash = deviceHash(request, configuration);
  return hash !== undefined && person?.knownDevices.includes(hash) === true ? hash : undefined;
}

/** Has the browser remembered as one the person signed in from. */
export async function rememberDevice(
  { store, configuration }: { store: Store; configuration: Configuration },
  request: Request,
  response: Response,
  person: PersonRecord,
): Promise<void> {
  const known = tokenOf(request, configuration);
  const token = known ?? randomBytes(32).toString('base64url');
  const hash = hashToken(token);
  if (!person.knownDevices.includes(hash)) {
    await amendSignIn(store, person._id, {
      push: { knownDevices: { $each: [hash], $slice: -MOST_DEVICES } },
    });
  }
  response.cookie(cookieName(configuration, NAME), token, {
    httpOnly: true,
    secure: cookiesAreSecure(configuration),
    sameSite: 'lax',
    path: '/',
    maxAge: KEPT_DAYS * 86_400_000,
  });
}
