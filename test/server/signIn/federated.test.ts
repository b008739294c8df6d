import { expect } from 'chai';
import { recordLink } from '../../../store/people.ts';
import { aThroughline, type TestThroughline } from '../../support/aThroughline.ts';
import { anOidcProvider, type OidcProvider } from '../../support/oidcProvider.ts';
import { aClient, aPerson, type Answered, type Client } from '../../support/signIn.ts';
import { SERVICES_TIMEOUT_MS } from '../../support/testServices.ts';

describe('signing in with an account elsewhere', () => {
  let provider: OidcProvider;
  let throughline: TestThroughline;
  before(async function () {
    this.timeout(SERVICES_TIMEOUT_MS);
    provider = await anOidcProvider('throughline-test');
    throughline = await aThroughline(['server'], {
      OIDC_ENTRA_ISSUER: provider.issuer,
      OIDC_ENTRA_CLIENT_ID: 'throughline-test',
      OIDC_ENTRA_CLIENT_SECRET: 'a-secret-of-the-test',
    });
  });
  after(async () => {
    await throughline.drop();
    await provider.close();
  });

  /** There and back again, as a browser follows. */
  async function goThere(client: Client): Promise<Answered> {
    const there = await client.get('/sign-in/with/entra');
    const back = await fetch(there.location, { redirect: 'manual' });
    const { pathname, search } = new URL(back.headers.get('location') ?? '');
    return client.get(`${pathname}${search}`);
  }

  async function linked(subject: string, amr?: readonly string[]): Promise<Answered> {
    const { personId } = await aPerson(throughline, 'dsl');
    const token = await recordLink(throughline.store, personId, {
      purpose: 'sign-up',
      expiresAt: new Date(Date.now() + 60_000),
    });
    const client = aClient(throughline.url);
    await client.get(`/join/${token}`);
    provider.next = { subject, ...(amr && { amr }) };
    return goThere(client);
  }

  it('ties the account to the person through their link, and asks our second factor', async () => {
    expect((await linked('subject-1')).location).to.equal('/sign-in/code');
    expect((await goThere(aClient(throughline.url))).location).to.equal('/sign-in/code');
  });

  it('takes the provider’s word that two factors were used', async () => {
    expect((await linked('subject-2', ['pwd', 'mfa'])).location).to.equal('/week');
  });

  it('lets in nobody whose account is not tied to a person', async () => {
    provider.next = { subject: 'stranger' };
    const client = aClient(throughline.url);
    expect((await goThere(client)).location).to.equal('/sign-in');
    expect((await client.get('/account')).location).to.equal('/sign-in');
  });

  it('refuses a token made for another sign-in, and a way back nobody set out on', async () => {
    await linked('subject-3');
    provider.next = { subject: 'subject-3', nonce: 'of another sign-in' };
    expect((await goThere(aClient(throughline.url))).location).to.equal('/sign-in');
    const back = await aClient(throughline.url).get('/sign-in/callback/entra?code=x&state=y');
    expect(back.location).to.equal('/sign-in');
  });
});
