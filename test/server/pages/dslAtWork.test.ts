import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import type { Urn } from '../../../domain/identifiers.ts';
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
import { aKeyboard } from '../../support/keyboard.ts';
import { aPupil, anIncident, ANOTHER_SCHOOL_URN } from '../../support/people.ts';
import { aClient, aPerson, freshCode, signIn, type Client } from '../../support/signIn.ts';
import { SERVICES_TIMEOUT_MS } from '../../support/testServices.ts';
import { waitFor } from '../../support/waitFor.ts';

const HOSTILE =
  '<script>document.title = "taken"</script><img src=x onerror=alert(1)> {{7*7}} Came in hungry.';

/** Worries of some weeks about one child: one of them hostile, one serious by itself. */
const NARRATIVES = [
  'Came to school without a coat again and said there was no food at home. Very hungry, ate three bowls.',
  'Clothes dirty and too small. Said mum was asleep when she left and there was no breakfast.',
  'Hungry again, asked other children for their snacks. Smelled strongly of damp.',
  HOSTILE,
  'Disclosed that dad hit her with a belt last night. Bruises seen on both arms. Frightened to go home.',
];

describe('a safeguarding lead at work', function () {
  this.timeout(SERVICES_TIMEOUT_MS);
  let throughline: TestThroughline;
  let client: Client;
  let childPath: string;
  const child = aPupil({ forename: 'Ottoline', surname: 'Thistlewick', household_id: 'H1' });
  const brother = aPupil({ forename: 'Corwen', surname: 'Thistlewick', household_id: 'H1' });
  const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();

  before(async () => {
    throughline = await aThroughline();
    const send = (kind: 'pupils' | 'incidents', body: object) =>
      throughline.sendAndSettle({ kind, contentType: 'application/json', body: JSON.stringify(body) });
    await send('pupils', { pupils: [child, brother] });
    await send('incidents', {
      incidents: [
        ...NARRATIVES.map((narrative, i) =>
          anIncident({
            pupil: { upn: child.upn },
            narrative,
            occurredAt: daysAgo(38 - i * 9),
            recordedAt: daysAgo(38 - i * 9),
            recordedBy: `Teacher ${i}`,
          }),
        ),
        anIncident({
          pupil: { upn: brother.upn },
          narrative: 'Told us they had no tea.',
          occurredAt: daysAgo(3),
          recordedAt: daysAgo(3),
        }),
      ],
    });
    await throughline.settled();
    client = await signIn(throughline.url, await aPerson(throughline, 'dsl'));
    childPath = await waitFor(
      async () => /href="(\/children\/pup_[0-9a-f]+)">Ottoline/.exec((await client.get('/week')).text)?.[1],
      { what: 'the child to be on the list' },
    );
  });

  after(async () => {
    await closeBrowser();
    await throughline.drop();
  });

  async function find(words: string): Promise<string> {
    await client.get('/search');
    await client.post('/search', { words });
    return (await client.get('/search')).text;
  }

  it('finds a child by a name as they misremember it, and an entry by its words', async () => {
    expect(await find('Thisslewick Otoline')).to.include('Ottoline Thistlewick');
    const page = await find('dirty clothing -coat');
    expect(page).to.include('<mark class="app-mark">Clothes dirty</mark>');
  });

  it('keeps what they look for out of addresses', async () => {
    await client.get('/search');
    const answered = await client.post('/search', { words: 'Thistlewick' });
    expect(answered.location).to.equal('/search');
  });

  it('shows a hostile narrative as the text it is', async () => {
    const { text } = await client.get(childPath);
    expect(text).to.include('&lt;script&gt;document.title').and.to.include('{{7*7}}');
    expect(text).not.to.include('<script>document.title');
  });

  it('finds nothing of another school, and cannot open its children', async () => {
    const stranger = await signIn(
      throughline.url,
      await aPerson(throughline, 'dsl', { schoolUrns: [ANOTHER_SCHOOL_URN as Urn] }),
      aClient(throughline.url),
    );
    for (const path of [childPath, `${childPath}/print`, `${childPath}/chronology.pdf`, `${childPath}/add`])
      expect((await stranger.get(path)).status, path).to.equal(404);
    await stranger.get('/search');
    await stranger.post('/search', { words: 'Thistlewick hungry' });
    expect((await stranger.get('/search')).text).not.to.include('/children/');
  });

  it('shows an attendance officer flags and register, and no entry', async () => {
    const officer = await signIn(
      throughline.url,
      await aPerson(throughline, 'attendance-officer'),
      aClient(throughline.url),
    );
    const { text, status } = await officer.get(childPath);
    expect(status).to.equal(200);
    expect(text).not.to.include('coat again');
    expect((await officer.get(`${childPath}/print`)).status).to.equal(403);
  });

  it('adds a visit, which the timeline shows at once', async () => {
    await client.get(`${childPath}/add?kind=contact`);
    const answered = await client.post(`${childPath}/add?kind=contact`, {
      at: daysAgo(1).slice(0, 16),
      method: 'visit',
      seen: 'yes',
      text: 'Kitchen bare, agreed to come to breakfast club.',
    });
    expect(answered.status).to.equal(303);
    expect((await client.get(childPath)).text).to.include('Kitchen bare, agreed to come to breakfast club.');
  });

  const SHARING = {
    on: '2026-11-02',
    shared: 'no',
    agency: 'police',
    recipient: 'Sergeant Fennimoor',
    what: 'Who collects the child on Fridays',
    basis: 'none',
    consent: 'not-sought',
    text: 'The question was about somebody else.',
  };

  it('keeps a decision not to share with an agency, with basis, consent and reason, for page and print', async () => {
    const form = `${childPath}/add?kind=disclosure`;
    await client.get(form);
    const unfinished = await client.post(form, SHARING);
    expect(unfinished.status).to.equal(422);
    expect(unfinished.text).to.include('the reason why nobody was asked');
    await client.post(form, { ...SHARING, whyNotAsked: 'Asking would have told them of the inquiry.' });
    for (const path of [childPath, `${childPath}/print`]) {
      const { text } = await client.get(path);
      for (const words of [
        'Decided not to share information with the police (Sergeant Fennimoor)',
        'Who collects the child on Fridays',
        'Asking would have told them of the inquiry.',
        'The question was about somebody else.',
      ])
        expect(text, path).to.include(words);
    }
    expect(await throughline.store.audit.exists({ 'about.what': 'disclosure' })).not.to.equal(null);
  });

  it('takes what was shared only with something that allows it', async () => {
    const form = `${childPath}/add?kind=disclosure`;
    const { text } = await client.post(form, { ...SHARING, shared: 'yes', whyNotAsked: 'Urgent.' });
    expect(text).to.include('what allowed it to be shared');
  });

  it('lets pastoral staff neither make such a decision nor take one back', async () => {
    const pupilId = childPath.split('/').at(-1) ?? '';
    const pastoral = await signIn(
      throughline.url,
      await aPerson(throughline, 'pastoral', { pupilIds: [pupilId] }),
      aClient(throughline.url),
    );
    expect((await pastoral.get(`${childPath}/add`)).text).not.to.include('disclosure');
    const before = await throughline.store.childEvents.countDocuments({ pupilId });
    await pastoral.post(`${childPath}/add?kind=disclosure`, { ...SHARING, whyNotAsked: 'Urgent.' });
    expect(await throughline.store.childEvents.countDocuments({ pupilId })).to.equal(before);
    const decision = await throughline.store.childEvents.findOne({
      'versions.content.kind': 'disclosure',
    });
    expect((await pastoral.get(`${childPath}/added/${decision?._id ?? ''}`)).status).to.equal(404);
  });

  it('puts brothers’ and sisters’ entries among the child’s', async () => {
    await client.post(`${childPath}/view`, { set: 'merge' });
    expect((await client.get(childPath)).text).to.include('About Corwen Thistlewick');
    await client.post(`${childPath}/view`, { set: 'part' });
  });

  describe('in a browser', function () {
    before(function () {
      if (CHROMIUM === undefined) this.skip();
    });

    /** Somebody new each time: an authenticator's code is taken once only. */
    async function signInWith(page: Page): Promise<void> {
      const person = await aPerson(throughline, 'dsl');
      await page.goto('/sign-in');
      await page.fill('[name=email]', person.email);
      await page.fill('[name=password]', person.password);
      await page.keyboard.press('Enter');
      await page.waitForURL('**/sign-in/code');
      await page.fill('[name=code]', freshCode(person));
      await page.keyboard.press('Enter');
      await page.waitForURL('**/week');
    }

    it('signs in, works the list, searches a timeline, corrects a tag, dismisses a flag and prints a PDF', async () => {
      const { context, page } = await openWindow(throughline.url);
      await signInWith(page);
      expect(await seriousViolations(page), 'this week').to.deep.equal([]);
      await keepScreenshot(page, 'this-week');
      await page.click('text=Ottoline Thistlewick');
      expect(await seriousViolations(page), 'timeline').to.deep.equal([]);
      await keepScreenshot(page, 'timeline');

      await page.fill('#words', 'breakfast');
      await page.click('form[role=search] button >> nth=0');
      expect(await page.locator('mark').first().textContent()).to.equal('breakfast');
      await page.click('text=Clear the filters');

      await page.locator('a:has-text("Put right")').first().click();
      expect(await seriousViolations(page), 'correction').to.deep.equal([]);
      await page.check('[value=remove]');
      await page.fill('[name=reason]', 'Said in play.');
      await page.click('button:has-text("Put it right")');
      expect(await page.locator('.moj-alert').textContent()).to.include('put right');

      await page.locator('a:has-text("Decide")').first().click();
      expect(await seriousViolations(page), 'decision').to.deep.equal([]);
      await page.check('[value=dismiss]');
      await page.click('button:has-text("Record the decision")');
      expect(await page.locator('.govuk-error-summary').textContent()).to.include('Say why');
      await page.fill('[name=reason]', 'Known to early help, food parcels agreed.');
      await page.check('[value=dismiss]');
      await page.click('button:has-text("Record the decision")');
      expect(await page.locator('#main-content').textContent()).to.include('food parcels agreed');

      const download = page.waitForEvent('download');
      await page.click('text=Chronology as PDF');
      const pdf = await readFile(await (await download).path());
      expect(pdf.subarray(0, 5).toString()).to.equal('%PDF-');
      await context.close();
    });

    it('does all of it with nothing but a keyboard, the focus in sight and in order', async () => {
      const { context, page } = await openWindow(throughline.url);
      const { tabTo, press, type, follow, faults } = aKeyboard(page);
      const person = await aPerson(throughline, 'dsl');
      await page.goto('/sign-in');
      await tabTo('E-mail');
      await type(person.email);
      await tabTo('Password');
      await type(person.password);
      await follow();
      await tabTo(/code/i);
      await type(freshCode(person));
      await follow();
      expect(await page.locator('h1').textContent()).to.equal('This week');

      await tabTo('Ottoline Thistlewick');
      await follow();
      await tabTo('Skip to main content');
      await press('Enter');
      await tabTo('Add to the record');

      await tabTo('Find words in the entries');
      await type('coat');
      await follow();
      expect(await page.locator('mark').first().textContent()).to.equal('coat');
      await tabTo('Clear the filters');
      await follow();

      await tabTo(/^Put right/);
      await follow();
      await tabTo(/^A concern was (read|missed)/);
      await press('Space');
      while (!(await page.locator('[value=add]').isChecked())) await press('ArrowDown');
      await tabTo('Which concern');
      await press('End');
      await tabTo('How serious');
      await press('ArrowDown');
      await tabTo(/^Why/);
      await type('Told in passing.');
      await tabTo('Put it right');
      await follow();
      expect(await page.locator('.moj-alert').textContent()).to.include('put right');

      // It may have been dismissed before: then it is opened again first.
      await tabTo(/^Decide/);
      await follow();
      await tabTo(/^(I have seen it|Open it again)/);
      await press('Space');
      await tabTo(/^Why, or what/);
      await type('To look at it anew.');
      await tabTo('Record the decision');
      await follow();
      await tabTo(/^Decide/);
      await follow();
      await tabTo(/^(I have seen it|Action is being taken)/);
      await press('Space');
      while (!(await page.locator('[value=dismiss]').isChecked())) await press('ArrowDown');
      await tabTo('Record the decision');
      await follow();
      await tabTo(/^Say why/);
      await press('Enter');
      await type('Agreed with early help.');
      await tabTo('Record the decision');
      await follow();
      expect(await page.locator('#main-content').textContent()).to.include('Agreed with early help.');

      await tabTo('Chronology as PDF');
      const download = page.waitForEvent('download');
      await press('Enter');
      const pdf = await readFile(await (await download).path());
      expect(pdf.subarray(0, 5).toString()).to.equal('%PDF-');
      expect(faults).to.deep.equal([]);
      await context.close();
    });

    it('does all of it on a narrow phone without scripts, with nothing to scroll sideways', async () => {
      const { context, page } = await openWindow(throughline.url, { viewport: PHONE, script: false });
      await signInWith(page);
      for (const path of [
        '/week',
        '/search',
        childPath,
        `${childPath}/add`,
        `${childPath}/add?kind=plan`,
        `${childPath}/themes`,
      ]) {
        await page.goto(path);
        expect(await page.locator('h1').count(), path).to.equal(1);
        const { scroll, client: width } = await page.locator('html').evaluate((html) => ({
          scroll: html.scrollWidth,
          client: html.clientWidth,
        }));
        expect(scroll, path).to.be.at.most(width);
      }
      await page.goto(childPath);
      await page.fill('#words', 'coat');
      await page.click('form[role=search] button >> nth=0');
      expect(await page.locator('mark').first().textContent()).to.equal('coat');
      await context.close();
    });

    it('leaves nothing serious for axe-core on any of its pages, and no sideways scroll at four times the size', async () => {
      // A laptop's 1280 pixels at 400% are 320.
      const { context, page } = await openWindow(throughline.url, { viewport: { width: 320, height: 256 } });
      await signInWith(page);
      for (const path of [
        '/search',
        `${childPath}/print`,
        `${childPath}/add`,
        `${childPath}/add?kind=contact`,
        `${childPath}/add?kind=disclosure`,
        `${childPath}/themes`,
      ]) {
        await page.goto(path);
        expect(await seriousViolations(page), path).to.deep.equal([]);
        expect(await overflowsSideways(page), path).to.be.false;
      }
      await context.close();
    });
  });
});
