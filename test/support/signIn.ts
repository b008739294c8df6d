import type { Role } from '../../domain/access/roles.ts';
import { amendSignIn, recordPerson, type NewPerson } from '../../store/people.ts';
import { hashPassword } from '../../server/signIn/passwords.ts';
import { newTotpSecret, totpCode } from '../../server/signIn/totp.ts';
import type { TestThroughline } from './aThroughline.ts';
import { OWN_SCHOOL } from './viewers.ts';

/** Somebody with a password and an authenticator app, as they would sign in. */
export interface TestPerson {
  readonly personId: string;
  readonly email: string;
  readonly password: string;
  readonly totpSecret: string;
}

export const PASSWORD = 'kettle marrow quince';
let passwordHash: Promise<string> | undefined;
let made = 0;

/** Adds a person of a role at the first school, who has set up sign-in; what matters to the test is given. */
export async function aPerson(
  { store }: Pick<TestThroughline, 'store'>,
  role: Role,
  given: Partial<NewPerson> = {},
): Promise<TestPerson> {
  made += 1;
  const email = given.email ?? `${role}-${made}@school.example`;
  const personId = await recordPerson(store, {
    name: 'Ossian Merriwick',
    role,
    schoolUrns: role === 'admin' ? [] : [OWN_SCHOOL],
    ...given,
    email,
  });
  if (personId === undefined) throw new Error('that address is taken');
  const totpSecret = newTotpSecret();
  await amendSignIn(store, personId, {
    set: {
      passwordHash: await (passwordHash ??= hashPassword(PASSWORD)),
      totp: { secret: totpSecret, confirmedAt: new Date() },
    },
  });
  return { personId, email, password: PASSWORD, totpSecret };
}

/** What a browser does without pages: it keeps cookies, and sends the token of the last form. */
export interface Client {
  readonly cookies: Map<string, string>;
  get(path: string, headers?: Record<string, string>): Promise<Answered>;
  /** Sends a form, with the token of the last page that had one. */
  post(path: string, form?: Readonly<Record<string, string>>): Promise<Answered>;
}

export interface Answered {
  readonly status: number;
  readonly location: string;
  readonly text: string;
  readonly headers: Headers;
}

/** A browser with nothing in it. */
export function aClient(url: string): Client {
  const cookies = new Map<string, string>();
  let token = '';
  const ask = async (path: string, init: RequestInit): Promise<Answered> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(path, url), {
      redirect: 'manual',
      ...init,
      headers: { accept: 'text/html', ...init.headers, ...(cookie && { cookie }) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const text = await response.text();
    token = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? token;
    return {
      status: response.status,
      location: response.headers.get('location') ?? '',
      text,
      headers: response.headers,
    };
  };
  return {
    cookies,
    get: (path, headers = {}) => ask(path, { headers }),
    post: (path, form = {}) =>
      ask(path, { method: 'POST', body: new URLSearchParams({ _csrf: token, ...form }) }),
  };
}

const PERIOD_MS = 30_000;
const lastPeriods = new Map<string, number>();

/**
 * A code that was not used yet: no code is taken twice, but the one before and the one after the present are taken.
 * So somebody can sign in three times in half a minute.
 */
export function freshCode({ personId, totpSecret }: TestPerson): string {
  const period = Math.max(Math.floor(Date.now() / PERIOD_MS) - 1, (lastPeriods.get(personId) ?? 0) + 1);
  lastPeriods.set(personId, period);
  return totpCode(totpSecret, new Date(period * PERIOD_MS));
}

/** Signs somebody in over HTTP, with the second factor where it is asked for. */
export async function signIn(url: string, person: TestPerson, client = aClient(url)): Promise<Client> {
  await client.get('/sign-in');
  const first = await client.post('/sign-in', { email: person.email, password: person.password });
  if (first.location === '/sign-in/code') {
    await client.get('/sign-in/code');
    const second = await client.post('/sign-in/code', { code: freshCode(person) });
    if (second.status !== 303) throw new Error(`the code was refused: ${second.status}`);
  } else if (first.status !== 303) throw new Error(`sign-in was refused: ${first.status}`);
  // A page with a form, for the token of the new session.
  await client.get('/account');
  return client;
}
