import { expect } from 'chai';
import type { Upn, Urn } from '../../../domain/identifiers.ts';
import { findPupilByUpn, withHouseholds } from '../../../store/pupils.ts';
import { aThroughline, OUR_SCHOOL, type TestThroughline } from '../../support/aThroughline.ts';
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
import { ANOTHER_SCHOOL_URN, anIncident, aPupil, type PupilRow } from '../../support/people.ts';
import { aClient, aPerson, signIn, type Client } from '../../support/signIn.ts';
import { SERVICES_TIMEOUT_MS } from '../../support/testServices.ts';
import { waitFor } from '../../support/waitFor.ts';

const NARRATIVE = 'Said there was <b>nothing</b> to eat at home {{7*7}}.';

describe('the review queues', function () {
  this.timeout(SERVICES_TIMEOUT_MS);
  let throughline: TestThroughline;
  let dsl: Client;
  let elsewhere: Client;
  let technician: Client;
  let admin: Client;
  let inBrowser: Client;
  before(async () => {
    throughline = await aThroughline();
    const { url } = throughline;
    dsl = await signIn(url, await aPerson(throughline, 'dsl'));
    const other = { schoolUrns: [ANOTHER_SCHOOL_URN as Urn] };
    elsewhere = await signIn(url, await aPerson(throughline, 'dsl', other));
    technician = await signIn(url, await aPerson(throughline, 'technician'));
    admin = await signIn(url, await aPerson(throughline, 'admin'));
    inBrowser = await signIn(url, await aPerson(throughline, 'dsl'), aClient(url));
  });
  after(async () => {
    await closeBrowser();
    await throughline.drop();
  });

  const send = (kind: 'pupils' | 'incidents', body: object, extent?: 'full') =>
    throughline.sendAndSettle({
      kind,
      contentType: 'application/json',
      body: JSON.stringify(body),
      ...(extent && { extent }),
    });
  const idOf = async (upn: string): Promise<string> =>
    (await findPupilByUpn(throughline.store, upn as Upn))?._id ?? '';

  /** A child on roll, and an incident whose date of birth for them has day and month swapped. */
  async function aHeldIncident(
    surname: string,
  ): Promise<{ child: PupilRow; externalId: string; path: string }> {
    const child = aPupil({ forename: 'Ottoline', surname, date_of_birth: '2014-03-09' });
    await send('pupils', { pupils: [child] });
    const pupil = { forename: 'Ottoline', surname, dateOfBirth: '2014-09-03' };
    const incident = anIncident({ pupil, narrative: NARRATIVE });
    await send('incidents', { incidents: [incident] });
    return { child, externalId: incident.externalId, path: await pathOf(surname) };
  }
  /** The page of the held row that names a child so, as the list leads to it. */
  async function pathOf(surname: string): Promise<string> {
    const { text } = await dsl.get('/review/pupils');
    const link = new RegExp(`href="(/review/pupils/[^"]+)">[^<]*${surname}`).exec(text)?.[1];
    if (link === undefined) throw new Error('the list leads to no such row');
    return link;
  }
  const landed = (externalId: string, pupilId: string) =>
    waitFor(async () => throughline.store.incidents.findOne({ externalId, pupilId }).lean(), {
      timeoutMs: 20_000,
      what: 'the held row to flow on',
    });

  it('show whom a row may be about and why, and file it under the child that is chosen', async () => {
    const { child, externalId, path } = await aHeldIncident('Quillfeather');
    const pupilId = await idOf(child.upn);
    const { text } = await dsl.get(path);
    expect(text).to.contain(`value="${pupilId}"`).and.to.contain('day and month of birth swapped');
    expect(text).to.contain('&lt;b&gt;nothing&lt;/b&gt; to eat at home {{7*7}}');
    expect((await dsl.post(path, { verdict: 'is', pupilId })).location).to.equal('/review/pupils');
    await landed(externalId, pupilId);
    await throughline.settled();
    expect((await dsl.get(`/children/${pupilId}`)).text).to.contain('to eat at home');
    const [line] = await throughline.store.audit.find({ action: 'reviewed-match' }).lean();
    expect(line?.about).to.deep.include({ schoolUrns: [OUR_SCHOOL], what: 'is' });
  });

  it('find another child of the school for a row', async () => {
    const { externalId, path } = await aHeldIncident('Brambleworth');
    const other = aPupil({ forename: 'Peregrine', surname: 'Oakhanger' });
    await send('pupils', { pupils: [other] });
    const pupilId = await idOf(other.upn);
    await dsl.get(path);
    const { text } = await dsl.post(`${path}/find`, { words: 'peregrin oakhanger' });
    expect(text).to.contain(`value="${pupilId}"`).and.to.contain('Found by your search');
    await dsl.post(path, { verdict: 'is', pupilId });
    await landed(externalId, pupilId);
  });

  it('put a new child on roll for a row', async () => {
    const { upn } = aPupil();
    const pupil = { upn, forename: 'Isembard', surname: 'Newholme' };
    const incident = anIncident({ pupil });
    await send('incidents', { incidents: [incident] });
    const path = await pathOf('Newholme');
    expect((await dsl.post(path, { verdict: 'new', forename: '', surname: 'Newholme' })).status).to.equal(
      422,
    );
    await dsl.post(path, { verdict: 'new', forename: 'Isembard', surname: 'Newholme' });
    const pupilId = await waitFor(async () => (await idOf(upn)) || undefined, { what: 'the child on roll' });
    await landed(incident.externalId, pupilId);
  });

  it('leave a row out for a reason', async () => {
    const { externalId, path } = await aHeldIncident('Nobodyton');
    expect((await dsl.post(path, { verdict: 'nobody', why: ' ' })).text).to.contain(
      'Say why the row is left out',
    );
    await dsl.post(path, { verdict: 'nobody', why: 'A visitor of the school.' });
    const kept = await throughline.store.heldRows.findOne({ externalId }).lean();
    expect(kept?.outcome).to.equal('rejected');
    expect(kept?.decision).to.include({ by: 'Ossian Merriwick', why: 'A visitor of the school.' });
    expect((await dsl.get(path)).status).to.equal(404);
  });

  it('ask about what a full export did not have, and withdraw only what somebody says was deleted', async () => {
    const child = aPupil({ forename: 'Tamsyne', surname: 'Exportby' });
    await send('pupils', { pupils: [child] });
    const [standing, deleted] = [
      anIncident({ pupil: { upn: child.upn } }),
      anIncident({ pupil: { upn: child.upn } }),
    ];
    await send('incidents', { incidents: [standing, deleted] });
    await send('incidents', { incidents: [anIncident({ pupil: { upn: child.upn } })] }, 'full');
    const entryOf = async ({ externalId }: { externalId: string }) =>
      (await throughline.store.incidents.findOne({ externalId }).lean()) ?? {
        _id: '',
        withdrawnAt: undefined,
      };
    const boxOf = async (row: { externalId: string }) => `entry-${(await entryOf(row))._id}`;
    const { text } = await dsl.get('/review/missing');
    expect(text)
      .to.contain(`name="${await boxOf(deleted)}"`)
      .and.to.contain('Tamsyne Exportby');
    expect((await dsl.post('/review/missing', { answer: 'withdrawn' })).status).to.equal(422);
    await elsewhere.get('/review/missing');
    await elsewhere.post('/review/missing', { answer: 'withdrawn', [await boxOf(standing)]: 'yes' });
    await dsl.post('/review/missing', { answer: 'keep', [await boxOf(standing)]: 'yes' });
    await dsl.post('/review/missing', { answer: 'withdrawn', [await boxOf(deleted)]: 'yes' });
    expect((await entryOf(standing)).withdrawnAt).to.equal(undefined);
    expect((await entryOf(deleted)).withdrawnAt).to.be.instanceOf(Date);
    expect((await dsl.get('/review/missing')).text).to.not.contain('Exportby');
  });

  /** A row that gives a misspelt name and a number that is nobody's, and what was decided on it. */
  async function aDecision(surname: string) {
    const child = aPupil({ surname });
    await send('pupils', { pupils: [child] });
    const told = { upn: aPupil().upn, forename: child.forename, surname: `${surname}e` };
    const incident = anIncident({ pupil: told });
    await send('incidents', { incidents: [incident] });
    const { externalId } = incident;
    await dsl.get(await pathOf(surname));
    await dsl.post(await pathOf(surname), { verdict: 'is', pupilId: await idOf(child.upn) });
    await landed(externalId, await idOf(child.upn));
    const { text } = await dsl.get('/review/decisions');
    const path = new RegExp(`href="(/review/decisions/[^"]+)">[^<]*${surname}`).exec(text)?.[1] ?? 'none';
    return { told, externalId, path };
  }

  it('put a wrong match right with all that was filed by it', async () => {
    const { told, externalId, path } = await aDecision('Wrongwell');
    const right = aPupil({ forename: 'Ottilie', surname: 'Rightwell' });
    await send('pupils', { pupils: [right] });
    const later = anIncident({ pupil: told });
    await send('incidents', { incidents: [later] });
    const pupilId = await idOf(right.upn);
    expect((await elsewhere.get(path)).status).to.equal(404);
    expect((await dsl.post(`${path}/find`, { words: 'rightwell' })).text).to.contain(`value="${pupilId}"`);
    expect((await dsl.post(path, { what: 'change', pupilId, why: ' ' })).text).to.contain('Say why');
    await dsl.post(path, { what: 'change', pupilId, why: 'Two girls of that name.' });
    for (const moved of [externalId, later.externalId]) await landed(moved, pupilId);
  });

  it('take a match back, so that its rows wait again', async () => {
    const { externalId, path } = await aDecision('Takeback');
    await dsl.get(path);
    await dsl.post(path, { what: 'take-back', takeBackWhy: 'Not certain after all.' });
    await landed(externalId, 'nobody');
    expect((await dsl.get('/review/pupils')).text).to.contain('Takebacke');
  });

  it('make two records one child, and two again', async () => {
    const [keep, gone] = [aPupil({ surname: 'Doublet' }), aPupil({ surname: 'Doublet' })];
    await send('pupils', { pupils: [keep, gone] });
    const incident = anIncident({ pupil: { upn: gone.upn } });
    await send('incidents', { incidents: [incident] });
    const [keepId, goneId] = [await idOf(keep.upn), await idOf(gone.upn)];
    const path = '/review/records';
    const form = { keep: keepId, gone: goneId, shown: `${keepId} ${goneId}` };
    expect((await dsl.post(`${path}/find`, { words: 'doublet' })).text).to.contain(`value="${goneId}"`);
    expect((await dsl.post(`${path}/merge`, form)).text).to.contain('Say how you know');
    await elsewhere.get(path);
    await elsewhere.post(`${path}/merge`, { ...form, why: 'I say so.' });
    expect(await idOf(gone.upn)).to.equal(goneId);
    await dsl.post(`${path}/merge`, { ...form, why: 'One has a temporary number.' });
    await landed(incident.externalId, keepId);
    const listed = await waitFor(
      async () => {
        const { text } = await dsl.get(path);
        return text.includes(`value="${goneId}"`) ? text : undefined;
      },
      { what: 'the merged record to be listed' },
    );
    expect(listed).to.contain('One has a temporary number.');
    await dsl.post(`${path}/split`, { gone: goneId });
    await landed(incident.externalId, goneId);
  });

  it('ask whether children of one address live together, and join nobody before', async () => {
    const [one, other, lodger] = ['Ashmere', 'Ashmere', 'Lodgerton'].map((surname) =>
      aPupil({ surname, address_key: 'address-of-the-test' }),
    ) as [PupilRow, PupilRow, PupilRow];
    await send('pupils', { pupils: [one, other, lodger] });
    const ids = await Promise.all([one, other, lodger].map(({ upn }) => idOf(upn)));
    const [first = '', second = '', third = ''] = ids;
    const household = async (): Promise<string[]> => withHouseholds(throughline.store, [first]);
    const path = '/review/households';
    const asked = [...ids].sort().join(' ');
    expect((await dsl.get(path)).text)
      .to.contain(asked)
      .and.to.contain('Lodgerton');
    expect(await household(), 'before anybody said so').to.deep.equal([first]);
    expect((await dsl.post(path, { asked, says: 'together' })).text).to.contain('Tick at least two');
    await elsewhere.get(path);
    const ticked = { [`child-${first}`]: 'yes', [`child-${second}`]: 'yes' };
    expect((await elsewhere.post(path, { asked, says: 'together', ...ticked })).status).to.equal(404);
    await dsl.post(path, { asked, says: 'together', ...ticked });
    expect((await household()).sort())
      .to.deep.equal([first, second].sort())
      .and.not.to.include(third);
    const { text } = await dsl.get(path);
    expect(text).to.contain('app-list__where">live together');
    expect(text).to.not.contain(`value="${asked}"`);
    const answerId = /name="answerId" value="([^"]+)"/.exec(text)?.[1] ?? '';
    await dsl.post(`${path}/take-back`, { answerId });
    expect(await household()).to.deep.equal([first]);
    expect((await dsl.get(path)).text).to.contain(`value="${asked}"`);
  });

  it('list the concerns that people put right', async () => {
    const child = aPupil({ surname: 'Putright' });
    await send('pupils', { pupils: [child] });
    const incident = anIncident({ pupil: { upn: child.upn }, narrative: 'Hair was matted.' });
    await send('incidents', { incidents: [incident] });
    await throughline.settled();
    const { _id } =
      (await throughline.store.incidents.findOne({ externalId: incident.externalId }).lean()) ?? {};
    const path = `/children/${await idOf(child.upn)}/entries/${_id ?? ''}`;
    await dsl.get(path);
    await dsl.post(path, { what: 'remove', category: 'neglect', reason: 'Paint from the <art> room.' });
    const { text } = await dsl.get('/review/corrections');
    expect(text).to.contain('Read and not there: Basic needs not met').and.to.contain('&lt;art&gt; room');
    expect((await elsewhere.get('/review/corrections')).text).to.not.contain('Putright');
  });

  it('have a school say what its categories mean, and read its entries again by it', async () => {
    const child = aPupil();
    await send('pupils', { pupils: [child] });
    const narrative = 'Looked thin in the face at breakfast club.';
    const incident = anIncident({ pupil: { upn: child.upn }, category: 'Purple  Slips 7', narrative });
    await send('incidents', { incidents: [incident] });
    const mapped = () => throughline.store.incidents.findOne({ externalId: incident.externalId }).lean();
    const path = '/review/categories';
    throughline.clock.forward(61_000);
    expect((await dsl.get(path)).text).to.contain('Purple  Slips 7');
    const said = { schoolUrn: OUR_SCHOOL, category: 'purple slips 7', says: 'concerns' };
    expect((await dsl.post(path, said)).text).to.contain('Tick at least one concern');
    await elsewhere.get(path);
    expect((await elsewhere.post(path, { ...said, 'concern-neglect': 'yes' })).status).to.equal(404);
    await dsl.post(path, { ...said, 'concern-neglect': 'yes' });
    await waitFor(async () => (await mapped())?.categoryMappedAt, { what: 'the entry to be read again' });
    await throughline.settled();
    expect((await dsl.get(path)).text)
      .to.contain('Basic needs not met')
      .and.to.contain('Take it back');
    const [line] = await throughline.store.audit.find({ 'about.what': 'category concerns' }).lean();
    expect(line?.action).to.equal('reviewed-match');
  });

  it('tell an administrator which categories are unmapped, but none that few entries bear, and let them say nothing', async () => {
    const child = aPupil();
    await send('pupils', { pupils: [child] });
    const under = (category: string) => anIncident({ pupil: { upn: child.upn }, category });
    const often = Array.from({ length: 6 }, () => under('Amber Slips 12'));
    await send('incidents', { incidents: [...often, under('The Hiddenham matter')] });
    throughline.clock.forward(61_000);
    expect((await admin.get('/review')).text).to.contain('href="/review/categories"');
    const { text } = await admin.get('/review/categories');
    expect(text).to.contain('Amber Slips 12').and.not.contain('Hiddenham').and.not.contain('name="says"');
    const said = { schoolUrn: OUR_SCHOOL, category: 'amber slips 12', says: 'nothing' };
    expect((await admin.post('/review/categories', said)).status).to.equal(403);
  });

  it('know nothing of a row at another school', async () => {
    const { child, path } = await aHeldIncident('Wallingford');
    expect((await elsewhere.get(path)).status).to.equal(404);
    const decided = await elsewhere.post(path, { verdict: 'is', pupilId: await idOf(child.upn) });
    expect(decided.status).to.equal(404);
    expect((await elsewhere.get('/review/pupils')).text).to.not.contain('Wallingford');
  });

  it('tell a technician by row and field what was wrong with a delivery, and no name', async () => {
    const pupil = { forename: 'Secretia', surname: 'Hiddenham', upn: 'A99900000000X' };
    const { _id } = await send('incidents', {
      incidents: [{ ...anIncident({ pupil, narrative: NARRATIVE }), occurredAt: 'never' }],
    });
    expect((await technician.get('/review')).text).to.match(/tag--yellow">(one|1) delivery/i);
    expect((await technician.get('/review/deliveries')).text).to.contain(`/review/deliveries/${_id}`);
    const { text } = await technician.get(`/review/deliveries/${_id}`);
    expect(text).to.contain('<code>occurredAt</code>');
    for (const word of ['Secretia', 'Hiddenham', 'nothing', 'never<'])
      expect(text, word).to.not.contain(word);
    expect((await technician.get('/review/pupils')).status).to.equal(403);
    expect((await elsewhere.get(`/review/deliveries/${_id}`)).status).to.equal(404);
  });

  it('have a delivery that was set aside processed once more', async () => {
    const { _id } = await send('pupils', { pupils: [aPupil()] });
    await throughline.store.deliveries.updateOne(
      { _id },
      { $set: { state: 'failed', problem: 'It could not be processed.' }, $unset: { claimedUntil: '' } },
    );
    const path = `/review/deliveries/${_id}`;
    expect((await technician.get(path)).text).to.contain('Process it once more');
    await elsewhere.post(`${path}/rerun`);
    expect((await throughline.store.deliveries.findById(_id).lean())?.state).to.equal('failed');
    await technician.get(path);
    expect((await technician.post(`${path}/rerun`)).status).to.equal(303);
    await waitFor(
      async () => (await throughline.store.deliveries.findById(_id).lean())?.state === 'processed',
      { what: 'the delivery to be processed' },
    );
  });

  it('are within reach of everybody, on a laptop and on a phone', async function () {
    if (CHROMIUM === undefined) this.skip();
    const row = await aHeldIncident('Longsurnamewithoutanybreakinitwhatsoever');
    const { _id } = await send('incidents', { incidents: [{ ...anIncident(), occurredAt: 'never' }] });
    const decided = await aDecision('Screenford');
    const category = 'Golden tickets';
    await send('incidents', { incidents: [anIncident({ pupil: { upn: row.child.upn }, category })] });
    throughline.clock.forward(61_000);
    await send('incidents', { incidents: [] }, 'full');
    for (const [name, viewport] of [
      ['laptop', LAPTOP],
      ['phone', PHONE],
    ] as const) {
      const { context, page } = await openWindow(throughline.url, { viewport });
      await context.addCookies(
        [...inBrowser.cookies].map(([key, value]) => ({ name: key, value, url: throughline.url })),
      );
      for (const path of [
        '/review',
        '/review/pupils',
        row.path,
        '/review/missing',
        '/review/decisions',
        decided.path,
        '/review/records',
        '/review/households',
        '/review/corrections',
        '/review/categories',
        '/review/deliveries',
        `/review/deliveries/${_id}`,
      ]) {
        await page.goto(path);
        await keepScreenshot(
          page,
          `review-${name}-${path.split('/').slice(2, 3).join('') || 'home'}${path.split('/').length > 3 ? '-one' : ''}`,
        );
        expect(await seriousViolations(page), `${path} on a ${name}`).to.deep.equal([]);
        expect(await overflowsSideways(page), `${path} on a ${name}`).to.equal(false);
      }
      await context.close();
    }
  });
});
