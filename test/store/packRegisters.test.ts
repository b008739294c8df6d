import { expect } from 'chai';
import { closeStore, openStore, type Store } from '../../store/openStore.ts';
import { packRegisters } from '../../store/packRegisters.ts';
import { testServices, type TestServices } from '../support/testServices.ts';

describe('registers kept before they were lines', () => {
  let services: TestServices;
  let store: Store;
  before(async () => {
    services = await testServices();
    store = await openStore(services.mongoUri);
  });
  after(async () => {
    await closeStore(store);
    await services.drop();
  });

  it('become lines with the same marks, at once and only once', async () => {
    const days = { '2026-09-01': { AM: '/', PM: 'C1' }, '2026-09-03': { PM: 'N' } };
    const former = { pupilId: 'pup_1', schoolUrn: '990001', academicYear: 2026, changes: [], revision: 4 };
    await store.marks.collection.insertOne({ _id: 'pup_1:990001:2026', ...former, days } as never);
    await store.settings.deleteMany({});
    await packRegisters(store);
    await packRegisters(store);
    const kept = await store.marks.find().lean();
    expect(kept).to.deep.equal([{ _id: 'pup_1:990001:2026', ...former, line: '/ C1    N' }]);
  });
});
