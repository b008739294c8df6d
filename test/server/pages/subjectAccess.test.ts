import { Decrypter } from 'age-encryption';
import { expect } from 'chai';
import { strFromU8, unzipSync } from 'fflate';
import type { Upn, Urn } from '../../../domain/identifiers.ts';
import { verifyAudit } from '../../../store/audit.ts';
import { findPupilByUpn } from '../../../store/pupils.ts';
import { aThroughline, type TestThroughline } from '../../support/aThroughline.ts';
import {
  CHROMIUM,
  closeBrowser,
  keepScreenshot,
  openWindow,
  overflowsSideways,
  PHONE,
  seriousViolations,
} from '../../support/browser.ts';
import { pdfText } from '../../support/pdfText.ts';
import { aPupil, anIncident } from '../../support/people.ts';
import { aClient, aPerson, signIn, type Answered, type Client } from '../../support/signIn.ts';
import { SERVICES_TIMEOUT_MS } from '../../support/testServices.ts';

const LOG =
  'Said Corwen had not eaten either. Mum’s new boyfriend Darren shouted at them. Ring 07700 900123. The heating had been off since Friday.';
const SECRET = 'Whispered that she is afraid of going home.';

const today = (): string => new Date().toISOString().slice(0, 10);
const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

describe('the answer to a subject access request', function () {
  this.timeout(SERVICES_TIMEOUT_MS);
  let throughline: TestThroughline;
  let client: Client;
  let childPath: string;
  let requestPath: string;
  const child = aPupil({ forename: 'Ottoline', surname: 'Thistlewick', household_id: 'H1' });
  const brother = aPupil({ forename: 'Corwen', surname: 'Thistlewick', household_id: 'H1' });

  const send = (kind: 'pupils' | 'incidents' | 'attendance', body: object) =>
    throughline.sendAndSettle({ kind, contentType: 'application/json', body: JSON.stringify(body) });
  const told = (externalId: string, narrative: string) =>
    anIncident({ externalId, pupil: { upn: child.upn }, narrative, recordedBy: 'Ms Okonbrae' });

  before(async () => {
    throughline = await aThroughline();
    await send('pupils', { pupils: [child, brother] });
    await send('incidents', { incidents: [told('log', LOG), told('secret', SECRET)] });
    await send('attendance', { marks: [{ upn: child.upn, date: '2026-09-14', session: 'AM', code: 'O' }] });
    await throughline.settled();
    client = await signIn(throughline.url, await aPerson(throughline, 'deputy-dsl'));
    childPath = `/children/${(await findPupilByUpn(throughline.store, child.upn as Upn))?._id ?? ''}`;
  });
  after(async () => {
    await closeBrowser();
    await throughline.drop();
  });

  const REQUEST = {
    ...{
      receivedOn: today(),
      asked: 'Everything about my daughter',
      name: 'Jo Thistlewick',
      relation: 'parent',
    },
    ...{ standing: 'Birth certificate seen', childsView: 'Eleven, asked, agrees', words: 'mum' },
  };

  async function post(path: string, fields: Readonly<Record<string, string>>): Promise<Answered> {
    await client.get(path);
    return client.post(path, fields);
  }

  /** What the page of an entry offers: its address by what the list says of it. */
  async function entryOf(words: string): Promise<{ path: string; text: string }> {
    const { text } = await client.get(requestPath);
    const lines = text
      .split('<li>')
      .filter((line) => line.includes(words) && !line.includes('former wording'));
    const path = /href="([^"]+\/entries\/[0-9a-f]+)"/.exec(lines[0] ?? '')?.[1] ?? '';
    return { path, text: (await client.get(path)).text };
  }

  /** Decides on an entry as somebody would who changes nothing of what is ticked but `fields`. */
  async function decide(path: string, fields: Readonly<Record<string, string>>): Promise<Answered> {
    const { text } = await client.get(path);
    const ticked = [...text.matchAll(/name="(mark-\d+)"[^>]* checked/g)].map(([, name]) => [name, 'yes']);
    const fingerprint = /name="fingerprint" value="([0-9a-f]+)"/.exec(text)?.[1] ?? '';
    return client.post(path, { fingerprint, outcome: 'include', ...Object.fromEntries(ticked), ...fields });
  }

  async function decideOnAll(): Promise<void> {
    for (;;) {
      const next = /href="([^"]+)">Review the next entry/.exec((await client.get(requestPath)).text)?.[1];
      if (next === undefined) return;
      expect((await decide(next, {})).status).to.equal(303);
    }
  }

  it('asks for who asks, their standing and what the child says before it is recorded', async () => {
    const { status, text } = await post(`${childPath}/subject-access`, {
      ...REQUEST,
      standing: '',
      childsView: '',
    });
    expect(status).to.equal(422);
    expect(text)
      .to.include('how it was checked that they may ask')
      .and.to.include('whether the child understands');
  });

  it('waits for proof of identity with the clock standing still, and counts a month from when it comes', async () => {
    const { location } = await post(`${childPath}/subject-access`, { ...REQUEST, receivedOn: daysAgo(50) });
    requestPath = location;
    expect((await client.get(requestPath)).text).to.include('The clock stands still');
    await client.post(requestPath, { what: 'came', cameOn: today(), cameNote: 'Passport seen' });
    const { text } = await client.get(requestPath);
    expect(text).to.include('Passport seen').and.not.to.include('This answer was due');
  });

  it('says on the page of the week which are overdue', async () => {
    const { location } = await post(`${childPath}/subject-access`, {
      ...{ ...REQUEST, receivedOn: daysAgo(50) },
      identity: 'Known to the office',
    });
    expect((await client.get('/week')).text).to.include('One subject access request is overdue');
    expect((await client.get('/subject-access')).text).to.include('Overdue');
    const late = { what: 'extend', extendOn: today(), extendReason: 'Complex' };
    expect((await post(location, late)).text).to.include('It is too late');
    await post(location, {
      what: 'refuse',
      refuseOn: today(),
      ground: 'excessive',
      refuseReason: 'The third this week',
    });
    expect((await client.get('/week')).text).not.to.include('overdue');
    expect((await client.get('/subject-access')).text).to.include('Refused');
  });

  it('makes no answer while an entry is not reviewed', async () => {
    await post(requestPath, { what: 'answer' });
    const { text } = await client.get(requestPath);
    expect(text)
      .to.include('still to be reviewed')
      .and.not.to.match(/answer\.(age|pdf)/);
    expect((await client.get(`${requestPath}/answer.pdf`)).status).to.equal(404);
    expect(await throughline.store.subjectRequests.exists({ prepared: { $exists: true } })).to.equal(null);
  });

  it('marks brothers, mum’s boyfriend and numbers, but not the child or the requester', async () => {
    const { path, text } = await entryOf('Said Corwen');
    const suggested = [...text.matchAll(/id="mark-\d+"[\s\S]*?<label[^>]*>([^<]+)</g)].map(
      ([, words]) => words,
    );
    expect(suggested).to.include.members([
      'Corwen',
      'Mum’s new boyfriend',
      'Darren',
      '07700 900123',
      'Ms Okonbrae',
    ]);
    expect(suggested).not.to.include('Mum');
    expect(path).not.to.include('Corwen');
  });

  it('gives nothing out without an outcome chosen, nor leaves words in without a reason', async () => {
    const { path } = await entryOf('Said Corwen');
    expect((await decide(path, { outcome: '' })).text).to.include('Choose what is to happen');
    const unticked = await decide(path, { 'mark-0': '' });
    expect(unticked.status).to.equal(422);
    expect(unticked.text).to.include('Say why words that may tell of somebody else are left in');
    expect((await decide(path, { exact: 'not there' })).text).to.include('Not in this entry: not there');
  });

  it('keeps an entry back only with what lets it and a reason', async () => {
    const { path } = await entryOf('Whispered');
    expect((await decide(path, { outcome: 'withhold' })).text).to.include('Choose what lets it be kept back');
    const reason = 'Said in confidence of the requester';
    await decide(path, { outcome: 'withhold', ground: 'child-abuse', reason });
    expect((await client.get(path)).text)
      .to.include('schedule 3 paragraph 21')
      .and.to.include(reason);
  });

  it('sends an entry back to review that shows words which somebody wants hidden everywhere', async () => {
    await decideOnAll();
    expect((await client.get(requestPath)).text).to.include('Make the answer');
    const { path } = await entryOf('Said Corwen');
    await decide(path, { exact: 'Friday', where: 'everywhere', reason: 'A day of contact' });
    expect((await client.get(requestPath)).text).to.include('Hidden everywhere');
    await send('incidents', { incidents: [told('third', 'Came in on Friday with a new coat.')] });
    await throughline.settled();
    const third = await entryOf('Came in on Friday');
    expect(third.text).to.include('words to be hidden everywhere');
    await decide(third.path, { 'mark-0': '', why: 'no-person' });
    expect((await entryOf('Came in on Friday')).text).to.include('Changed: review again');
    await decide(third.path, {});
  });

  it('sends a revised entry back to review, and refuses a form that was filled in for other words', async () => {
    const before = await entryOf('Said Corwen');
    const stale = /name="fingerprint" value="([0-9a-f]+)"/.exec(before.text)?.[1] ?? '';
    await send('incidents', { incidents: [told('log', `${LOG} Darren again.`)] });
    await throughline.settled();
    expect((await entryOf('Said Corwen')).text).to.include('Changed: review again');
    expect((await client.get(requestPath)).text).not.to.include('value="answer"');
    expect((await decide(before.path, { fingerprint: stale })).text).to.include(
      'has changed since you opened it',
    );
    await decideOnAll();
  });

  it('gives out a sealed answer in which what was taken out is gone, from text, PDF and JSON', async () => {
    await client.get(requestPath);
    const { text } = await client.post(requestPath, { what: 'answer' });
    const passphrase = /app-secret">([^<]+)</.exec(text)?.[1] ?? '';
    const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const sealed = await fetch(new URL(`${requestPath}/answer.age`, throughline.url), {
      headers: { cookie },
    });
    const decrypter = new Decrypter();
    decrypter.addPassphrase(passphrase);
    const files = unzipSync(await decrypter.decrypt(new Uint8Array(await sealed.arrayBuffer())));
    const read = {
      pdf: pdfText(Buffer.from(files['answer.pdf']!)).replace(/\s+/g, ' '),
      json: strFromU8(files['answer.json']!),
      letter: strFromU8(files['letter.txt']!),
    };
    for (const [name, whole] of Object.entries(read))
      for (const words of [
        'Corwen',
        'Darren',
        'boyfriend',
        '900123',
        'Friday',
        'Okonbrae',
        'Whispered',
        'afraid',
      ])
        expect(whole, name).not.to.include(words);
    for (const name of ['pdf', 'json'] as const) {
      expect(read[name]).to.include('Ottoline').and.to.include('The heating had been off since');
      expect(read[name]).to.include('[redacted: another person]').and.to.include('14 Sep');
    }
    expect(read.letter)
      .to.include('ico.org.uk')
      .and.to.include('Information about other people')
      .and.to.include('164A');
    expect(read.letter).not.to.include('abuse');
    const printed = await fetch(new URL(`${requestPath}/answer.pdf`, throughline.url), {
      headers: { cookie },
    });
    const onPaper = pdfText(Buffer.from(await printed.arrayBuffer())).replace(/\s+/g, ' ');
    expect(onPaper).to.include('The heating had been off since').and.not.to.include('Corwen');
    expect(Buffer.from(files['answer.pdf']!).toString('latin1')).to.include('/MarkInfo');
  });

  it('is closed once it is given, and keeps neither the answer nor a way to change it', async () => {
    await client.get(requestPath);
    await client.post(requestPath, {
      what: 'given',
      givenOn: today(),
      how: 'By hand, passphrase by telephone',
    });
    const { text } = await client.get(requestPath);
    expect(text).to.include('Answered').and.not.to.include('answer.age');
    expect((await client.get(`${requestPath}/answer.age`)).status).to.equal(404);
    expect(await throughline.store.subjectRequests.exists({ 'prepared.sealed': { $exists: true } })).to.equal(
      null,
    );
  });

  it('is for those alone who may share a child’s records, at the child’s school', async () => {
    for (const role of ['pastoral', 'trust-lead', 'attendance-officer', 'head'] as const) {
      const other = await signIn(throughline.url, await aPerson(throughline, role), aClient(throughline.url));
      expect((await other.get('/subject-access')).status, role).to.equal(403);
    }
    const stranger = await signIn(
      throughline.url,
      await aPerson(throughline, 'dsl', { schoolUrns: ['990002' as Urn] }),
      aClient(throughline.url),
    );
    expect((await stranger.get(requestPath)).status).to.equal(404);
    expect((await stranger.get('/subject-access')).text).not.to.include('Ottoline');
  });

  it('leaves lines in the audit without a word of the record', async () => {
    const { audit } = throughline.store;
    const whats = await audit.distinct('about.what', { action: 'answered-subject-access' });
    expect(whats).to.include.members([
      'recorded',
      'clock runs',
      'reviewed',
      'kept back',
      'made',
      'downloaded',
      'answered',
      'refused',
    ]);
    expect((await verifyAudit(throughline.store)).problems).to.deep.equal([]);
    const lines = JSON.stringify(await audit.find({}).lean());
    for (const words of ['Darren', 'Whispered', 'Jo Thistlewick', 'Passport'])
      expect(lines).not.to.include(words);
  });

  describe('in a browser', () => {
    it('is worked through without scripts, and leaves nothing serious for axe-core, at a desk and on a phone', async function () {
      if (CHROMIUM === undefined) this.skip();
      const { location } = await post(`${childPath}/subject-access`, {
        ...REQUEST,
        identity: 'Known to the office',
      });
      for (const [name, options] of [
        ['phone', { viewport: PHONE, script: false }],
        ['desk', {}],
      ] as const) {
        const { context, page } = await openWindow(throughline.url, options);
        await context.addCookies(
          [...client.cookies].map(([cookie, value]) => ({ name: cookie, value, url: throughline.url })),
        );
        for (const [i, path] of [`${childPath}/subject-access`, '/subject-access', location].entries()) {
          await page.goto(path);
          if (name === 'desk') expect(await seriousViolations(page), path).to.deep.equal([]);
          expect(await overflowsSideways(page), path).to.equal(false);
          await keepScreenshot(page, `subject-access-${name}-${i}`);
        }
        await page.locator('a:has-text("Entry of the log") >> nth=0').click();
        if (name === 'desk') expect(await seriousViolations(page), 'entry').to.deep.equal([]);
        expect(await overflowsSideways(page), 'entry').to.equal(false);
        await keepScreenshot(page, `subject-access-${name}-entry`);
        await page.check('[value=include]');
        await page.click('button:has-text("Save and go to the next")');
        expect(await page.locator('.moj-alert').textContent()).to.include('Saved');
        await context.close();
      }
    });
  });
});
