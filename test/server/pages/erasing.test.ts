import { expect } from 'chai';
import type { Page } from 'playwright-core';
import type { Upn } from '../../../domain/identifiers.ts';
import { addYears, londonDate } from '../../../domain/localDate.ts';
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
import { aPupil, anIncident } from '../../support/people.ts';
import { aPerson, freshCode, signIn, type Client, type TestPerson } from '../../support/signIn.ts';
import { SERVICES_TIMEOUT_MS } from '../../support/testServices.ts';
import { waitFor } from '../../support/waitFor.ts';

const TODAY = londonDate(new Date());
const FORMULA = '=HYPERLINK("http://x.example")';

/** Somebody who is 27 and left ten years ago. */
function aFormerChild(forename: string) {
  return aPupil({
    ...{ forename, surname: 'Marrowdale', date_of_birth: addYears(TODAY, -27), year_group: '11' },
    ...{ date_joined: addYears(TODAY, -15), date_left: addYears(TODAY, -10) },
  });
}

describe('erasing at the end of retention', function () {
  this.timeout(SERVICES_TIMEOUT_MS);
  let throughline: TestThroughline;
  let lead: TestPerson;
  let dsl: Client;
  let head: Client;
  const child = aFormerChild('Ottoline');
  const another = aFormerChild('Brannoch');
  const then = `${addYears(TODAY, -11)}T10:40:00Z`;
  const incidents = [child, another].map(({ upn, forename }) =>
    anIncident({
      ...{ pupil: { upn }, occurredAt: then, recordedAt: then },
      narrative: `${forename} fell over in the yard and was given a plaster.`,
    }),
  );

  const send = (kind: 'pupils' | 'incidents' | 'attendance' | 'contacts', body: object) =>
    throughline.sendAndSettle({ kind, contentType: 'application/json', body: JSON.stringify(body) });
  const idOf = async ({ upn }: { upn: string }): Promise<string> =>
    (await findPupilByUpn(throughline.store, upn as Upn))?._id ?? 'gone';

  before(async () => {
    throughline = await aThroughline();
    await send('pupils', { pupils: [child, another] });
    await send('incidents', { incidents });
    await throughline.settled();
    lead = await aPerson(throughline, 'dsl', { name: FORMULA });
    dsl = await signIn(throughline.url, lead);
    head = await signIn(throughline.url, await aPerson(throughline, 'head', { name: 'Idrisse Penwhistle' }));
  });
  after(async () => {
    await closeBrowser();
    await throughline.drop();
  });

  async function propose(pupilId: string): Promise<string> {
    const path = `/children/${pupilId}/retention`;
    await dsl.get(path);
    await dsl.get(`/children/${pupilId}/why`);
    await dsl.post(`/children/${pupilId}/why`, { why: 'quality', then: path });
    await dsl.get(path);
    const form = { what: 'propose', proposeReason: 'Older than 25, nothing open' };
    return (await dsl.post(path, form)).location;
  }

  const erased = () =>
    waitFor(async () => (await throughline.store.erasures.findOne({ state: 'erased' }).lean()) ?? undefined, {
      timeoutMs: 20_000,
      what: 'the erasure to be carried out',
    });

  it('takes a second person, who need not see the name', async () => {
    const proposal = await propose(await idOf(child));
    expect(proposal).to.match(/^\/retention\/erasures\/ers_/);
    expect((await dsl.get(proposal)).text).not.to.contain('Erase for good</button>');
    expect((await dsl.post(proposal, { what: 'confirm' })).status).to.equal(422);
    const { text } = await head.get(proposal);
    expect(text).to.contain('Erase for good').and.contain('incidents (1)').and.contain('IRMS');
    expect(text).not.to.contain('Marrowdale');
    expect((await head.post(proposal, { what: 'confirm' })).location).to.equal('/retention');
    await erased();
    expect(await idOf(child)).to.equal('gone');
    expect(await idOf(another)).to.match(/^pup_/);
  });

  it('leaves a line in the register that names nobody, and a file that no spreadsheet runs', async () => {
    const { text } = await head.get('/retention/register');
    expect(text)
      .to.contain(`born in ${child.date_of_birth.slice(0, 4)}`)
      .and.contain('Idrisse Penwhistle');
    expect(text).not.to.contain('Marrowdale');
    const csv = (await dsl.get('/retention/register.csv')).text;
    expect(csv).to.contain(`"'${FORMULA.replaceAll('"', '""')}"`);
    expect(csv).not.to.contain('Marrowdale');
  });

  it('refuses the erased child’s rows when the whole export is sent once more, and says why', async () => {
    const again = await send('pupils', { pupils: [child, another] });
    expect(again.counts).to.include({ rows: 2, rejected: 1, erased: 1, held: 0 });
    expect(again.problems[0]?.message).to.contain('erased at the end of their retention');
    const [first] = incidents;
    const entries = await send('incidents', { incidents: [...incidents, { ...first, externalId: 'other' }] });
    expect(entries.counts).to.include({ rows: 3, rejected: 2, unchanged: 1, held: 0 });
    const marks = [{ upn: child.upn, date: addYears(TODAY, -11), session: 'AM', code: '/' }];
    expect((await send('attendance', { marks })).counts).to.include({ rejected: 1, held: 0 });
    expect(await idOf(child)).to.equal('gone');
    expect(await throughline.store.heldRows.countDocuments()).to.equal(0);
    expect(JSON.stringify(await throughline.store.erasedKeys.find().lean())).not.to.contain(child.upn);
  });

  it('lets a child in who joins again after having been erased', async () => {
    const joined = { ...child, date_joined: TODAY.replace(/^\d+/, (y) => String(+y + 1)), date_left: '' };
    expect((await send('pupils', { pupils: [joined] })).counts).to.include({ landed: 1 });
    await throughline.store.pupils.deleteOne({ upns: child.upn as Upn });
  });

  it('answers for the erased child as for one that never was', async () => {
    const { about } = (await throughline.store.audit.findOne({ action: 'erased' }).lean())!;
    const path = `/children/${about.pupilId}`;
    expect((await dsl.get(path)).status).to.equal(404);
    await dsl.get('/search');
    await dsl.post('/search', { words: 'Ottoline Marrowdale' });
    expect((await dsl.get('/search')).text).not.to.contain('Ottoline Marrowdale</a>');
  });

  describe('in a browser', () => {
    let page: Page;
    before(async function () {
      if (CHROMIUM === undefined) this.skip();
      ({ page } = await openWindow(throughline.url));
    });

    async function signInAs(person: TestPerson): Promise<void> {
      await page.context().clearCookies();
      await page.goto('/sign-in');
      await page.fill('[name=email]', person.email);
      await page.fill('[name=password]', person.password);
      await page.click('main button[type=submit]');
      await page.waitForURL('**/sign-in/code');
      await page.fill('[name=code]', freshCode(person));
      await page.click('main button[type=submit]');
      await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    }

    async function look(name: string): Promise<void> {
      expect(await seriousViolations(page), name).to.deep.equal([]);
      await keepScreenshot(page, `retention-${name}`);
      await page.setViewportSize(PHONE);
      expect(await overflowsSideways(page), `${name} at 360 px`).to.equal(false);
      await keepScreenshot(page, `retention-${name}-phone`);
      await page.setViewportSize({ width: 1280, height: 900 });
    }

    it('is proposed by the lead, confirmed by the deputy, and then in the register', async () => {
      const deputy = await aPerson(throughline, 'deputy-dsl', { name: 'Tamsyne Harkaway' });
      await signInAs(lead);
      await page.goto('/retention');
      await look('list');
      await page.getByRole('link', { name: 'Brannoch Marrowdale' }).click();
      await page.getByLabel('I am reviewing how records are kept').check();
      await page.click('main button[type=submit]');
      await page.waitForURL('**/retention');
      await look('child');
      await page.getByLabel('Why they may go now').fill('Older than 25, nothing open.');
      await page.getByRole('button', { name: 'Propose to erase' }).click();
      await page.getByText('somebody else must confirm it').waitFor();
      await signInAs(deputy);
      await page.goto('/retention');
      await page.getByRole('link', { name: 'Brannoch Marrowdale' }).click();
      await look('confirm');
      await page.getByRole('button', { name: 'Erase for good' }).click();
      await page.getByText('Confirmed.').first().waitFor();
      await waitFor(async () => ((await idOf(another)) === 'gone' ? true : undefined), {
        what: 'the records to be gone',
      });
      await page.getByRole('link', { name: 'Register of deletions' }).click();
      await page.getByText('Tamsyne Harkaway').first().waitFor();
      await look('register');
      await page.goto('/retention/rules');
      await look('rules');
      expect(await page.content()).not.to.contain('Marrowdale');
    });
  });
});
