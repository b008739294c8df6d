import session from 'express-session';
import { RedisStore } from 'connect-redis';
import type { RequestHandler } from 'express';
import type { Configuration } from '../../domain/configuration.ts';
import type { ServerContext } from '../serverContext.ts';

/** Somebody at the keyboard of a shared office is gone for half an hour; a working day is over after ten. */
export const IDLE_MINUTES = 30;
export const ABSOLUTE_HOURS = 10;
/** A browser that only looked at the sign-in page. */
const ANONYMOUS_MINUTES = 15;

/** Where somebody stands in signing in. */
export interface SignedIn {
  readonly personId: string;
  /** Of the person's sessions; a newer one ended this one. */
  readonly sessionsVersion: number;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly by: 'password' | 'entra' | 'google';
  /** `needed` and `to-set-up` let nobody see anything but the next step of signing in. */
  readonly secondFactor: 'done' | 'not-needed' | 'needed' | 'to-set-up';
  lastSeen: number;
}

declare module 'express-session' {
  interface SessionData {
    signedIn: SignedIn;
    /** A word for the next page. */
    notice: string;
    /** When a reason was given to look at a child, by pupil id. */
    reasons: Record<string, number>;
    /** A sign-in under way at Microsoft or Google. */
    federated: { provider: string; state: string; nonce: string; verifier: string };
    /** The one-time link that was opened, in case the person goes on with Microsoft or Google. */
    joinToken: string;
    /** The page somebody was sent to sign in from. */
    returnTo: string;
    /** A second factor being set up, until it is confirmed. */
    newTotpSecret: string;
    /** Shown once, on the page after they were made. */
    newRecoveryCodes: string[];
    /** A secret or a link just made, shown once. */
    shownOnce: { label: string; value: string };
  }
}

/** False only on this machine without TLS, where a browser would not send a secure cookie back. */
export function cookiesAreSecure({ environment, publicUrl, host }: Configuration): boolean {
  if (environment === 'production') return true;
  if (publicUrl !== undefined) return publicUrl.startsWith('https:');
  return !/^(localhost|127(\.\d{1,3}){3}|::1)$/.test(host);
}

/** `__Host-` keeps a cookie to this host, this path and TLS; a browser refuses it on plain HTTP. */
export function cookieName(configuration: Configuration, name: string): string {
  return cookiesAreSecure(configuration) ? `__Host-${name}` : name;
}

/** Sessions in Redis: what is lost there only signs people out. */
export function sessions(context: ServerContext, secret: string): RequestHandler {
  const { configuration, queues } = context;
  return session({
    name: cookieName(configuration, 'throughline'),
    secret,
    resave: false,
    saveUninitialized: false,
    rolling: false,
    cookie: {
      httpOnly: true,
      secure: cookiesAreSecure(configuration),
      // Lax and not Strict: a link in the weekly e-mail and the way back from Microsoft would arrive signed out.
      sameSite: 'lax',
      path: '/',
    },
    store: new RedisStore({
      client: queues.redis,
      prefix: `${configuration.queuePrefix}:session:`,
      ttl: ({ signedIn }) => 60 * (signedIn ? IDLE_MINUTES : ANONYMOUS_MINUTES),
    }),
  });
}

/** True once a session was idle or has lasted too long. */
export function isOver({ since, lastSeen }: SignedIn, now: Date): boolean {
  const ms = now.getTime();
  return ms - lastSeen > IDLE_MINUTES * 60_000 || ms - since > ABSOLUTE_HOURS * 3_600_000;
}
