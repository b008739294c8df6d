import { expect } from 'chai';
import {
  ConfigurationRefused,
  parseConfiguration,
  publicUrlFor,
  type Configuration,
} from '../../domain/configuration.ts';
import { VARIABLE_NAMES } from '../../domain/environmentVariables.ts';

type Environment = Readonly<Record<string, string | undefined>>;

function refusalOf(env: Environment): ConfigurationRefused {
  try {
    parseConfiguration(env);
  } catch (error) {
    if (error instanceof ConfigurationRefused) return error;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

describe('configuration', () => {
  it('needs nothing to be set', () => {
    const expected: Configuration = {
      environment: 'development',
      dataDir: './data',
      host: '127.0.0.1',
      port: 3000,
      trustedProxies: 0,
      mail: { kind: 'outbox' },
      mailFrom: 'Throughline <throughline@localhost>',
      outboxDir: './data/outbox',
      logLevel: 'info',
      concurrency: { ingest: 2, tag: 2, chronology: 4, digest: 2, feedback: 4 },
      feedbackToPrivate: false,
      sourceRequestsPerMinute: 1200,
      refusalsPerMinute: 120,
      reconcileEverySeconds: 30,
      digestSchedule: { weekday: 1, time: '07:00' },
      alertHoldSeconds: 60,
      digestDetail: 'full',
      identityProviders: [],
      queuePrefix: 'throughline',
      stopWithinSeconds: 20,
    };
    expect(parseConfiguration({})).to.deep.equal(expected);
  });

  it('reads every variable it names', () => {
    const read = parseConfiguration({
      NODE_ENV: 'production',
      MONGODB_URI: 'mongodb://db.example/throughline',
      REDIS_URL: 'rediss://redis.example',
      DATA_DIR: '/srv/throughline/',
      HOST: '0.0.0.0',
      PORT: '8080',
      PUBLIC_URL: 'https://throughline.example/',
      TRUSTED_PROXIES: '1',
      SMTP_URL: 'smtps://mail.example',
      MAIL_FROM: 'Throughline <digest@school.example>',
      OUTBOX_DIR: '/srv/out',
      LOG_LEVEL: 'warn',
      INGEST_CONCURRENCY: '5',
      TAG_CONCURRENCY: '6',
      CHRONOLOGY_CONCURRENCY: '7',
      DIGEST_CONCURRENCY: '8',
      RECONCILE_EVERY_SECONDS: '9',
      DIGEST_DAY: 'Tuesday',
      DIGEST_TIME: '06:30',
      DIGEST_DETAIL: 'full',
      OIDC_ENTRA_ISSUER: 'https://login.microsoftonline.com/tenant/v2.0',
      OIDC_ENTRA_CLIENT_ID: 'at-entra',
      OIDC_ENTRA_CLIENT_SECRET: 'entra-secret',
      OIDC_GOOGLE_ISSUER: 'https://accounts.google.example',
      OIDC_GOOGLE_CLIENT_ID: 'at-google',
      OIDC_GOOGLE_CLIENT_SECRET: 'google-secret',
      QUEUE_PREFIX: 'north',
      STALLED_INTERVAL_SECONDS: '10',
      STOP_WITHIN_SECONDS: '11',
    });
    expect(read).to.deep.equal({
      environment: 'production',
      mongoUri: 'mongodb://db.example/throughline',
      redisUrl: 'rediss://redis.example',
      dataDir: '/srv/throughline/',
      host: '0.0.0.0',
      port: 8080,
      publicUrl: 'https://throughline.example',
      trustedProxies: 1,
      mail: { kind: 'smtp', url: 'smtps://mail.example' },
      mailFrom: 'Throughline <digest@school.example>',
      outboxDir: '/srv/out',
      logLevel: 'warn',
      concurrency: { ingest: 5, tag: 6, chronology: 7, digest: 8, feedback: 4 },
      feedbackToPrivate: false,
      sourceRequestsPerMinute: 1200,
      refusalsPerMinute: 120,
      reconcileEverySeconds: 9,
      digestSchedule: { weekday: 2, time: '06:30' },
      alertHoldSeconds: 60,
      digestDetail: 'full',
      identityProviders: [
        {
          id: 'entra',
          issuer: 'https://login.microsoftonline.com/tenant/v2.0',
          clientId: 'at-entra',
          clientSecret: 'entra-secret',
        },
        {
          id: 'google',
          issuer: 'https://accounts.google.example',
          clientId: 'at-google',
          clientSecret: 'google-secret',
        },
      ],
      queuePrefix: 'north',
      stalledIntervalSeconds: 10,
      stopWithinSeconds: 11,
    });
  });

  it('names every wrong variable at once, in the order of the table', () => {
    const refusal = refusalOf({ QUEUE_PREFIX: 'no spaces', PORT: '65536', LOG_LEVEL: 'loud' });
    expect(refusal.problems.map(({ name }) => name)).to.deep.equal(['PORT', 'LOG_LEVEL', 'QUEUE_PREFIX']);
    expect(refusal.message).to.equal(
      'PORT=65536: expected a whole number from 0 to 65535\n' +
        'LOG_LEVEL=loud: expected fatal, error, warn, info, debug, trace or silent\n' +
        'QUEUE_PREFIX=no spaces: expected letters, digits, hyphens and underscores, at most 40',
    );
  });

  it('never repeats a value that may hold a secret', () => {
    const refusal = refusalOf({
      MONGODB_URI: 'http://user:marked-secret@db',
      REDIS_URL: ':marked-secret@redis',
      SMTP_URL: 'user:marked-secret@mail',
      MAIL_FROM: 'digest@school.example',
      OIDC_ENTRA_CLIENT_SECRET: 'marked',
    });
    expect(refusal.problems).to.have.length(4);
    expect(refusal.message).not.to.contain('marked');
    expect(JSON.stringify(refusal.problems)).not.to.contain('marked');
  });

  for (const name of VARIABLE_NAMES.filter((each) => !each.endsWith('_DIR'))) {
    it(`refuses a senseless ${name} by its name`, () => {
      expect(refusalOf({ [name]: '<?>' }).problems.map((problem) => problem.name)).to.include(name);
    });
  }

  it('takes an empty or blank variable as not given', () => {
    const env = Object.fromEntries(VARIABLE_NAMES.map((name, i) => [name, i % 2 === 0 ? '' : '  ']));
    expect(parseConfiguration(env)).to.deep.equal(parseConfiguration({}));
  });

  it('asks for a sender before it sends e-mail', () => {
    const refusal = refusalOf({ SMTP_URL: 'smtp://mail.example' });
    expect(refusal.problems.map(({ name }) => name)).to.deep.equal(['MAIL_FROM']);
  });

  it('sends initials by e-mail unless told to send names', () => {
    const smtp = { SMTP_URL: 'smtp://mail.example', MAIL_FROM: 'digest@school.example' };
    expect(parseConfiguration(smtp).digestDetail).to.equal('initials');
    expect(parseConfiguration({ ...smtp, DIGEST_DETAIL: 'full' }).digestDetail).to.equal('full');
  });

  it('keeps the outbox in the data folder unless it is given a place', () => {
    expect(parseConfiguration({ DATA_DIR: '/srv/t/' }).outboxDir).to.equal('/srv/t/outbox');
  });

  it('wants the whole of a registration at Microsoft or Google, or none of it', () => {
    expect(refusalOf({ OIDC_ENTRA_CLIENT_ID: 'x' }).problems.map(({ name }) => name)).to.deep.equal([
      'OIDC_ENTRA_ISSUER',
      'OIDC_ENTRA_CLIENT_SECRET',
    ]);
    expect(refusalOf({ OIDC_GOOGLE_CLIENT_ID: 'x' }).problems.map(({ name }) => name)).to.deep.equal([
      'OIDC_GOOGLE_CLIENT_SECRET',
    ]);
  });

  for (const [name, value] of [
    ['DIGEST_DAY', 'mon'],
    ['DIGEST_TIME', '7:00'],
    ['DIGEST_TIME', '24:00'],
  ] as const) {
    it(`refuses ${value} as ${name}`, () => {
      expect(() => parseConfiguration({ [name]: value })).to.throw(ConfigurationRefused, name);
    });
  }

  it('gives the address people use, by name where it listens everywhere', () => {
    expect(publicUrlFor(parseConfiguration({}), 4123)).to.equal('http://127.0.0.1:4123');
    expect(publicUrlFor(parseConfiguration({ HOST: '0.0.0.0' }), 80)).to.equal('http://localhost:80');
    expect(publicUrlFor(parseConfiguration({ HOST: '::1' }), 80)).to.equal('http://[::1]:80');
    expect(publicUrlFor(parseConfiguration({ PUBLIC_URL: 'https://t.example/x/' }), 80)).to.equal(
      'https://t.example/x',
    );
  });
});
