import type { z } from 'zod';
import { WEEKDAYS, type DigestSchedule } from './digest/schedule.ts';
import {
  ENVIRONMENT,
  HOLDS_SECRETS,
  VARIABLES,
  VARIABLE_NAMES,
  type VariableName,
} from './environmentVariables.ts';

/**
 * What a deployment may set, read once at the start. The environment is handed in, so this stays pure;
 * everything wrong is reported together, and a value that may hold a secret is never repeated.
 * `docs/operations.md` has the same table for people.
 */
export interface Configuration {
  readonly environment: 'development' | 'test' | 'production';
  /** Unset: a database of our own is started under `dataDir`. */
  readonly mongoUri?: string;
  /** Unset: a Redis of our own is started under `dataDir`. */
  readonly redisUrl?: string;
  readonly dataDir: string;
  readonly host: string;
  /** 0 lets the system choose a free port. */
  readonly port: number;
  /** As given, without a trailing slash; see `publicUrlFor` for the address when it is not given. */
  readonly publicUrl?: string;
  /** How many proxies in front of the server may be believed about the caller's address. */
  readonly trustedProxies: number;
  readonly mail: MailRoute;
  readonly mailFrom: string;
  /** Folder that digests are written to when there is no SMTP server. */
  readonly outboxDir: string;
  readonly logLevel: LogLevel;
  /** Jobs worked on at once, for each stage, in each workers process. */
  readonly concurrency: Readonly<Record<Stage, number>>;
  /** Whether senders may be told at addresses inside a network, and without TLS. */
  readonly feedbackToPrivate: boolean;
  /** Calls a minute of one source, above which it is asked to wait. */
  readonly sourceRequestsPerMinute: number;
  /** Refused signatures a minute of one address, above which it is turned away unread. */
  readonly refusalsPerMinute: number;
  readonly reconcileEverySeconds: number;
  /** When readers without a wish of their own are sent their digest. */
  readonly digestSchedule: DigestSchedule;
  readonly digestDetail: DigestDetail;
  /** How long an alert waits, so that what is written within a moment is told together and can be taken back. */
  readonly alertHoldSeconds: number;
  /** Folder whose digest templates stand in for ours of the same name. */
  readonly digestTemplatesDir?: string;
  /** Where people may sign in instead of with a password here. */
  readonly identityProviders: readonly IdentityProvider[];
  readonly queuePrefix: string;
  /** How often Bull looks for jobs whose worker died; Bull's own default when unset. */
  readonly stalledIntervalSeconds?: number;
  /** How long a stop may take before what is still running is abandoned to its retry. */
  readonly stopWithinSeconds: number;
}

export type Stage = 'ingest' | 'tag' | 'chronology' | 'digest' | 'feedback';
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
export type MailRoute = { readonly kind: 'smtp'; readonly url: string } | { readonly kind: 'outbox' };
/** How a digest names a child: e-mail is read on phones and forwarded, a file in a locked folder is not. */
export type DigestDetail = 'initials' | 'full';

/** An OpenID Connect provider and our registration there. */
export interface IdentityProvider {
  readonly id: 'entra' | 'google';
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface RefusedVariable {
  readonly name: VariableName;
  readonly expected: string;
  /** The value given; absent when nothing was given or when it may hold a secret. */
  readonly given?: string;
}

/** The configuration cannot be used; `problems` has every wrong variable and the message names them all. */
export class ConfigurationRefused extends Error {
  readonly problems: readonly RefusedVariable[];

