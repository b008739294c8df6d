import { expect } from 'chai';
import type { Upn, Urn } from '../../../domain/identifiers.ts';
import { findAssessment } from '../../../store/assessments.ts';
import { findPupilByUpn } from '../../../store/pupils.ts';
import { aThroughline, type TestThroughline } from '../../support/aThroughline.ts';
import {
  CHROMIUM,
  closeBrowser,
  keepScreenshot,
  LAPTOP,
  openWindow,
  overflowsSideways,
  PHONE,
  seriousViolations,
} from '../../support/browser.ts';
import { ANOTHER_SCHOOL_URN, anIncident, aPupil } from '../../support/people.ts';
import { aClient, aPerson, signIn, type Client } from '../../support/signIn.ts';
import { SERVICES_TIMEOUT_MS } from '../../support/testServices.ts';

const NARRATIVE = 'Dad hit him with a belt last night; there is a bruise on his arm.';

describe('an entry that is about another child', function () {
  this.timeout(SERVICES_TIMEOUT_MS);
  let throughline: TestThroughline;
  let dsl: Client;
  before(async () => {
    throughline = await aThroughline();
    dsl = await signIn(throughline.url, await aPerson(throughline, 'dsl'));
  });
  after(async () => {
    await closeBrowser();
    await throughline.drop();
  });

  const send = (kind: string, body: object) =>
    throughline.sendAndSettle({ kind, contentType: 'application/json', body: JSON.stringify(body) });

  /** Two children, and a grave entry that the school logged under the first. */
  async function anEntryOnTheWrongFile(surname: string) {
    const [wrong, right] = [
      aPupil({ forename: 'Leofric', surname: `${surname}one` }),
      aPupil({ forename: 'Leofwin', surname: `${surname}two` }),
    ];
    await send('pupils', { pupils: [wrong, right] });
    const occurredAt = new Date(Date.now() - 86_400_000).toISOString();
    const incident = anIncident({ pupil: { upn: wrong.upn }, narrative: NARRATIVE, occurredAt });
    await send('incidents', { incidents: [incident] });
    await throughline.settled();
    const idOf = async (upn: string) => (await findPupilByUpn(throughline.store, upn as Upn))?._id ?? '';
    const kept = await throughline.store.incidents.findOne({ externalId: incident.externalId }).lean();
    const [wrongId, rightId] = [await idOf(wrong.upn), await idOf(right.upn)];
    return { wrongId, rightId, incident, path: `/children/${wrongId}/entries/${kept?._id ?? ''}` };
  }
  const isWeighed = async (pupilId: string) =>
    (await findAssessment(throughline.store, pupilId, 'now'))?.keyEntryIds.length === 1;

  it('goes to the child somebody finds and chooses, and all that followed from it goes along', async () => {
    const { wrongId, rightId, path, incident } = await anEntryOnTheWrongFile('Misfiled');
    expect((await dsl.get(path)).text).to.contain(`href="${path}/child"`);
    expect((await dsl.get(`${path}/child`)).text).to.contain('bruise on his arm');
    const { text } = await dsl.post(`${path}/child/find`, { words: 'leofwin misfiledtwo' });
    expect(text).to.contain(`value="${rightId}"`).and.not.to.contain(`value="${wrongId}"`);
    const before = [await isWeighed(wrongId), await isWeighed(rightId)];
    const why = 'The form tutor named the brother.';
    const { location } = await dsl.post(`${path}/child`, { toPupilId: rightId, why });
    expect(location).to.equal(`/children/${wrongId}#entries`);
    await throughline.settled();
    expect([before, [await isWeighed(wrongId), await isWeighed(rightId)]]).to.deep.equal([
      [true, false],
      [false, true],
    ]);
    expect((await dsl.get(`/children/${wrongId}`)).text).not.to.contain('bruise on his arm');
    expect((await dsl.get(`/children/${rightId}`)).text).to.contain('bruise on his arm');
    const kept = await throughline.store.incidents.findOne({ externalId: incident.externalId }).lean();
    expect(kept?.moves).to.have.length(1);
    expect(kept?.moves?.[0]).to.deep.include({ from: wrongId, to: rightId, why });
    const line = await throughline.store.audit.findOne({ action: 'reviewed-match' }).lean();
    expect(line?.about).to.include({ pupilId: wrongId, what: 'entry moved to another child' });
  });

  it('stays where it is until a child is chosen and somebody says how they know', async () => {
    const { wrongId, rightId, path, incident } = await anEntryOnTheWrongFile('Unsaid');
    const { status, text } = await dsl.post(`${path}/child`, { toPupilId: rightId, why: ' ' });
    expect(status).to.equal(422);
    expect(text).to.contain('Say how you know').and.to.contain(`value="${rightId}"`);
    expect((await dsl.post(`${path}/child`, { why: 'Seen.' })).text).to.contain('Choose the child');
    const kept = await throughline.store.incidents.findOne({ externalId: incident.externalId }).lean();
    expect(kept?.pupilId).to.equal(wrongId);
  });

  it('is not found by somebody of another school, nor on the file of a child it is not about', async () => {
    const { rightId, path } = await anEntryOnTheWrongFile('Walled');
    const other = { schoolUrns: [ANOTHER_SCHOOL_URN as Urn] };
    const elsewhere = await signIn(throughline.url, await aPerson(throughline, 'dsl', other));
    expect((await elsewhere.get(`${path}/child`)).status).to.equal(404);
    const mistaken = path.replace(/children\/[^/]+/, `children/${rightId}`);
    expect((await dsl.get(`${mistaken}/child`)).status).to.equal(404);
  });

  it('is said on a page that fits a phone and a laptop', async function () {
    if (CHROMIUM === undefined) return this.skip();
    const { path } = await anEntryOnTheWrongFile('Looked');
    const inBrowser = await signIn(
      throughline.url,
      await aPerson(throughline, 'dsl'),
      aClient(throughline.url),
    );
    for (const [name, viewport] of [
      ['phone', PHONE],
      ['laptop', LAPTOP],
    ] as const) {
      const { context, page } = await openWindow(throughline.url, { viewport });
      await context.addCookies(
        [...inBrowser.cookies].map(([key, value]) => ({ name: key, value, url: throughline.url })),
      );
      await page.goto(path);
      await page.getByText('The entry is about another child').click();
      await page.getByLabel('Find another child').fill('Leofwin Lookedtwo');
      await page.getByRole('button', { name: 'Find' }).click();
      await page.getByLabel('Leofwin Lookedtwo').check();
      await keepScreenshot(page, `other-child-${name}`);
      expect(await seriousViolations(page), name).to.deep.equal([]);
      expect(await overflowsSideways(page), name).to.equal(false);
      await context.close();
    }
  });
});
