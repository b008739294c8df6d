import { expect } from 'chai';
import { addYears, londonDate } from '../../../domain/localDate.ts';
import type { PupilRecord } from '../../../store/pupils.ts';
import { aThroughline, OUR_SCHOOL, type TestThroughline } from '../../support/aThroughline.ts';
import { OTHER_SCHOOL } from '../../support/viewers.ts';
import { aPerson, signIn, type Client } from '../../support/signIn.ts';
import { SERVICES_TIMEOUT_MS } from '../../support/testServices.ts';

const TODAY = londonDate(new Date());

describe('keeping and erasing, as a safeguarding lead sees it', function () {
  this.timeout(60_000);
  let throughline: TestThroughline;
  let dsl: Client;
  before(async function () {
    this.timeout(SERVICES_TIMEOUT_MS);
    throughline = await aThroughline(['server']);
    dsl = await signIn(throughline.url, await aPerson(throughline, 'dsl'));
    await former('pup_due', 'Duenna', { dateOfBirth: addYears(TODAY, -26) });
    await former('pup_soon', 'Soonie', {
      dateOfBirth: addYears(TODAY, -25).replace(/^\d+/, (y) => String(+y + 1)) as never,
    });
    await former('pup_young', 'Youngling', { dateOfBirth: addYears(TODAY, -20) });
    await former('pup_undated', 'Undine', {});
    await former('pup_elsewhere', 'Elsa', {
      dateOfBirth: addYears(TODAY, -26),
      memberships: [
        { schoolUrn: OUR_SCHOOL, left: addYears(TODAY, -15) },
        { schoolUrn: OTHER_SCHOOL, left: addYears(TODAY, -10) },
      ],
    });
    await former('pup_here', 'Heredith', {
      dateOfBirth: addYears(TODAY, -26),
      memberships: [{ schoolUrn: OUR_SCHOOL }],
    });
  });
  after(() => throughline.drop());

  /** A child who left ten years ago, without any record; what matters is given. */
  async function former(_id: string, forename: string, given: Partial<PupilRecord>): Promise<void> {
    await throughline.store.pupils.collection.insertOne({
      ...{ _id, forename, surname: 'Fennimoor', households: [], characteristics: {}, matchKeys: [] },
      ...{ memberships: [{ schoolUrn: OUR_SCHOOL, left: addYears(TODAY, -10) }], staleCount: 0, revision: 1 },
      ...given,
    } as never);
  }

  /** The names under a heading of the list. */
  async function listed(heading: string): Promise<string[]> {
    const { text } = await dsl.get('/retention');
    const table = text.split('<h2').find((part) => part.includes(`>${heading}</h2>`)) ?? '';
    return [...table.matchAll(/>(\w+) Fennimoor</g)].map(([, name]) => name ?? '');
  }

  /** Opens a former child, saying why where that is asked, and sends a form. */
  async function send(pupilId: string, form: Record<string, string>) {
    const path = `/children/${pupilId}/retention`;
    const opened = await dsl.get(path);
    if (opened.status === 303) {
      await dsl.get(opened.location);
      await dsl.post(`/children/${pupilId}/why`, { why: 'quality', then: path });
      await dsl.get(path);
    }
    return dsl.post(path, form);
  }

  it('lists who is due, who will be, and who has no date of birth', async () => {
    expect(await listed('Due')).to.deep.equal(['Duenna']);
    expect(await listed('Due within the year')).to.deep.equal(['Soonie']);
    expect(await listed('Without a date that decides')).to.deep.equal(['Undine']);
  });

  it('leaves a child who went on to another school to that school', async () => {
    expect((await dsl.get('/retention')).text).not.to.contain('Elsa');
  });

  it('lists nobody who is on the roll, however old the date of birth', async () => {
    expect((await dsl.get('/retention')).text).not.to.contain('Heredith');
  });

  it('keeps a held child from being due until the hold is ended with a reason', async () => {
    const hold = { what: 'hold', kind: 'inquiry', holdReason: 'Local review', reviewOn: addYears(TODAY, 1) };
    expect((await send('pup_due', { ...hold, holdReason: '' })).status).to.equal(422);
    expect((await send('pup_due', { ...hold, reviewOn: TODAY })).status).to.equal(422);
    expect((await send('pup_due', hold)).status).to.equal(303);
    expect(await listed('Held')).to.deep.equal(['Duenna']);
    expect(await listed('Due')).to.deep.equal([]);
    const [record] = await throughline.store.holds.find().lean();
    const end = { what: 'end-hold', hold: record?._id ?? '' };
    expect((await send('pup_due', end)).status).to.equal(422);
    expect((await send('pup_due', { ...end, endReason: 'The review is closed' })).status).to.equal(303);
    expect(await listed('Due')).to.deep.equal(['Duenna']);
  });

  it('lists a child without a date of birth by age once somebody has found it', async () => {
    const born = { what: 'birth-date', dateOfBirth: addYears(TODAY, -27) };
    expect((await send('pup_undated', born)).status).to.equal(303);
    expect(await listed('Due')).to.deep.equal(['Undine', 'Duenna']);
  });

  it('obeys a period the school sets, and refuses one below the least', async () => {
    await dsl.get('/retention/rules');
    const set = { school: OUR_SCHOOL, rule: 'safeguarding-file', reason: 'Agreed with our officer' };
    expect((await dsl.post('/retention/rules', { ...set, years: '17' })).status).to.equal(422);
    expect((await dsl.post('/retention/rules', { ...set, years: '20', reason: '' })).status).to.equal(422);
    expect((await dsl.post('/retention/rules', { ...set, years: '20' })).status).to.equal(303);
    expect(await listed('Due')).to.include('Youngling');
    expect((await dsl.post('/retention/rules', { ...set, years: '30' })).status).to.equal(303);
    expect(await listed('Due')).to.deep.equal([]);
    expect((await dsl.get('/retention/rules')).text).to.contain('30 years in place of 25');
  });

  it('shows an administrator the rules and no child', async () => {
    const admin = await signIn(throughline.url, await aPerson(throughline, 'admin'));
    expect((await admin.get('/retention')).text).not.to.contain('Fennimoor');
    expect((await admin.get('/retention/rules')).text).to.contain('IRMS');
    expect((await admin.get('/children/pup_due/retention')).status).to.equal(403);
  });
});
