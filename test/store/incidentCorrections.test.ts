import { expect } from 'chai';
import type { Urn } from '../../domain/identifiers.ts';
import type { Correction } from '../../domain/tagging/applyCorrections.ts';
import { TAGGER_VERSION } from '../../domain/tagging/taggerVersion.ts';
import { scopeOf } from '../../store/scope.ts';
import { aViewer } from '../support/viewers.ts';
import { listCorrected, recordCorrection } from '../../store/incidentCorrections.ts';
import { incidentId } from '../../store/recordIncident.ts';
import { listWaitingForTags, markForRetagging } from '../../store/incidentTags.ts';
import type { IncidentRecord } from '../../store/incidents.ts';
import { aThroughline, OUR_SCHOOL, type TestThroughline } from '../support/aThroughline.ts';
import { ANOTHER_SCHOOL_URN, anIncident, aPupil } from '../support/people.ts';
import { enqueueTagging } from '../../workers/queues.ts';
import { SERVICES_TIMEOUT_MS } from '../support/testServices.ts';

describe('correcting the concerns of an incident', () => {
  let throughline: TestThroughline;
  const pupil = aPupil();
  const ours = scopeOf(aViewer('dsl', { schoolUrns: [OUR_SCHOOL] }), new Date());
  const at = new Date('2026-10-01T09:00:00Z');
  const by = { by: 'person-1', byName: 'A. Lead', reason: 'Spoke to the nurse.' };

  before(async function () {
    this.timeout(SERVICES_TIMEOUT_MS);
    throughline = await aThroughline();
    await send('pupils', { pupils: [pupil] });
  });
  after(() => throughline.drop());

  const send = (kind: string, value: unknown) =>
    throughline.sendAndSettle({ kind, contentType: 'application/json', body: JSON.stringify(value) });
  async function aTagged(narrative: string): Promise<ReturnType<typeof anIncident> & { id: string }> {
    const incident = anIncident({ pupil: { upn: pupil.upn }, narrative });
    await send('incidents', { incidents: [incident] });
    await throughline.settled();
    return { ...incident, id: incidentId(OUR_SCHOOL, throughline.sourceId, incident.externalId) };
  }
  const correct = async (id: string, correction: Correction) => {
    await recordCorrection(throughline.store, ours, { incidentId: id, correction });
    await enqueueTagging(throughline.queues, [id], 'test');
  };
  const asserted = async (id: string): Promise<(string | number)[][]> => {
    const incident = await throughline.store.incidents.findById(id).lean<IncidentRecord>();
    return (incident?.tagging?.tags ?? [])
      .filter((tag) => tag.polarity === 'asserted')
      .map((tag) => [tag.category, tag.severity]);
  };

  it('obeys a correction at once', async () => {
    const { id } = await aTagged('Arrived hungry.');
    await correct(id, { ...by, at, kind: 'add', category: 'young-carer', severity: 2 });
    await correct(id, { ...by, at: new Date(at.getTime() + 1), kind: 'remove', category: 'neglect' });
    expect(await asserted(id)).to.deep.equal([['young-carer', 2]]);
  });

  it('obeys it still when the school revises the entry and when everything is read again', async () => {
    const { id, ...incident } = await aTagged('Arrived hungry.');
    await correct(id, { ...by, at, kind: 'set-severity', category: 'neglect', severity: 3 });
    await send('incidents', { incidents: [{ ...incident, narrative: 'Arrived hungry, no coat.' }] });
    await throughline.settled();
    await markForRetagging(throughline.store, 'another version');
    const waiting = await listWaitingForTags(throughline.store, new Date(Date.now() + 60_000), 100);
    await enqueueTagging(throughline.queues, waiting, 'test');
    await throughline.settled();
    expect(await asserted(id)).to.deep.equal([['neglect', 3]]);
  });

  it('keeps who decided what, when and why, and what the tagger itself read', async () => {
    const { id } = await aTagged('Arrived hungry.');
    await correct(id, { ...by, at, kind: 'remove', category: 'neglect' });
    const kept = await throughline.store.incidents.findById(id).lean<IncidentRecord>();
    expect(kept?.corrections).to.deep.equal([{ ...by, at, kind: 'remove', category: 'neglect' }]);
    expect(kept?.reading?.tags.map((tag) => tag.category)).to.deep.equal(['neglect']);
  });

  it('loses neither of two corrections made at the same moment', async () => {
    const { id } = await aTagged('Arrived hungry.');
    await Promise.all([
      correct(id, { ...by, at, kind: 'add', category: 'behaviour', severity: 1 }),
      correct(id, { ...by, at, kind: 'add', category: 'young-carer', severity: 1 }),
    ]);
    expect((await asserted(id)).map(([category]) => category)).to.include.members([
      'behaviour',
      'young-carer',
    ]);
  });

  it('knows no incident of another school', async () => {
    const { id } = await aTagged('Arrived hungry.');
    const theirs = scopeOf(aViewer('dsl', { schoolUrns: [ANOTHER_SCHOOL_URN as Urn] }), new Date());
    const correction: Correction = { ...by, at, kind: 'remove', category: 'neglect' };
    expect(await recordCorrection(throughline.store, theirs, { incidentId: id, correction })).to.equal(
      undefined,
    );
    expect(await asserted(id)).to.have.length(1);
  });

  it('hands corrected narratives to those who learn from them', async () => {
    const { id } = await aTagged('Arrived hungry, says a friend.');
    await correct(id, { ...by, at, kind: 'remove', category: 'neglect' });
    const corrected = await listCorrected(throughline.store, 100);
    expect(corrected.find((one) => one._id === id)?.narrative).to.equal('Arrived hungry, says a friend.');
  });

  it('reads again only what another version has read', async () => {
    await throughline.settled();
    expect(await markForRetagging(throughline.store, TAGGER_VERSION)).to.equal(0);
  });
});
