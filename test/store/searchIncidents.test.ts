import { expect } from 'chai';
import { mongo } from 'mongoose';
import type { Urn } from '../../domain/identifiers.ts';
import { excludedTerms, parseSearch, requiredTerms } from '../../domain/search/parseSearch.ts';
import { SEARCH_TERMS_VERSION } from '../../domain/search/searchTerms.ts';
import { fileForSearch } from '../../store/fileForSearch.ts';
import { closeStore, openStore, type Store } from '../../store/openStore.ts';
import { searchIncidents, type IncidentSearch } from '../../store/searchIncidents.ts';
import { scopeOf } from '../../store/scope.ts';
import { aViewer } from '../support/viewers.ts';
import { SERVICES_TIMEOUT_MS, testServices, type TestServices } from '../support/testServices.ts';

const OURS = '990001' as Urn;
const THEIRS = '990002' as Urn;

describe('searching the store', function () {
  this.timeout(SERVICES_TIMEOUT_MS);
  let services: TestServices;
  let store: Store;
  const kept = (id: string, narrative: string, given: object = {}): object => ({
    _id: id,
    schoolUrn: OURS,
    sourceId: 'src_test',
    externalId: id,
    pupilId: `pup_${id}`,
    linkedUpns: [],
    occurredAt: new Date(`2026-09-${String(10 + Number(id.slice(-1))).padStart(2, '0')}T10:00:00Z`),
    occurredDateOnly: false,
    recordedAt: new Date('2026-09-20T10:00:00Z'),
    receivedAt: new Date('2026-09-20T10:00:00Z'),
    deliveryId: 'dlv_test',
    narrative,
    actions: [],
    contentHash: id,
    revision: 1,
    revisions: [],
    tagState: 'tagged',
    tagging: { severity: 1, effect: 'worrying', tags: [], version: 'test' },
    ...given,
  });

  before(async () => {
    services = await testServices();
    store = await openStore(services.mongoUri);
    await store.incidents.collection.insertMany([
      kept('inc_1', 'Came in hungry and asked for toast.'),
      kept('inc_2', 'Hungry again, no coat.'),
      kept('inc_3', 'No coat. Said police came to the house, and she was hungry.'),
      kept('inc_4', 'Hungry at the other school.', { schoolUrn: THEIRS }),
      kept('inc_5', 'Hungry, taken back.', { withdrawnAt: new Date('2026-09-21T10:00:00Z') }),
      kept('inc_6', 'Spoke of hunger in a lesson on history.', { searchVersion: SEARCH_TERMS_VERSION - 1 }),
    ] as never);
  });

  after(async () => {
    await closeStore(store);
    await services.drop();
  });

  async function found(
    typed: string,
    given: Partial<IncidentSearch> & { urns?: Urn[] } = {},
  ): Promise<string[]> {
    const search = parseSearch(typed);
    const { urns = [OURS], ...filters } = given;
    const scope = scopeOf(
      aViewer('safeguarding-lead', { schoolUrns: urns }),
      new Date('2026-09-30T10:00:00Z'),
    );
    const incidents = await searchIncidents(store, scope, {
      terms: requiredTerms(search),
      withoutTerms: excludedTerms(search),
      limit: 10,
      ...filters,
    });
    return incidents.map(({ _id }) => _id);
  }

  it('files what was stored before there was a search, and nothing twice', async () => {
    expect(await fileForSearch(store, () => undefined)).to.equal(6);
    expect(await fileForSearch(store, () => undefined)).to.equal(0);
  });

  it('finds every word, newest first, and leaves out what was withdrawn', async () => {
    expect(await found('hungry')).to.deep.equal(['inc_3', 'inc_2', 'inc_1']);
    expect(await found('hungry coat')).to.deep.equal(['inc_3', 'inc_2']);
  });

  it('leaves out entries with a word that must not be there', async () => {
    expect(await found('hungry -police')).to.deep.equal(['inc_2', 'inc_1']);
  });

  it('never looks beyond the reader’s schools', async () => {
    expect(await found('hungry', { urns: [THEIRS] })).to.deep.equal(['inc_4']);
    expect(await found('hungry', { urns: [] })).to.deep.equal([]);
  });

  it('keeps one order across several schools', async () => {
    expect(await found('hungry', { urns: [OURS, THEIRS] })).to.deep.equal([
      'inc_4',
      'inc_3',
      'inc_2',
      'inc_1',
    ]);
  });

  it('goes on after a place without leaving out or repeating', async () => {
    const [first] = await found('hungry', { limit: 1 });
    expect(first).to.equal('inc_3');
    const after = { incidentId: 'inc_3', occurredAt: new Date('2026-09-13T10:00:00Z') };
    expect(await found('hungry', { after })).to.deep.equal(['inc_2', 'inc_1']);
  });

  it('narrows by date, child and severity', async () => {
    expect(await found('hungry', { from: new Date('2026-09-12T00:00:00Z') })).to.deep.equal([
      'inc_3',
      'inc_2',
    ]);
    expect(await found('hungry', { pupilIds: ['pup_inc_2'] })).to.deep.equal(['inc_2']);
    expect(await found('hungry', { minSeverity: 2 })).to.deep.equal([]);
  });

  it('reads an index in the order it gives, whatever else is asked', async function () {
    const plan: unknown = await store.incidents
      .find({ schoolUrn: OURS, searchTerms: 'hungri', withdrawnAt: { $exists: false } } as never)
      .sort({ occurredAt: -1, _id: -1 })
      .limit(5)
      .explain('queryPlanner')
      .catch((error: unknown) => {
        // Not every server that speaks MongoDB's protocol tells its plans.
        if (error instanceof mongo.MongoServerError && error.code === 59) this.skip();
        throw error;
      });
    expect(JSON.stringify(plan)).to.include('schoolUrn_1_searchTerms_1_occurredAt_-1__id_-1');
    expect(JSON.stringify(plan)).not.to.include('"stage":"SORT"');
  });
});
