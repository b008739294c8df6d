import { expect } from 'chai';
import type { Upn, Urn } from '../../domain/identifiers.ts';
import { findAssessment } from '../../store/assessments.ts';
import { countWaitingDeliveries, findDelivery, recordDelivery } from '../../store/deliveries.ts';
import { findPupilByUpn } from '../../store/pupils.ts';
import { recordSchool } from '../../store/schools.ts';
import { recordSource } from '../../store/sources.ts';
import { enqueueIngest } from '../../workers/queues.ts';
import { landPupils } from '../../workers/landing/landPupils.ts';
import type { RowLanding } from '../../workers/landing/rowLanding.ts';
import { sendDelivery } from '../../scripts/demo/sendDelivery.ts';
import { aThroughline, OUR_SCHOOL, type TestThroughline } from '../support/aThroughline.ts';
import { ANOTHER_SCHOOL_URN, anIncident, aPupil, aUpn, type PupilRow } from '../support/people.ts';
import { SERVICES_TIMEOUT_MS } from '../support/testServices.ts';
import { waitFor } from '../support/waitFor.ts';

describe('landing a school’s rows', () => {
  let throughline: TestThroughline;
  before(async function () {
    this.timeout(SERVICES_TIMEOUT_MS);
    throughline = await aThroughline();
  });
  after(() => throughline.drop());

  const json = (kind: string, value: unknown) => ({
    kind,
    contentType: 'application/json',
    body: JSON.stringify(value),
  });
  const sendPupils = (...pupils: Partial<PupilRow>[]) =>
    throughline.sendAndSettle(json('pupils', { pupils }));
  const sendIncidents = (...incidents: unknown[]) =>
    throughline.sendAndSettle(json('incidents', { incidents }));
  const upn = (pupil: PupilRow) => pupil.upn as Upn;

  it('refuses a row whose two UPNs are two children’s, and goes on', async () => {
    const [one, two] = [aPupil(), aPupil()];
    await sendPupils(one, two);
    const outcome = await sendPupils({ ...one, former_upn: two.upn } as Partial<PupilRow>, aPupil());
    expect(outcome.counts).to.include({ rows: 2, rejected: 1, landed: 1 });
    expect(outcome.problems[0]?.field).to.equal('former_upn');
  });

  it('knows a child sent first without a UPN, then with one, and then without again', async () => {
    const { upn: number, ...without } = aPupil({ forename: 'Sunniva', surname: 'Onlyone' });
    await sendPupils(without);
    await sendPupils({ ...without, upn: number });
    await sendPupils(without);
    expect(await throughline.store.pupils.countDocuments({ surname: 'Onlyone' })).to.equal(1);
  });

  it('lays a row over what a row before it in the same file said of the child', async () => {
    const { upn: number, ...without } = aPupil({ forename: 'Sunniva', surname: 'Twicetold' });
    const renamed = { forename: 'Sunniva', surname: 'Otherwise', upn: number, year_group: '5' };
    const outcome = await sendPupils(without, { ...without, upn: number }, renamed);
    expect(outcome.counts).to.include({ landed: 3 });
    const kept = await findPupilByUpn(throughline.store, number as Upn);
    expect(kept).to.include({ surname: 'Otherwise', yearGroup: '5', dateOfBirth: without.date_of_birth });
    expect(kept?.formerSurnames).to.deep.equal(['Twicetold']);
    expect(await throughline.store.pupils.countDocuments({ surname: 'Twicetold' })).to.equal(0);
  });

  it('makes one child of each row that two workers land at once', async () => {
    const rows = Array.from({ length: 50 }, () => aPupil({ surname: 'Atonce' }));
    const { store, sourceId } = throughline;
    const delivery = {
      ...{ schoolUrn: OUR_SCHOOL, sourceId, deliveryId: 'dlv_atonce' },
      ...{ receivedAt: new Date(), wasHeld: false },
    };
    const read = rows.map(({ upn: number, forename, surname }) => ({
      ...{ upn: number as Upn, forename, surname },
      ...{ siblingUpns: [], characteristics: {} },
    }));
    const [one, other] = await Promise.all([
      landPupils(store, read, delivery),
      landPupils(store, [...read].reverse(), delivery),
    ]);
    const idsOf = (landings: readonly RowLanding[]) =>
      landings.map((landing) => ('touched' in landing ? landing.touched[0] : undefined));
    expect(idsOf(one)).to.deep.equal(idsOf(other).reverse());
    expect(await store.pupils.countDocuments({ surname: 'Atonce' })).to.equal(50);
  });

  it('lets no held row replace what the school said after it', async () => {
    const [wrong, right] = [aPupil(), aPupil()];
    await sendPupils(right);
    const mistaken = anIncident({ pupil: { upn: wrong.upn }, narrative: 'About the wrong child.' });
    expect((await sendIncidents(mistaken)).counts).to.include({ held: 1 });
    await sendIncidents({ ...mistaken, pupil: { upn: right.upn }, narrative: 'About the right child.' });
    await sendPupils(wrong);
    const kept = await throughline.store.incidents.findOne({ externalId: mistaken.externalId }).lean();
    expect(kept?.narrative).to.equal('About the right child.');
    expect(kept?.pupilId).to.equal((await findPupilByUpn(throughline.store, upn(right)))?._id);
  });

  it('lays registers that wait behind one another over a child’s in one write, and tells them apart', async () => {
    const child = aPupil();
    await sendPupils(child);
    const { store, queues, sourceId } = throughline;
    const waiting: string[] = [];
    for (const [i, code] of ['N', 'I', '/'].entries()) {
      const rows = ['2026-11-02,AM', `2026-11-0${i + 3},AM`].map((at) => `${child.upn ?? ''},${at},${code}`);
      const body = Buffer.from(['upn,date,session,code', ...rows, 'nobody,2026-11-02,AM,/'].join('\n'));
      const { deliveryId } = await recordDelivery(store, {
        ...{ sourceId, schoolUrn: OUR_SCHOOL, webhookId: `together-${i}`, sha256: `together-${i}` },
        ...{ kind: 'attendance', contentType: 'text/csv', body, receivedAt: new Date(Date.now() - 50 + i) },
      });
      waiting.push(deliveryId);
    }
    await enqueueIngest(queues, waiting[0] ?? '', 'together');
    await waitFor(async () => (await countWaitingDeliveries(store)) === 0, { what: 'the registers' });
    const reports = await Promise.all(waiting.map((id) => findDelivery(store, id)));
    for (const report of reports)
      expect(report?.counts).to.include({ rows: 3, landed: 2, rejected: 1, held: 0 });
    const pupil = await findPupilByUpn(store, child.upn as Upn);
    const [register] = await store.marks.find({ pupilId: pupil?._id ?? '' }).lean();
    expect(register?.revision).to.equal(1);
    expect(register?.changes.map(({ from, to, deliveryId }) => ({ from, to, deliveryId }))).to.deep.equal([
      { from: 'N', to: 'I', deliveryId: waiting[1] },
      { from: 'I', to: '/', deliveryId: waiting[2] },
    ]);
  });

  it('withdraws an incident that was still held', async () => {
    const late = aPupil();
    const incident = anIncident({ pupil: { upn: late.upn } });
    await sendIncidents(incident);
    const withdrawal = await sendIncidents({ externalId: incident.externalId, withdrawn: true });
    expect(withdrawal.counts).to.include({ landed: 1, rejected: 0 });
    await sendPupils(late);
    expect(await throughline.store.incidents.countDocuments({ externalId: incident.externalId })).to.equal(0);
  });

  it('keeps the order of a long file, however far apart a row and what changes it are', async () => {
    const child = aPupil();
    await sendPupils(child);
    const many = (count: number) =>
      Array.from({ length: count }, () => anIncident({ pupil: { upn: child.upn } }));
    const [first, standing] = [
      anIncident({ pupil: { upn: child.upn } }),
      anIncident({ pupil: { upn: child.upn } }),
    ];
    const { counts } = await sendIncidents(
      ...[first, standing, ...many(520)],
      ...[
        { ...first, narrative: 'Second wording.' },
        { ...standing, narrative: 'Second wording.' },
        ...many(520),
      ],
      { externalId: first.externalId, withdrawn: true },
    );
    expect(counts).to.include({ landed: 1045, rejected: 0 });
    const kept = async ({ externalId }: { externalId: string }) =>
      throughline.store.incidents.findOne({ externalId }).lean();
    expect((await kept(first))?.withdrawnAt).to.be.instanceOf(Date);
    expect(await kept(standing)).to.include({ narrative: 'Second wording.' });
    expect((await kept(standing))?.revisions).to.have.length(1);
  });

  it('says which rows of a withdrawal name nothing it has received', async () => {
    const outcome = await sendIncidents({ externalId: 'never-sent', withdrawn: true });
    expect(outcome.problems.map(({ field }) => field)).to.deep.equal(['externalId']);
  });

  it('weighs brothers and sisters anew when something is written of one of them', async () => {
    const [one, other] = [aPupil({ household_id: 'H1' }), aPupil({ household_id: 'H1' })];
    await sendPupils(one, other);
    await throughline.settled();
    const sibling = await findPupilByUpn(throughline.store, upn(other));
    const before = await findAssessment(throughline.store, sibling?._id ?? '', 'now');
    await sendIncidents(anIncident({ pupil: { upn: one.upn } }));
    await waitFor(
      async () => {
        const now = await findAssessment(throughline.store, sibling?._id ?? '', 'now');
        return now && now.asOf > (before?.asOf ?? new Date(0));
      },
      { what: 'the sibling to be weighed anew' },
    );
  });

  describe('of two schools', () => {
    const theirs = aPupil({ school_urn: ANOTHER_SCHOOL_URN, forename: 'Idrisse', surname: 'Harkaway' });
    before(async () => {
      const { store } = throughline;
      const urn = ANOTHER_SCHOOL_URN as Urn;
      await recordSchool(store, { _id: urn, name: 'Other School', phase: 'primary', termDates: [] });
      const source = await recordSource(store, { schoolUrn: urn, name: 'Exports', now: new Date() });
      const body = JSON.stringify({ pupils: [theirs] });
      const delivery = { kind: 'pupils', contentType: 'application/json', body };
      await sendDelivery({ url: throughline.url, ...source }, delivery, 'theirs');
      await waitFor(() => findPupilByUpn(store, upn(theirs)), { what: 'the other school’s child' });
    });

    it('holds an entry about a child who is not on this one’s roll', async () => {
      expect((await sendIncidents(anIncident({ pupil: { upn: theirs.upn } }))).counts).to.include({
        held: 1,
      });
    });

    it('gives no number of another school’s child to a child of another name', async () => {
      const taken = await sendPupils({
        ...aPupil({ forename: 'Tamsyne', surname: 'Penwhistle' }),
        upn: theirs.upn,
      });
      expect(taken.counts).to.include({ rejected: 1 });
      expect((await findPupilByUpn(throughline.store, upn(theirs)))?.surname).to.equal('Harkaway');
    });

    it('keeps what one writes of its own child out of the story of a child it links from the other', async () => {
      const ours = aPupil();
      await sendPupils(ours);
      await sendIncidents(anIncident({ pupil: { upn: ours.upn }, linkedUpns: [theirs.upn] }));
      await throughline.settled();
      const linked = await findPupilByUpn(throughline.store, upn(theirs));
      const assessment = await findAssessment(throughline.store, linked?._id ?? '', 'now');
      expect(assessment?.keyEntryIds ?? []).to.deep.equal([]);
    });

    it('adds the second membership of a child who moves here, with what was known', async () => {
      await sendPupils({ ...theirs, school_urn: aPupil().school_urn, date_joined: '2026-11-09' });
      const mover = await findPupilByUpn(throughline.store, upn(theirs));
      expect(mover?.memberships.map(({ schoolUrn }) => schoolUrn)).to.deep.equal([
        ANOTHER_SCHOOL_URN,
        aPupil().school_urn,
      ]);
    });
  });

  it('says nothing of a UPN that is nobody’s but that its rows wait', async () => {
    const outcome = await sendIncidents(anIncident({ pupil: { upn: aUpn(7_777_777) } }));
    expect(outcome.counts).to.include({ rows: 1, held: 1 });
    expect(outcome.problems).to.deep.equal([]);
  });
});
