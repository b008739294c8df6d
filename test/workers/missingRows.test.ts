import { expect } from 'chai';
import { answerMissingRow, listMissingRows } from '../../store/missingRows.ts';
import { scopeOf } from '../../store/scope.ts';
import { aThroughline, OUR_SCHOOL, type TestThroughline } from '../support/aThroughline.ts';
import { anIncident, aPupil, type IncidentRow } from '../support/people.ts';
import { SERVICES_TIMEOUT_MS } from '../support/testServices.ts';
import { aViewer } from '../support/viewers.ts';

const NOW = new Date('2026-11-24T12:00:00Z');

describe('a row missing from a full export', () => {
  let throughline: TestThroughline;
  const child = aPupil();
  before(async function () {
    this.timeout(SERVICES_TIMEOUT_MS);
    throughline = await aThroughline();
    const body = JSON.stringify({ pupils: [child] });
    await throughline.sendAndSettle({ kind: 'pupils', contentType: 'application/json', body });
  });
  after(() => throughline.drop());

  const scope = scopeOf(aViewer('dsl', { schoolUrns: [OUR_SCHOOL] }), NOW);
  const send = (extent: 'full' | undefined, ...incidents: unknown[]) =>
    throughline.sendAndSettle({
      kind: 'incidents',
      contentType: 'application/json',
      body: JSON.stringify({ incidents }),
      ...(extent && { extent }),
    });
  const incident = () => anIncident({ pupil: { upn: child.upn } });
  const asked = async () =>
    (await listMissingRows(throughline.store, scope, 100)).map((row) => row.externalId);
  const kept = ({ externalId }: IncidentRow) => throughline.store.incidents.findOne({ externalId }).lean();

  it('is asked about and not taken back', async () => {
    const [there, gone] = [incident(), incident()];
    await send(undefined, there, gone);
    await send('full', there);
    expect(await asked()).to.deep.equal([gone.externalId]);
    expect((await kept(gone))?.withdrawnAt).to.equal(undefined);
    await send('full', there, gone);
    expect(await asked(), 'once it is there again').to.deep.equal([]);
  });

  it('is not asked about when a row of the export could not be read', async () => {
    const gone = incident();
    await send(undefined, gone);
    await send('full', incident(), { ...incident(), occurredAt: 'never' });
    expect(await asked()).not.to.include(gone.externalId);
  });

  it('is withdrawn, or stands for good, as a person says', async () => {
    const [standing, withdrawn] = [incident(), incident()];
    await send(undefined, standing, withdrawn);
    await send('full', incident());
    for (const [row, answer] of [
      [standing, 'keep'],
      [withdrawn, 'withdrawn'],
    ] as const) {
      const incidentId = (await kept(row))?._id ?? '';
      await answerMissingRow(throughline.store, scope, { incidentId, answer, at: NOW });
    }
    await send('full', incident());
    expect((await kept(withdrawn))?.withdrawnAt).to.deep.equal(NOW);
    expect((await kept(standing))?.withdrawnAt).to.equal(undefined);
    expect(await asked()).not.to.include(standing.externalId);
  });

  it('is nobody else’s question', async () => {
    const elsewhere = scopeOf(aViewer('dsl', { schoolUrns: [] }), NOW);
    expect(await listMissingRows(throughline.store, elsewhere, 100)).to.deep.equal([]);
  });
});
