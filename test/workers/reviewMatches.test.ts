import { expect } from 'chai';
import { randomUUID } from 'node:crypto';
import type { Viewer } from '../../domain/access/viewer.ts';
import type { Upn, Urn } from '../../domain/identifiers.ts';
import { mapMarksByPupil } from '../../store/marks.ts';
import { mergePupils, splitPupil } from '../../store/mergePupils.ts';
import { moveIncident } from '../../store/moveRecords.ts';
import { findPupilByUpn } from '../../store/pupils.ts';
import {
  changeMatchDecision,
  decideHeldRow,
  listHeldRows,
  listMatchDecisions,
  takeBackMatchDecision,
  type HeldRowForReview,
  type HeldVerdict,
} from '../../store/reviewMatches.ts';
import { scopeOf } from '../../store/scope.ts';
import { findAssessment } from '../../store/assessments.ts';
import { enqueueDecisions } from '../../workers/queues.ts';
import { aThroughline, OUR_SCHOOL, type TestThroughline } from '../support/aThroughline.ts';
import { ANOTHER_SCHOOL_URN, anIncident, aPupil, type PupilRow } from '../support/people.ts';
import { SERVICES_TIMEOUT_MS } from '../support/testServices.ts';
import { waitFor } from '../support/waitFor.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const DSL: Viewer = {
  personId: 'per_1',
  name: 'Perpetua Lightfoot',
  role: 'dsl',
  schoolUrns: [OUR_SCHOOL],
  narrativeUrns: [],
  pupilIds: [],
};