  constructor(problems: readonly RefusedVariable[]) {
    super(
      problems
        .map(({ name, expected, given }) =>
          given === undefined ? `${name}: expected ${expected}` : `${name}=${given}: expected ${expected}`,
        )
        .join('\n'),
    );
    this.name = 'ConfigurationRefused';
    this.problems = problems;
  }
}

/**
 * Reads the configuration out of environment variables. An empty value counts as not given.
 * @throws {ConfigurationRefused} naming every variable that is wrong and what is expected of it
 */
export function parseConfiguration(env: Readonly<Record<string, string | undefined>>): Configuration {
  const given = Object.fromEntries(
    VARIABLE_NAMES.flatMap((name) => {
      const value = env[name]?.trim();
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
  const parsed = ENVIRONMENT.safeParse(given);
  const wrong = new Set(parsed.success ? [] : parsed.error.issues.map((issue) => issue.path[0]));
  if (given['SMTP_URL'] !== undefined && given['MAIL_FROM'] === undefined) wrong.add('MAIL_FROM');
  if (given['OIDC_ENTRA_CLIENT_ID'] !== undefined) {
    for (const name of ['OIDC_ENTRA_ISSUER', 'OIDC_ENTRA_CLIENT_SECRET'])
      if (given[name] === undefined) wrong.add(name);
  }
  if (given['OIDC_GOOGLE_CLIENT_ID'] !== undefined && given['OIDC_GOOGLE_CLIENT_SECRET'] === undefined)
    wrong.add('OIDC_GOOGLE_CLIENT_SECRET');
  if (!parsed.success || wrong.size > 0) {
    throw new ConfigurationRefused(
      VARIABLE_NAMES.filter((name) => wrong.has(name)).map((name) => refusal(name, given[name])),
    );
  }
  return buildConfiguration(parsed.data);
}

/**
 * The address people reach the server under: PUBLIC_URL, or else the host and the port listened on.
 * @param listeningPort the port actually bound, which is not `configuration.port` when that is 0
 * @returns an address without a trailing slash
 */
export function publicUrlFor(configuration: Configuration, listeningPort: number): string {
  if (configuration.publicUrl !== undefined) return configuration.publicUrl;
  const anyAddress = configuration.host === '0.0.0.0' || configuration.host === '::';
  const host = anyAddress ? 'localhost' : configuration.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${listeningPort}`;
}

function buildConfiguration(env: z.infer<typeof ENVIRONMENT>): Configuration {
  return {
    environment: env.NODE_ENV,
    ...(env.MONGODB_URI !== undefined && { mongoUri: env.MONGODB_URI }),
    ...(env.REDIS_URL !== undefined && { redisUrl: env.REDIS_URL }),
    dataDir: env.DATA_DIR,
    host: env.HOST,
    port: env.PORT,
    ...(env.PUBLIC_URL !== undefined && { publicUrl: env.PUBLIC_URL.replace(/\/+$/, '') }),
    trustedProxies: env.TRUSTED_PROXIES,
    mail: env.SMTP_URL === undefined ? { kind: 'outbox' } : { kind: 'smtp', url: env.SMTP_URL },
    mailFrom: env.MAIL_FROM ?? 'Throughline <throughline@localhost>',
    outboxDir: env.OUTBOX_DIR ?? `${env.DATA_DIR.replace(/\/+$/, '')}/outbox`,
    logLevel: env.LOG_LEVEL,
    concurrency: {
      ingest: env.INGEST_CONCURRENCY,
      tag: env.TAG_CONCURRENCY,
      chronology: env.CHRONOLOGY_CONCURRENCY,
      digest: env.DIGEST_CONCURRENCY,
      feedback: env.FEEDBACK_CONCURRENCY,
    },
    feedbackToPrivate: env.FEEDBACK_TO_PRIVATE === 'allow',
    sourceRequestsPerMinute: env.SOURCE_REQUESTS_PER_MINUTE,
    refusalsPerMinute: env.REFUSALS_PER_MINUTE,
    reconcileEverySeconds: env.RECONCILE_EVERY_SECONDS,
    digestSchedule: { weekday: WEEKDAYS.indexOf(env.DIGEST_DAY) + 1, time: env.DIGEST_TIME },
    ...(env.DIGEST_TEMPLATES_DIR !== undefined && { digestTemplatesDir: env.DIGEST_TEMPLATES_DIR }),
    alertHoldSeconds: env.ALERT_HOLD_SECONDS,
    digestDetail: env.DIGEST_DETAIL ?? (env.SMTP_URL === undefined ? 'full' : 'initials'),
    identityProviders: [
      ...identityProvider(
        'entra',
        env.OIDC_ENTRA_ISSUER,
        env.OIDC_ENTRA_CLIENT_ID,
        env.OIDC_ENTRA_CLIENT_SECRET,
      ),
      ...identityProvider(
        'google',
        env.OIDC_GOOGLE_ISSUER,
        env.OIDC_GOOGLE_CLIENT_ID,
        env.OIDC_GOOGLE_CLIENT_SECRET,
      ),
    ],
    queuePrefix: env.QUEUE_PREFIX,
    ...(env.STALLED_INTERVAL_SECONDS !== undefined && {
      stalledIntervalSeconds: env.STALLED_INTERVAL_SECONDS,
    }),
    stopWithinSeconds: env.STOP_WITHIN_SECONDS,
  };
}

function identityProvider(
  id: IdentityProvider['id'],
  issuer?: string,
  clientId?: string,
  clientSecret?: string,
): IdentityProvider[] {
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return [];
  return [{ id, issuer, clientId, clientSecret }];
}

function refusal(name: VariableName, given: string | undefined): RefusedVariable {
  const quoted = given !== undefined && !HOLDS_SECRETS.has(name) ? { given } : {};
  return { name, expected: VARIABLES[name], ...quoted };
}
