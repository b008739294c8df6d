import { expect } from 'chai';
import type { AuditEvent } from '../../domain/audit/auditEvent.ts';
import { listAudit, recordAudit, verifyAudit } from '../../store/audit.ts';
import { closeStore, openStore, type Store } from '../../store/openStore.ts';
import { scopeOf } from '../../store/scope.ts';
import { SERVICES_TIMEOUT_MS, testServices, type TestServices } from '../support/testServices.ts';
import { aViewer, OTHER_SCHOOL, OWN_SCHOOL } from '../support/viewers.ts';

const AT = new Date('2026-11-20T12:00:00Z');

function anEvent(given: Partial<AuditEvent> = {}): AuditEvent {
  return {
    at: AT,
    action: 'viewed-child',
    actor: { personId: 'per_1', name: 'Ossian Merriwick', role: 'dsl', schoolUrns: [OWN_SCHOOL] },
    about: { pupilId: 'pup_1', schoolUrns: [OWN_SCHOOL] },
    route: 'GET /children/:pupilId',
    ...given,
  };
}

describe('the audit log', () => {
  let services: TestServices;
  let stores: Store[];
  beforeEach(async function () {
    this.timeout(SERVICES_TIMEOUT_MS);
    services = await testServices();
    stores = [await openStore(services.mongoUri), await openStore(services.mongoUri)];
  });
  afterEach(async () => {
    await Promise.all(stores.map((store) => closeStore(store)));
    await services.drop();
  });
  const first = (): Store => stores[0]!;

  it('is one unbroken chain however many processes write at once', async () => {
    const writes = stores.flatMap((store) => Array.from({ length: 40 }, () => recordAudit(store, anEvent())));
    await Promise.all(writes);
    const { sequence, problems } = await verifyAudit(first());
    expect({ sequence, problems }).to.deep.equal({ sequence: 80, problems: [] });
  });

  it('shows a line that was changed', async () => {
    for (let i = 0; i < 3; i += 1) await recordAudit(first(), anEvent());
    await first().audit.updateOne({ _id: 2 }, { $set: { 'about.pupilId': 'pup_2' } });
    expect((await verifyAudit(first())).problems).to.deep.equal([{ sequence: 2, problem: 'changed' }]);
  });

  it('shows a line that is missing', async () => {
    for (let i = 0; i < 3; i += 1) await recordAudit(first(), anEvent());
    await first().audit.deleteOne({ _id: 1 });
    expect((await verifyAudit(first())).problems).to.deep.equal([{ sequence: 1, problem: 'missing' }]);
  });

  it('shows a line that was rewritten with a hash of its own', async () => {
    for (let i = 0; i < 3; i += 1) await recordAudit(first(), anEvent());
    const other = await first().audit.findById(3).lean();
    await first().audit.deleteOne({ _id: 2 });
    await first().audit.collection.insertOne({ ...other, _id: 2 } as never);
    expect((await verifyAudit(first())).problems[0]).to.deep.equal({ sequence: 2, problem: 'changed' });
  });

  it('keeps role and school as they were, and is read by the leads of the school it is about', async () => {
    await recordAudit(first(), anEvent());
    await recordAudit(first(), anEvent({ about: { schoolUrns: [OTHER_SCHOOL] } }));
    const lines = async (role: 'dsl' | 'admin' | 'technician') =>
      (await listAudit(first(), scopeOf(aViewer(role), AT), {}, 10)).map(({ sequence }) => sequence);
    expect(await lines('dsl')).to.deep.equal([1]);
    expect(await lines('admin')).to.deep.equal([2, 1]);
    expect(await lines('technician')).to.deep.equal([]);
    const [line] = await listAudit(first(), scopeOf(aViewer('dsl'), AT), {}, 1);
    expect(line?.actor).to.deep.include({ role: 'dsl', schoolUrns: [OWN_SCHOOL] });
  });
});