describe('the review of matches', () => {
  let throughline: TestThroughline;
  before(async function () {
    this.timeout(SERVICES_TIMEOUT_MS);
    throughline = await aThroughline();
  });
  after(() => throughline.drop());

  const scope = scopeOf(DSL, NOW);
  const elsewhere = scopeOf({ ...DSL, schoolUrns: [ANOTHER_SCHOOL_URN as Urn] }, NOW);
  const json = (kind: string, value: unknown) => ({
    kind,
    contentType: 'application/json',
    body: JSON.stringify(value),
  });
  const sendPupils = (...pupils: Partial<PupilRow>[]) =>
    throughline.sendAndSettle(json('pupils', { pupils }));
  const sendIncidents = (...incidents: unknown[]) =>
    throughline.sendAndSettle(json('incidents', { incidents }));
  const sendMarks = (...marks: unknown[]) => throughline.sendAndSettle(json('attendance', { marks }));
  const idOf = async ({ upn }: PupilRow): Promise<string> =>
    (await findPupilByUpn(throughline.store, upn as Upn))?._id ?? 'not on roll';

  /** The one held row that names a child so. */
  async function heldRow(surname: string): Promise<HeldRowForReview> {
    const rows = await listHeldRows(throughline.store, scope, { limit: 500 });
    const row = rows.find(({ identity }) => identity.surname === surname);
    if (!row) throw new Error('there is no such held row');
    return row;
  }
  async function decide({ heldRowId }: HeldRowForReview, verdict: HeldVerdict): Promise<void> {
    expect(await decideHeldRow(throughline.store, scope, { heldRowId, verdict, at: NOW })).to.equal(true);
    await carriedOut();
  }
  async function carriedOut(): Promise<void> {
    await enqueueDecisions(throughline.queues, randomUUID());
    const { heldRows, matchDecisions, pupils } = throughline.store;
    await waitFor(
      async () =>
        (await heldRows.countDocuments({ decidedAt: { $gt: new Date(0) } })) +
          (await matchDecisions.countDocuments({ waitingSince: { $gt: new Date(0) } })) +
          (await pupils.countDocuments({ mergeWaiting: { $gt: new Date(0) } })) ===
        0,
      { timeoutMs: 20_000, what: 'the decisions to be carried out' },
    );
  }
  const ownerOf = async (externalId: string): Promise<string | undefined> =>
    (await throughline.store.incidents.findOne({ externalId }).lean())?.pupilId;
  const told = (pupil: PupilRow, given: object = {}) => ({
    forename: pupil.forename,
    surname: pupil.surname,
    dateOfBirth: pupil.date_of_birth,
    ...given,
  });

  it('shows whom a row may be about, with what speaks for each and against', async () => {
    const child = aPupil({ forename: 'Ottoline', surname: 'Showfield', date_of_birth: '2014-03-09' });
    await sendPupils(child);
    await sendIncidents(anIncident({ pupil: told(child, { dateOfBirth: '2014-09-03' }) }));
    const { candidates } = await heldRow('Showfield');
    expect(candidates.map(({ pupilId }) => pupilId)).to.deep.equal([await idOf(child)]);
    expect(candidates[0]?.why).to.include('day and month of birth swapped');
  });

  it('lets the row and all that say the same flow on once somebody has decided', async () => {
    const child = aPupil({ forename: 'Peregrine', surname: 'Flowers', date_of_birth: '2014-04-10' });
    await sendPupils(child);
    const wrongBirth = told(child, { dateOfBirth: '2014-10-04' });
    const [first, second, later] = [1, 2, 3].map(() => anIncident({ pupil: wrongBirth }));
    await sendIncidents(first, second);
    await decide(await heldRow('Flowers'), { kind: 'is', pupilId: await idOf(child) });
    expect((await sendIncidents(later)).counts).to.include({ landed: 1, held: 0 });
    expect(await Promise.all([first, second, later].map((one) => ownerOf(one!.externalId)))).to.deep.equal(
      Array.from({ length: 3 }, () => '').fill(await idOf(child)),
    );
  });

  it('keeps who decided, when and as what', async () => {
    const child = aPupil({ forename: 'Hyacinth', surname: 'Keepsake', date_of_birth: '2014-05-11' });
    await sendPupils(child);
    await sendIncidents(anIncident({ pupil: told(child, { dateOfBirth: '2014-11-05' }) }));
    const row = await heldRow('Keepsake');
    await decide(row, { kind: 'is', pupilId: await idOf(child) });
    const kept = await throughline.store.heldRows.findById(row.heldRowId).lean();
    expect(kept?.decision).to.include({ by: 'Perpetua Lightfoot', personId: 'per_1' });
    expect(kept?.outcome).to.equal('landed');
  });

  it('asks again about a name that two children have', async () => {
    const [one, other] = [aPupil({ surname: 'Twofold' }), aPupil({ surname: 'Twofold' })];
    other.forename = one.forename;
    await sendPupils(one, other);
    const [first, second] = [anIncident({ pupil: told(one) }), anIncident({ pupil: told(one) })];
    await sendIncidents(first);
    await decide(await heldRow('Twofold'), { kind: 'is', pupilId: await idOf(other) });
    expect(await ownerOf(first.externalId)).to.equal(await idOf(other));
    expect((await sendIncidents(second)).counts).to.include({ held: 1 });
  });

  it('puts a new child on roll when told to, with the number the row gave', async () => {
    const { upn, ...child } = aPupil({ surname: 'Newcome' });
    await sendIncidents(anIncident({ pupil: { upn, ...told({ upn, ...child }) } }));
    await decide(await heldRow('Newcome'), { kind: 'new', forename: child.forename, surname: 'Newcome' });
    const made = await findPupilByUpn(throughline.store, upn as Upn);
    expect(made?.memberships).to.deep.equal([{ schoolUrn: OUR_SCHOOL }]);
  });

  it('leaves out a row that is about nobody here', async () => {
    const incident = anIncident({
      pupil: { forename: 'Nemo', surname: 'Nobodyhere', dateOfBirth: '2012-01-02' },
    });
    await sendIncidents(incident);
    await decide(await heldRow('Nobodyhere'), { kind: 'nobody' });
    expect(await ownerOf(incident.externalId)).to.equal(undefined);
  });

  it('lets nobody of another school see or decide a row', async () => {
    await sendIncidents(
      anIncident({ pupil: { forename: 'Wall', surname: 'Wallflower', dateOfBirth: '2012-01-02' } }),
    );
    const { heldRowId } = await heldRow('Wallflower');
    const seen = await listHeldRows(throughline.store, elsewhere, { limit: 500 });
    const decided = await decideHeldRow(throughline.store, elsewhere, {
      heldRowId,
      verdict: { kind: 'nobody' },
      at: NOW,
    });
    expect([seen.length, decided]).to.deep.equal([0, false]);
  });

  it('moves incidents, marks and contacts to the right child when a match was wrong, and weighs both anew', async () => {
    const [wrong, right, number] = [aPupil({ surname: 'Mixup' }), aPupil({ surname: 'Mixup' }), aPupil()];
    await sendPupils(wrong, right);
    const incident = anIncident({ pupil: { upn: number.upn, ...told(wrong, { surname: 'Mixupp' }) } });
    await sendIncidents(incident);
    await sendMarks({ upn: number.upn, date: '2026-09-14', session: 'AM', code: 'O' });
    await throughline.sendAndSettle(
      json('contacts', {
        contacts: [{ upn: number.upn, at: '2026-09-14T15:00', method: 'visit', seen: true }],
      }),
    );
    await decide(await heldRow('Mixupp'), { kind: 'is', pupilId: await idOf(wrong) });
    await throughline.settled();
    await changeMatchDecision(throughline.store, scope, {
      decisionId: await decisionOn('Mixupp'),
      toPupilId: await idOf(right),
      why: 'The number is the sister’s.',
      at: NOW,
    });
    await carriedOut();
    await throughline.settled();
    const [from, to] = [await idOf(wrong), await idOf(right)];
    const marks = await mapMarksByPupil(throughline.store, [from, to], new Date());
    const contact = await throughline.store.contacts.findOne({ pupilId: to }).lean();
    expect({
      incident: await ownerOf(incident.externalId),
      marks: [marks.get(from)?.length ?? 0, marks.get(to)?.length ?? 0],
      contact: contact?.pupilId,
      absences: await Promise.all([from, to].map(absencesWeighed)),
    }).to.deep.equal({ incident: to, marks: [0, 1], contact: to, absences: [0, 1] });
  });

  it('asks about a row again when its decision is taken back, and shows it on nobody’s file meanwhile', async () => {
    const child = aPupil({ forename: 'Barnabas', surname: 'Takeback', date_of_birth: '2014-06-12' });
    await sendPupils(child);
    const incident = anIncident({ pupil: told(child, { dateOfBirth: '2014-12-06' }) });
    await sendIncidents(incident);
    await decide(await heldRow('Takeback'), { kind: 'is', pupilId: await idOf(child) });
    const decisionId = await decisionOn('Takeback');
    await takeBackMatchDecision(throughline.store, scope, { decisionId, why: 'A slip.', at: NOW });
    await carriedOut();
    expect(await ownerOf(incident.externalId)).to.equal('nobody');
    await decide(await heldRow('Takeback'), { kind: 'is', pupilId: await idOf(child) });
    expect(await ownerOf(incident.externalId)).to.equal(await idOf(child));
  });

  it('keeps an incident where a person put it, though the same file is sent again', async () => {
    const [wrong, right] = [aPupil(), aPupil()];
    await sendPupils(wrong, right);
    const incident = anIncident({ pupil: { upn: wrong.upn } });
    await sendIncidents(incident);
    const { _id: incidentId } = (await throughline.store.incidents
      .findOne({ externalId: incident.externalId })
      .lean())!;
    const moved = await moveIncident(throughline.store, scope, {
      incidentId,
      toPupilId: await idOf(right),
      why: 'Staff picked the wrong child.',
      at: NOW,
    });
    await sendIncidents({ ...incident, narrative: 'The same child, in better words.' });
    expect(moved).to.deep.equal({ from: await idOf(wrong), to: await idOf(right) });
    expect(await ownerOf(incident.externalId)).to.equal(await idOf(right));
  });

  it('makes two records one child, and two again with what came for each since', async () => {
    const [keep, gone] = [aPupil({ surname: 'Onechild' }), aPupil({ surname: 'Onechild' })];
    await sendPupils(keep, gone);
    const [keepId, goneId] = [await idOf(keep), await idOf(gone)];
    const before = anIncident({ pupil: { upn: gone.upn } });
    await sendIncidents(before);
    await sendMarks({ upn: gone.upn, date: '2026-09-14', session: 'AM', code: 'O' });
    await mergePupils(throughline.store, scope, { keepId, goneId, why: 'A temporary number.', at: NOW });
    await carriedOut();
    const since = anIncident({ pupil: { upn: gone.upn } });
    await sendIncidents(since);
    await sendMarks({ upn: gone.upn, date: '2026-09-15', session: 'AM', code: 'O' });
    const merged = {
      number: await idOf(gone),
      incidents: [await ownerOf(before.externalId), await ownerOf(since.externalId)],
      days: await daysMarked(keepId),
    };
    await splitPupil(throughline.store, scope, { goneId, at: NOW });
    await carriedOut();
    const split = {
      number: await idOf(gone),
      incidents: [await ownerOf(before.externalId), await ownerOf(since.externalId)],
      days: await daysMarked(goneId),
    };
    expect(merged).to.deep.equal({ number: keepId, incidents: [keepId, keepId], days: 2 });
    expect(split).to.deep.equal({ number: goneId, incidents: [goneId, goneId], days: 2 });
  });

  it('takes transfers and holds along when two records become one child, and gives them back', async () => {
    const [keep, gone] = [aPupil({ surname: 'Takealong' }), aPupil({ surname: 'Takealong' })];
    await sendPupils(keep, gone);
    const [keepId, goneId] = [await idOf(keep), await idOf(gone)];
    const { transfers, holds } = throughline.store;
    const by = { personId: 'per_dsl', name: 'Ossian Merriwick' };
    await transfers.collection.insertOne({ _id: 'trf_gone', pupilId: goneId, by } as never);
    await holds.collection.insertOne({ _id: 'hld_gone', pupilId: goneId, by } as never);
    const owners = async () =>
      Promise.all(
        [transfers, holds].map(
          async ({ collection }) => (await collection.findOne({ _id: /_gone$/ } as never))?.['pupilId'],
        ),
      );
    await mergePupils(throughline.store, scope, { keepId, goneId, why: 'A temporary number.', at: NOW });
    await carriedOut();
    const merged = await owners();
    await splitPupil(throughline.store, scope, { goneId, at: NOW });
    await carriedOut();
    expect({ merged, split: await owners() }).to.deep.equal({
      merged: [keepId, keepId],
      split: [goneId, goneId],
    });
  });

  async function decisionOn(surname: string): Promise<string> {
    const decisions = await listMatchDecisions(throughline.store, scope, 50);
    return decisions.find(({ identity }) => identity.surname === surname)?._id ?? 'none';
  }
  async function daysMarked(pupilId: string): Promise<number> {
    const years = (await mapMarksByPupil(throughline.store, [pupilId], new Date())).get(pupilId) ?? [];
    return years.reduce((sum, { days }) => sum + Object.keys(days).length, 0);
  }
  async function absencesWeighed(pupilId: string): Promise<number> {
    return (await findAssessment(throughline.store, pupilId, 'now'))?.attendance?.unauthorisedYear ?? 0;
  }
});
