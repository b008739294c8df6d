import { toDataURL } from 'qrcode';
import { z } from 'zod';
import { amendSignIn, type PersonRecord } from '../../store/people.ts';
import { openPage, page, type Answer, type OpenVisit, type PageRoute } from '../pages/page.ts';
import { auditRefusal } from './auditRefusal.ts';
import { completeSession } from './beginSession.ts';
import { newRecoveryCodes, newTotpSecret, totpAddress, totpStep } from './totp.ts';

const PATH = '/sign-in/second-factor';
const FORM = z.object({ code: z.string().max(40).catch('') });

/** Setting up the second factor, which whoever reads narratives does before anything else. */
export const secondFactorRoutes: readonly PageRoute[] = [
  openPage(
    { method: 'get', path: PATH, kind: 'account', audit: { none: 'shows a new secret to its owner' } },
    async (visit) => {
      const person = whoSetsUp(visit);
      return person ? setUpPage(visit, person) : { kind: 'redirect', to: '/sign-in', unrecorded: true };
    },
  ),
  openPage({ method: 'post', path: PATH, kind: 'account', audit: 'signed-in' }, confirm),
  page(
    {
      method: 'get',
      path: '/account/recovery-codes',
      kind: 'account',
      allow: 'signed-in',
      audit: { none: 'shows new codes to their owner, once' },
    },
    async ({ request }) => {
      const codes = request.session.newRecoveryCodes;
      if (!codes) return { kind: 'redirect', to: '/account', unrecorded: true };
      delete request.session.newRecoveryCodes;
      return {
        kind: 'page',
        template: 'signIn/recoveryCodes',
        title: 'Keep these recovery codes',
        view: { codes },
      };
    },
  ),
];

function whoSetsUp({ request }: OpenVisit): PersonRecord | undefined {
  return request.session.signedIn?.secondFactor === 'to-set-up' ? request.person : undefined;
}

async function confirm(visit: OpenVisit): Promise<Answer> {
  const { context, request, store, now } = visit;
  const person = whoSetsUp(visit);
  const secret = request.session.newTotpSecret;
  if (!person || secret === undefined) return { kind: 'redirect', to: '/sign-in', unrecorded: true };
  const step = totpStep(secret, FORM.parse(request.body ?? {}).code, now);
  if (step === undefined) {
    await auditRefusal(visit, 'wrong-code-at-set-up', person._id);
    return setUpPage(visit, person, 'Enter the six digits your app shows now');
  }
  const { codes, hashes } = newRecoveryCodes();
  const first = await amendSignIn(store, person._id, {
    only: { 'totp.confirmedAt': { $exists: false } },
    set: { totp: { secret, confirmedAt: now, lastStep: step }, recoveryCodes: hashes },
  });
  if (!first) return { kind: 'redirect', to: '/sign-in', unrecorded: true };
  await completeSession(context, request, person);
  request.session.newRecoveryCodes = codes;
  return { kind: 'redirect', to: '/account/recovery-codes', about: { what: 'second-factor-set-up' } };
}

async function setUpPage({ request }: OpenVisit, person: PersonRecord, error?: string): Promise<Answer> {
  const secret = (request.session.newTotpSecret ??= newTotpSecret());
  return {
    kind: 'page',
    template: 'signIn/secondFactor',
    title: 'Set up your second factor',
    errors: error === undefined ? [] : [{ text: error, href: '#code' }],
    view: {
      error: error ?? null,
      secret: secret.match(/.{1,4}/g)?.join(' ') ?? secret,
      picture: await toDataURL(totpAddress(secret, person.email), { margin: 1, width: 220 }),
    },
  };
}
