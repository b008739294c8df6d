import { z } from 'zod';
import { WEEKDAYS } from './digest/schedule.ts';

/** Every variable that is read, with what it must be. */
export const VARIABLES = {
  NODE_ENV: 'development, test or production',
  MONGODB_URI: 'an address beginning mongodb:// or mongodb+srv://',
  REDIS_URL: 'an address beginning redis:// or rediss://',
  DATA_DIR: 'a folder',
  HOST: 'a host name or an address to listen on',
  PORT: 'a whole number from 0 to 65535',
  PUBLIC_URL: 'an address beginning http:// or https://',
  TRUSTED_PROXIES: 'a whole number from 0 to 10',
  SMTP_URL: 'an address beginning smtp:// or smtps://',
  MAIL_FROM: 'an e-mail address, such as Throughline <digest@school.example>; needed when SMTP_URL is set',
  OUTBOX_DIR: 'a folder',
  LOG_LEVEL: 'fatal, error, warn, info, debug, trace or silent',
  INGEST_CONCURRENCY: 'a whole number from 1 to 64',
  TAG_CONCURRENCY: 'a whole number from 1 to 64',
  CHRONOLOGY_CONCURRENCY: 'a whole number from 1 to 64',
  DIGEST_CONCURRENCY: 'a whole number from 1 to 64',
  FEEDBACK_CONCURRENCY: 'a whole number from 1 to 64',
  FEEDBACK_TO_PRIVATE: 'refuse or allow',
  SOURCE_REQUESTS_PER_MINUTE: 'a whole number from 1 to 100000',
  REFUSALS_PER_MINUTE: 'a whole number from 1 to 100000',
  RECONCILE_EVERY_SECONDS: 'a whole number from 1 to 3600',
  DIGEST_DAY: 'a day of the week, such as monday',
  DIGEST_TIME: 'a time of day in London, such as 07:00',
  DIGEST_DETAIL: 'initials or full',
  DIGEST_TEMPLATES_DIR: 'a folder',
  ALERT_HOLD_SECONDS: 'a whole number from 0 to 3600',
  OIDC_ENTRA_ISSUER:
    'an address beginning https://, such as https://login.microsoftonline.com/<tenant id>/v2.0; needed with OIDC_ENTRA_CLIENT_ID',
  OIDC_ENTRA_CLIENT_ID: 'the application’s id at Microsoft Entra: letters, digits, full stops and hyphens',
  OIDC_ENTRA_CLIENT_SECRET:
    'the application’s secret, at least 8 characters; needed with OIDC_ENTRA_CLIENT_ID',
  OIDC_GOOGLE_ISSUER: 'an address beginning https://',
  OIDC_GOOGLE_CLIENT_ID: 'the client’s id at Google: letters, digits, full stops and hyphens',
  OIDC_GOOGLE_CLIENT_SECRET: 'the client’s secret, at least 8 characters; needed with OIDC_GOOGLE_CLIENT_ID',
  QUEUE_PREFIX: 'letters, digits, hyphens and underscores, at most 40',
  STALLED_INTERVAL_SECONDS: 'a whole number from 1 to 600',
  STOP_WITHIN_SECONDS: 'a whole number from 1 to 300',
} as const;

export type VariableName = keyof typeof VARIABLES;

/** The names of all variables that are read, in the order of the documentation's table. */
export const VARIABLE_NAMES: readonly VariableName[] = Object.keys(VARIABLES).filter(isVariableName);

/** Variables whose value is never repeated in a message. */
export const HOLDS_SECRETS: ReadonlySet<VariableName> = new Set([
  'MONGODB_URI',
  'REDIS_URL',
  'SMTP_URL',
  'OIDC_ENTRA_CLIENT_SECRET',
  'OIDC_GOOGLE_CLIENT_SECRET',
]);

const MAILBOX = /^(?:[^<>\r\n]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/;

/** Reads them, each on its own, with the defaults that do not depend on another variable. */
export const ENVIRONMENT = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  MONGODB_URI: address('mongodb:', 'mongodb+srv:').optional(),
  REDIS_URL: address('redis:', 'rediss:').optional(),
  DATA_DIR: folder().default('./data'),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/)
    .default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(3000),
  PUBLIC_URL: address('http:', 'https:').optional(),
  TRUSTED_PROXIES: wholeNumber(0, 10).default(0),
  SMTP_URL: address('smtp:', 'smtps:').optional(),
  MAIL_FROM: z.string().regex(MAILBOX).optional(),
  OUTBOX_DIR: folder().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  INGEST_CONCURRENCY: wholeNumber(1, 64).default(2),
  TAG_CONCURRENCY: wholeNumber(1, 64).default(2),
  CHRONOLOGY_CONCURRENCY: wholeNumber(1, 64).default(4),
  DIGEST_CONCURRENCY: wholeNumber(1, 64).default(2),
  FEEDBACK_CONCURRENCY: wholeNumber(1, 64).default(4),
  FEEDBACK_TO_PRIVATE: z.enum(['refuse', 'allow']).default('refuse'),
  SOURCE_REQUESTS_PER_MINUTE: wholeNumber(1, 100_000).default(1200),
  REFUSALS_PER_MINUTE: wholeNumber(1, 100_000).default(120),
  RECONCILE_EVERY_SECONDS: wholeNumber(1, 3600).default(30),
  DIGEST_DAY: z.string().toLowerCase().pipe(z.enum(WEEKDAYS)).default('monday'),
  DIGEST_TIME: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .default('07:00'),
  DIGEST_DETAIL: z.enum(['initials', 'full']).optional(),
  DIGEST_TEMPLATES_DIR: folder().optional(),
  ALERT_HOLD_SECONDS: wholeNumber(0, 3600).default(60),
  OIDC_ENTRA_ISSUER: address('https:', 'http:').optional(),
  OIDC_ENTRA_CLIENT_ID: z
    .string()
    .regex(/^[\w.-]+$/)
    .optional(),
  OIDC_ENTRA_CLIENT_SECRET: z
    .string()
    .regex(/^[\x21-\x7e]{8,}$/)
    .optional(),
  OIDC_GOOGLE_ISSUER: address('https:', 'http:').default('https://accounts.google.com'),
  OIDC_GOOGLE_CLIENT_ID: z
    .string()
    .regex(/^[\w.-]+$/)
    .optional(),
  OIDC_GOOGLE_CLIENT_SECRET: z
    .string()
    .regex(/^[\x21-\x7e]{8,}$/)
    .optional(),
  QUEUE_PREFIX: z
    .string()
    .regex(/^[\w-]{1,40}$/)
    .default('throughline'),
  STALLED_INTERVAL_SECONDS: wholeNumber(1, 600).optional(),
  STOP_WITHIN_SECONDS: wholeNumber(1, 300).default(20),
} satisfies Record<VariableName, z.ZodType>);

function isVariableName(name: string): name is VariableName {
  return Object.hasOwn(VARIABLES, name);
}

function address(...protocols: readonly string[]) {
  return z
    .string()
    .refine((text) =>
      protocols.some((protocol) => text.startsWith(`${protocol}//`) && text.length > protocol.length + 2),
    );
}

function folder() {
  return z.string().refine((text) => !text.includes('\0'));
}

function wholeNumber(smallest: number, largest: number) {
  return z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().min(smallest).max(largest));
}
