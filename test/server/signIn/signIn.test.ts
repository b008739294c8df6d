import { expect } from 'chai';
import { FREE_ATTEMPTS } from '../../../domain/signIn/backOff.ts';
import { totpCode } from '../../../server/signIn/totp.ts';
import { findPerson, recordLink, recordPerson } from '../../../store/people.ts';
import { aThroughline, type TestThroughline } from '../../support/aThroughline.ts';
import { aClient, aPerson, freshCode, signIn } from '../../support/signIn.ts';
import { SERVICES_TIMEOUT_MS } from '../../support/testServices.ts';
import { OWN_SCHOOL } from '../../support/viewers.ts';

describe('signing in', () => {
  let throughline: TestThroughline;
  before(async function () {
    this.timeout(SERVICES_TIMEOUT_MS);
    throughline = await aThroughline(['server']);
  });
  after(() => throughline.drop());
  const auditOf = (personId: string) =>
    throughline.store.audit.find({
      $or: [{ 'actor.personId': personId }, { 'about.otherPersonId': personId }],
    });

  it('leads to the page somebody wanted, and records it', async () => {
    const person = await aPerson(throughline, 'dsl');
    const client = aClient(throughline.url);
    expect(await client.get('/account')).to.include({ status: 303, location: '/sign-in' });
    await client.get('/sign-in');
    await client.post('/sign-in', person as never);
    await client.get('/sign-in/code');
    const last = await client.post('/sign-in/code', { code: freshCode(person) });
    expect(last).to.include({ status: 303, location: '/account' });
    expect((await client.get('/account')).text).to.contain('Ossian Merriwick');
    const [line] = await auditOf(person.personId).lean();
    expect(line).to.deep.include({ action: 'signed-in', route: 'POST /sign-in/code' });
    expect(line?.actor).to.deep.include({ role: 'dsl', schoolUrns: [OWN_SCHOOL] });
  });

  it('shows nothing between the password and the second factor', async () => {
    const person = await aPerson(throughline, 'dsl');
    const client = aClient(throughline.url);
    await client.get('/sign-in');
    await client.post('/sign-in', person as never);
    expect((await client.get('/account')).location).to.equal('/sign-in');
  });

  it('asks nobody for a second factor who sees no narrative, unless they set one up', async () => {
    const person = await aPerson(throughline, 'technician');
    await throughline.store.people.updateOne({ _id: person.personId }, { $unset: { totp: '' } });
    const client = await signIn(throughline.url, person);
    expect((await client.get('/account')).status).to.equal(200);
  });

  it('begins a new session at each step, so that one known before is worth nothing', async () => {
    const person = await aPerson(throughline, 'dsl');
    const client = aClient(throughline.url);
    const ids = new Set<string | undefined>();
    await client.get('/sign-in');
    ids.add(client.cookies.get('throughline'));
    await client.post('/sign-in', person as never);
    ids.add(client.cookies.get('throughline'));
    await client.get('/sign-in/code');
    await client.post('/sign-in/code', { code: freshCode(person) });
    ids.add(client.cookies.get('throughline'));
    expect(ids.size).to.equal(3);
  });

  it('says the same of a wrong password and of an account there is not', async () => {
    const person = await aPerson(throughline, 'dsl');
    const answers = [person.email, 'nobody@school.example'].map(async (email) => {
      const client = aClient(throughline.url);
      await client.get('/sign-in');
      const { status, text } = await client.post('/sign-in', { email, password: 'wrong' });
      return { status, text: text.replace(email, '').replace(/value="[^"]+"/g, '') };
    });
    const [known, unknown] = await Promise.all(answers);
    expect(known?.status).to.equal(422);
    expect(known).to.deep.equal(unknown);
  });

  it('takes a code once only', async () => {
    const person = await aPerson(throughline, 'dsl');
    const code = freshCode(person);
    const once = async () => {
      const client = aClient(throughline.url);
      await client.get('/sign-in');
      await client.post('/sign-in', person as never);
      await client.get('/sign-in/code');
      return (await client.post('/sign-in/code', { code })).status;
    };
    const statuses = await Promise.all([once(), once()]);
    expect(statuses.sort()).to.deep.equal([303, 422]);
  });

  it('makes a stranger wait who guesses, but not the owner on a browser they used before', async () => {
    const person = await aPerson(throughline, 'dsl');
    const owner = await signIn(throughline.url, person);
    await owner.post('/sign-out');
    const stranger = aClient(throughline.url);
    await stranger.get('/sign-in');
    const guess = () => stranger.post('/sign-in', { email: person.email, password: 'guess' });
    const statuses: number[] = [];
    for (let i = 0; i <= FREE_ATTEMPTS; i += 1) statuses.push((await guess()).status);
    expect(statuses.slice(0, FREE_ATTEMPTS)).to.deep.equal(Array(FREE_ATTEMPTS).fill(422));
    expect(statuses.at(-1)).to.equal(429);
    await owner.get('/sign-in');
    expect((await owner.post('/sign-in', person as never)).location).to.equal('/sign-in/code');
  });

  it('ends every session at once when somebody signs out everywhere, and when they are disabled', async () => {
    const person = await aPerson(throughline, 'technician');
    const here = await signIn(throughline.url, person);
    const there = await signIn(throughline.url, person);
    expect((await there.get('/account')).status).to.equal(200);
    await here.post('/account/sign-out-everywhere');
    expect((await there.get('/account')).location).to.equal('/sign-in');
    const again = await signIn(throughline.url, person);
    await throughline.store.people.updateOne({ _id: person.personId }, { $set: { disabledAt: new Date() } });
    expect((await again.get('/account')).location).to.equal('/sign-in');
  });

  it('ends a session that was idle for half an hour', async () => {
    const person = await aPerson(throughline, 'dsl');
    const client = await signIn(throughline.url, person);
    expect((await client.get('/account')).status).to.equal(200);
    throughline.clock.forward(31 * 60_000);
    try {
      expect((await client.get('/account')).location).to.equal('/sign-in');
    } finally {
      throughline.clock.forward(-31 * 60_000);
    }
  });

  it('refuses a form that is not of this session', async () => {
    const client = await signIn(throughline.url, await aPerson(throughline, 'dsl'));
    const answer = await client.post('/account/sign-out-everywhere', { _csrf: 'of another page' });
    expect(answer.status).to.equal(403);
    expect((await client.get('/account')).status).to.equal(200);
  });

  it('has a person begin by a link that works once: password, app, recovery codes', async () => {
    const { store } = throughline;
    const personId = await recordPerson(store, {
      name: 'Isolde Farrowby',
      email: 'isolde@school.example',
      role: 'dsl',
      schoolUrns: [OWN_SCHOOL],
    });
    const token = await recordLink(store, personId!, {
      purpose: 'sign-up',
      expiresAt: new Date(Date.now() + 60_000),
    });
    const client = aClient(throughline.url);
    const path = `/join/${token}`;
    expect((await client.get(path)).text).to.contain('isolde@school.example');
    const weak = { password: 'password1234', again: 'password1234' };
    expect((await client.post(path, weak)).status).to.equal(422);
    const good = { password: 'lantern gravel otter', again: 'lantern gravel otter' };
    expect(await client.post(path, good)).to.include({ status: 303, location: '/sign-in/second-factor' });
    expect((await aClient(throughline.url).get(path)).status).to.equal(404);
    const page = await client.get('/sign-in/second-factor');
    const secret = /app-secret">([A-Z2-7 ]+)</.exec(page.text)?.[1]?.replaceAll(' ', '') ?? '';
    const confirmed = await client.post('/sign-in/second-factor', { code: totpCode(secret, new Date()) });
    expect(confirmed).to.include({ status: 303, location: '/account/recovery-codes' });
    const codes = [
      ...(await client.get('/account/recovery-codes')).text.matchAll(/<li>([a-z2-9-]{14})<\/li>/g),
    ];
    expect(codes).to.have.length(10);
    const recover = async () => {
      const other = aClient(throughline.url);
      await other.get('/sign-in');
      await other.post('/sign-in', { email: 'isolde@school.example', password: good.password });
      await other.get('/sign-in/code');
      return (await other.post('/sign-in/code', { code: codes[0]?.[1]?.toUpperCase() ?? '' })).status;
    };
    expect([await recover(), await recover()]).to.deep.equal([303, 422]);
    const kept = await findPerson(store, personId!);
    expect(JSON.stringify(kept)).not.to.contain(codes[0]?.[1]);
  });
});
