import { expect } from 'chai';
import { mongo } from 'mongoose';
import { buildDigest } from '../../../domain/digest/buildDigest.ts';
import type { Upn, Urn } from '../../../domain/identifiers.ts';
import { addYears, londonDate } from '../../../domain/localDate.ts';
import { MongoClient } from 'mongodb';
import { addRegister, askToEraseAgain, readRegisterIn } from '../../../scripts/backup/deletionRegister.ts';
import { dumpDatabase } from '../../../scripts/backup/dumpDatabase.ts';
import { restoreDatabase } from '../../../scripts/backup/restoreDatabase.ts';
import { aChild, digestFacts } from '../../../scripts/preview/digestPeople.ts';
import { verifyAudit } from '../../../store/audit.ts';
import { closeStore, openStore, type Store } from '../../../store/openStore.ts';
import { scopeOf } from '../../../store/scope.ts';
import { carryOutErasure } from '../../../store/retention/carryOutErasure.ts';
import { eraseChild } from '../../../store/retention/eraseRecords.ts';
import { putHold } from '../../../store/retention/holds.ts';
import {
  confirmErasure,
  declineErasure,
  findErasure,
  listConfirmedErasures,
  listErasures,
  type ErasureRecord,
} from '../../../store/retention/erasures.ts';
import { listDueRegisters, proposeChild, proposeRegisters } from '../../../store/retention/propose.ts';
import { trimBodies } from '../../../store/retention/redactArchive.ts';
import { TREATMENTS } from '../../../store/retention/treatments.ts';
import { aUpn } from '../../support/people.ts';
import { SERVICES_TIMEOUT_MS, testServices, type TestServices } from '../../support/testServices.ts';
import { aViewer, OTHER_SCHOOL, OWN_SCHOOL } from '../../support/viewers.ts';

const NOW = new Date();
const TODAY = londonDate(NOW);
const LEFT = addYears(TODAY, -10);
const dsl = scopeOf(aViewer('dsl'), NOW);
const deputy = scopeOf(aViewer('deputy-dsl', { name: 'Tamsyne Harkaway' }), NOW);
const X: Upn = aUpn(7001) as Upn;
const TEMPORARY: Upn = aUpn(7002) as Upn;
const Y: Upn = aUpn(7003) as Upn;
const SIBLING: Upn = aUpn(7004) as Upn;

describe('erasing a child', function () {
  this.timeout(60_000);
  let services: TestServices;
  let store: Store;
  beforeEach(async function () {
    this.timeout(SERVICES_TIMEOUT_MS);
    services = await testServices();
    store = await openStore(services.mongoUri);
    await aFormerChild();
  });
  afterEach(async () => {
    await closeStore(store);
    await services.drop();
  });

  const insert = (name: keyof typeof TREATMENTS, ...documents: object[]) =>
    store[name].collection.insertMany(documents as never);

  function aPupilRecord(_id: string, upn: Upn, given: object = {}) {
    return {
      ...{ _id, upns: [upn], forename: 'Zephyrine', surname: 'Quillfeather', households: ['number:1'] },
      ...{ dateOfBirth: addYears(TODAY, -27), memberships: [{ schoolUrn: OWN_SCHOOL, left: LEFT }] },
      ...{ characteristics: {}, matchKeys: [`u:${upn}`], staleCount: 0, revision: 1, ...given },
    };
  }

  function anEntry(_id: string, pupilId: string, given: object = {}) {
    const narrative = 'Zephyrine Quillfeather hit Corwen Harkaway. Zephyrine said sorry.';
    return {
      ...{ _id, pupilId, schoolUrn: OWN_SCHOOL, sourceId: 'src_1', externalId: `ext-${_id}`, linkedUpns: [] },
      ...{ occurredAt: new Date('2014-05-03T10:00:00Z'), recordedAt: new Date('2014-05-03T10:00:00Z') },
      ...{ occurredDateOnly: false, narrative, actions: [{ what: 'Spoke to Zephyrine' }], contentHash: 'h' },
      ...{ revision: 1, revisions: [], receivedAt: new Date(), deliveryId: 'dlv_1', tagState: 'tagged' },
      ...{ tagging: { severity: 1, effect: 'worrying', tags: [], version: 't' }, ...given },
    };
  }

  /** A child with something in every collection that can hold it, a brother, and another child in two notes. */
  async function aFormerChild(): Promise<void> {
    const absorbed = [{ pupilId: 'pup_gone', upns: [TEMPORARY], own: { memberships: [], households: [] } }];
    const was = { upns: [TEMPORARY], memberships: [], households: [], matchKeys: [] };
    await insert(
      'pupils',
      aPupilRecord('pup_x', X, { upns: [X, TEMPORARY], preferredName: 'Zeph', absorbed }),
      {
        ...aPupilRecord('pup_gone', TEMPORARY, {
          memberships: [],
          merged: { into: 'pup_x', was, folders: [] },
        }),
        upns: undefined,
      },
      aPupilRecord('pup_y', Y, { forename: 'Corwen', surname: 'Harkaway', households: [] }),
      aPupilRecord('pup_s', SIBLING, { forename: 'Marlow', households: [`sibling:${X}`, 'number:1'] }),
    );
    await insert(
      'incidents',
      anEntry('inc_own', 'pup_x', { told: 'told-x' }),
      anEntry('inc_linked', 'pup_x', { linkedUpns: [Y] }),
      anEntry('inc_others', 'pup_y', {
        linkedUpns: [X],
        moves: [{ from: 'pup_x', to: 'pup_y', at: NOW, why: 'It was not Zephyrine' }],
        revisions: [{ ...anEntry('', 'pup_x', { linkedUpns: [X] }), replacedAt: NOW }],
      }),
      anEntry('inc_sibling', 'pup_s', { narrative: 'Marlow was late.', actions: [] }),
    );
    const register = { schoolUrn: OWN_SCHOOL, days: {}, changes: [], revision: 1 };
    await insert(
      'marks',
      { _id: 'm1', pupilId: 'pup_x', academicYear: 2012, ...register },
      { _id: 'm2', pupilId: 'pup_gone', academicYear: 2012, ...register },
      { _id: 'm3', pupilId: 'pup_s', academicYear: 2012, ...register },
    );
    const note = 'Zephyrine was seen';
    await insert(
      'contacts',
      { _id: 'c1', pupilId: 'pup_x', note },
      { _id: 'c2', pupilId: 'pup_s', note: '' },
    );
    await insert('childEvents', { _id: 'e1', pupilId: 'pup_x', versions: [{ content: { text: note } }] });
    await insert('corrections', { _id: 'k1', pupilId: 'pup_x', reason: note });
    await insert(
      'assessments',
      { _id: 'pup_x:now', pupilId: 'pup_x' },
      { _id: 'pup_s:now', pupilId: 'pup_s' },
    );
    await insert('flags', { _id: 'pup_x', flags: [{ state: 'closed' }], revision: 1 });
    await insert('alerts', { _id: 'a1', pupilId: 'pup_x' });
    const terms = [{ text: 'Zephyrine' }];
    await insert(
      'subjectRequests',
      { _id: 'sar_1', pupilId: 'pup_x', schoolUrn: OWN_SCHOOL, answer: { on: LEFT }, asked: note },
      { _id: 'sar_2', pupilId: 'pup_s', schoolUrn: OWN_SCHOOL, answer: { on: LEFT }, terms },
    );
    const ended = { at: NOW, why: note };
    await insert('erasures', { _id: 'ers_0', pupilIds: ['pup_x'], reason: note, state: 'declined', ended });
    await insert('entryReviews', { _id: 'sar_1:k', pupilId: 'pup_x', decisions: [{ why: note }] });
    const receipt = { receivedBy: 'Zephyrine’s new school' };
    await insert('transfers', { _id: 't1', pupilId: 'pup_x', sealed: Buffer.from('sealed'), receipt });
    await insert('holds', { _id: 'h1', pupilId: 'pup_x', reason: note, ended: { at: NOW } });
    await insert('missingRows', { _id: 'inc_own', pupilId: 'pup_x', externalId: 'ext-inc_own' });
    const identity = { forename: 'Zephyrine', surname: 'Quillfeather', upn: X };
    await insert(
      'matchDecisions',
      { _id: 'd1', schoolUrn: OWN_SCHOOL, told: ['told-d'], identity, pupilId: 'pup_x', before: [] },
      { _id: 'd2', schoolUrn: OWN_SCHOOL, told: ['o'], pupilId: 'pup_y', before: [{ pupilId: 'pup_x' }] },
    );
    const landed = {
      schoolUrn: OWN_SCHOOL,
      sourceId: 'src_1',
      releasedAt: NOW,
      candidates: [],
      deliveryId: 'dlv_1',
    };
    const linking = { linkedUpns: [X], narrative: `About Zephyrine Quillfeather`, actions: [] };
    await insert(
      'heldRows',
      { _id: 'r1', ...landed, upn: X, identity, value: { kind: 'incidents', row: {} } },
      { _id: 'r2', ...landed, told: 'told-d', identity, value: { kind: 'incidents', row: {} } },
      { _id: 'r3', ...landed, externalId: 'ext-inc_own', identity, value: { kind: 'incidents', row: {} } },
      { _id: 'r4', ...landed, upn: Y, value: { kind: 'incidents', row: linking } },
      {
        _id: 'r5',
        ...landed,
        upn: Y,
        candidates: [{ pupilId: 'pup_x' }],
        value: { kind: 'contacts', row: {} },
      },
    );
    const answer = { addressKey: 'k', key: 'person:1', why: 'Zephyrine lives there' };
    await insert('householdAnswers', {
      _id: 'q1',
      ...answer,
      pupilIds: ['pup_s', 'pup_x'],
      together: ['pup_x'],
    });
    await insert('people', { _id: 'per_p', email: 'p@school.example', pupilIds: ['pup_x', 'pup_s'] });
    await insert('digestPreviews', {
      _id: 'rdr_1',
      schoolUrns: [OWN_SCHOOL],
      askedAt: NOW,
      made: { view: note },
    });
    const delivery = { sourceId: 'src_1', schoolUrn: OWN_SCHOOL, state: 'processed', sha256: 'sum' };
    await insert(
      'deliveries',
      {
        _id: 'dlv_1',
        webhookId: '1',
        ...delivery,
        body: Buffer.from('upn,surname,forename\n,Quillfeather,Zephyrine'),
      },
      { _id: 'dlv_2', webhookId: '2', ...delivery, body: Buffer.from(`${Y},a line about Corwen`) },
      { _id: 'dlv_3', webhookId: '3', ...delivery, body: Buffer.from(`${X}`, 'utf16le') },
    );
    await insert('digests', digestOf('2014-W20', ['pup_x', 'pup_y']), digestOf('2014-W21', ['pup_y']));
  }

  function digestOf(week: string, pupilIds: readonly string[]) {
    const names = {
      pup_x: { forename: 'Zephyrine', surname: 'Quillfeather', initials: 'ZQ' },
      pup_y: { forename: 'Corwen', surname: 'Harkaway', initials: 'CH' },
    };
    const children = pupilIds.map((pupilId) => aChild({ pupilId, name: names[pupilId as 'pup_x'] }));
    const view = buildDigest(digestFacts({ children }));
    const mail = { html: `<p>${pupilIds.join()} ZQ</p>`, text: 'ZQ', subject: view.subject };
    return {
      _id: `${week}:rdr_1`,
      schoolUrns: [OWN_SCHOOL],
      week,
      kind: 'school',
      view,
      ...mail,
      state: 'sent',
    };
  }

  async function confirmed(): Promise<ErasureRecord> {
    const id = await proposeChild(store, dsl, { pupilId: 'pup_x', reason: 'Zephyrine is 27', at: NOW });
    await confirmErasure(store, deputy, id ?? 'none', NOW);
    return (await store.erasures.findById(id).lean<ErasureRecord>())!;
  }

  /** Collections with a document in which any of these stands; bytes are read as text. */
  async function whereabouts(...sought: string[]): Promise<string[]> {
    const found: string[] = [];
    const collections = await store.connection.db!.listCollections({}, { nameOnly: true }).toArray();
    for (const { name } of collections.filter((one) => !one.name.startsWith('system.'))) {
      const documents = await store.connection.collection(name).find().toArray();
      const text = JSON.stringify(documents, (_, value: unknown) =>
        value instanceof mongo.Binary ? `${value.toString('utf8')}` : value,
      );
      const bare = text.replaceAll('\\u0000', '');
      if (sought.some((one) => bare.includes(one))) found.push(name);
    }
    return found.sort();
  }

  it('knows what becomes of every collection there is', async () => {
    const models = Object.values(store.connection.models).map(({ collection }) => collection.name);
    expect(Object.keys(TREATMENTS).sort()).to.deep.equal(models.sort());
    const made = await store.connection.db!.listCollections({}, { nameOnly: true }).toArray();
    expect(made.map(({ name }) => name).filter((name) => !models.includes(name))).to.deep.equal([]);
  });

  it('leaves the child’s name and numbers in no collection, and its id only where that leads nowhere', async () => {
    expect(await whereabouts('Zeph', X, TEMPORARY)).to.have.length.greaterThan(11);
    await carryOutErasure(store, await confirmed(), NOW);
    expect(await whereabouts('Zeph', X, TEMPORARY)).to.deep.equal([]);
    expect(await whereabouts('pup_x', 'pup_gone')).to.deep.equal(['audit', 'erasures', 'incidents']);
  });

  it('leaves everybody else what is theirs', async () => {
    await carryOutErasure(store, await confirmed(), NOW);
    const linked = await store.incidents.findById('inc_linked').lean();
    expect(linked?.narrative).to.match(/^█+ hit Corwen Harkaway\. █+ said sorry\.$/);
    expect(linked?.narrative).to.have.length(65);
    expect(linked?.pupilId).to.equal('nobody');
    const others = await store.incidents.findById('inc_others').lean();
    expect(others?.linkedUpns).to.deep.equal([]);
    expect(others?.contentHash).to.equal('h');
    expect(await store.incidents.findById('inc_sibling').lean()).to.include({
      narrative: 'Marlow was late.',
    });
    const brother = await store.pupils.findById('pup_s').lean();
    expect(brother?.households).to.have.length(2);
    expect(await store.marks.countDocuments()).to.equal(1);
    expect((await store.people.findById('per_p').lean())?.pupilIds).to.deep.equal(['pup_s']);
    const bodies = await store.deliveries.find({ bodyErasedAt: { $exists: false } }).lean();
    expect(bodies.map(({ _id }) => _id)).to.deep.equal(['dlv_2']);
  });

  it('takes the child out of a digest and leaves the other children in it', async () => {
    const before = await store.digests.find().sort({ _id: 1 }).lean();
    await carryOutErasure(store, await confirmed(), NOW);
    const [shared, untouched] = await store.digests.find().sort({ _id: 1 }).lean();
    expect(JSON.stringify(shared?.view)).to.contain('Corwen Harkaway');
    expect(JSON.stringify(shared?.view)).not.to.contain('Zephyrine');
    expect(shared?.text).not.to.contain('ZQ');
    expect(untouched).to.deep.equal(before[1]);
  });

  it('can be killed after any step and begun again, and counts what there was at first', async () => {
    const erasure = await confirmed();
    let killedAt = 0;
    for (let steps = 1; ; steps += 1) {
      let taken = 0;
      const onStep = () => {
        taken += 1;
        if (taken === steps) throw new Error('killed');
      };
      const done = await eraseChild(store, erasure, { now: NOW, onStep }).then(
        () => true,
        () => false,
      );
      if (done) break;
      killedAt += 1;
    }
    await carryOutErasure(store, (await store.erasures.findById(erasure._id).lean<ErasureRecord>())!, NOW);
    expect(killedAt).to.be.greaterThan(10);
    expect(await whereabouts('Zeph', X, TEMPORARY)).to.deep.equal([]);
    const [line] = await listErasures(store, dsl, ['erased']);
    expect(line?.counts).to.include({
      incidents: 1,
      contacts: 1,
      'registers of an academic year': 2,
      'entries of the admission register': 2,
    });
  });

  it('leaves a line without names, and an audit that hangs together', async () => {
    await carryOutErasure(store, await confirmed(), NOW);
    const [line] = await listErasures(store, dsl, ['erased']);
    expect(line).to.include({ yearOfBirth: Number(addYears(TODAY, -27).slice(0, 4)), state: 'erased' });
    expect(line?.proposed.by.name).to.equal('Ossian Merriwick');
    expect(line?.confirmed?.by.name).to.equal('Tamsyne Harkaway');
    expect(line?.rules.map(({ source }) => source).join()).to.contain('IRMS');
    expect(line).not.to.have.property('reason');
    expect((await verifyAudit(store)).problems).to.deep.equal([]);
    expect(await store.audit.countDocuments({ action: 'erased' })).to.equal(1);
  });

  it('is not confirmed by who proposed it, nor by another school', async () => {
    const id = await proposeChild(store, dsl, { pupilId: 'pup_x', reason: 'Due', at: NOW });
    const elsewhere = scopeOf(
      aViewer('dsl', { personId: 'per_other', schoolUrns: [OTHER_SCHOOL as Urn] }),
      NOW,
    );
    expect(await confirmErasure(store, dsl, id ?? '', NOW)).to.equal(false);
    expect(await confirmErasure(store, elsewhere, id ?? '', NOW)).to.equal(false);
    expect(await findErasure(store, elsewhere, id ?? '')).to.equal(null);
    expect(await confirmErasure(store, deputy, id ?? '', NOW)).to.equal(true);
    expect(await declineErasure(store, deputy, id ?? '', { why: 'Late', at: NOW })).to.equal(false);
  });

  it('is proposed once at a time, and for nobody who is not due', async () => {
    const propose = (pupilId: string) => proposeChild(store, dsl, { pupilId, reason: 'Due', at: NOW });
    expect(await propose('pup_x')).to.be.a('string');
    expect(await propose('pup_x')).to.equal(undefined);
    await putHold(store, dsl, { pupilId: 'pup_s', kind: 'police', reason: 'R', at: NOW, reviewOn: TODAY });
    expect(await propose('pup_s')).to.equal(undefined);
  });

  it('is stopped by a hold that was put after it was confirmed', async () => {
    const erasure = await confirmed();
    await putHold(store, dsl, { pupilId: 'pup_x', kind: 'inquiry', reason: 'R', at: NOW, reviewOn: TODAY });
    await carryOutErasure(store, erasure, NOW);
    expect(await store.pupils.countDocuments()).to.equal(4);
    expect((await store.erasures.findById(erasure._id).lean())?.state).to.equal('stopped');
  });

  it('does not come back with a backup made before: the register is carried over and carried out again', async () => {
    const client = await MongoClient.connect(services.mongoUri);
    const db = client.db();
    const collect = async (bytes: AsyncIterable<Uint8Array>): Promise<Buffer> => {
      const parts: Uint8Array[] = [];
      for await (const part of bytes) parts.push(part);
      return Buffer.concat(parts);
    };
    const dump = async (): Promise<Buffer> => collect((await dumpDatabase(client, 'test', true)).bytes);
    async function* from(bytes: Buffer) {
      yield bytes;
    }
    const before = await dump();
    await carryOutErasure(store, await confirmed(), NOW);
    const [line] = await listErasures(store, dsl, ['erased']);
    const later = await dump();
    await restoreDatabase(db, from(before), true);
    expect(await whereabouts('Zeph')).not.to.deep.equal([]);
    await addRegister(db, await readRegisterIn(from(later)));
    expect(await askToEraseAgain(db, NOW)).to.equal(1);
    for (const erasure of await listConfirmedErasures(store, 10)) await carryOutErasure(store, erasure, NOW);
    expect(await whereabouts('Zeph', X, TEMPORARY)).to.deep.equal([]);
    const [again] = await listErasures(store, dsl, ['erased']);
    expect(again).to.deep.equal(line);
    await client.close();
  });

  it('takes the body of a delivery away when its time is over, but not of one that waits', async () => {
    const [old, young] = [100, 80].map((days) => new Date(NOW.getTime() - days * 86_400_000));
    const own = { schoolUrn: OWN_SCHOOL, sourceId: 'src_1', sha256: 'sum', body: Buffer.from('rows') };
    await insert(
      'deliveries',
      { _id: 'dlv_old', webhookId: 'o', ...own, receivedAt: old, state: 'processed' },
      { _id: 'dlv_young', webhookId: 'y', ...own, receivedAt: young, state: 'processed' },
      { _id: 'dlv_failed', webhookId: 'f', ...own, receivedAt: old, state: 'failed' },
    );
    expect(await trimBodies(store, OWN_SCHOOL, NOW)).to.equal(1);
    const gone = await store.deliveries.find({ bodyErasedAt: NOW }).lean();
    expect(gone.map(({ _id, sha256 }) => [_id, sha256])).to.deep.equal([['dlv_old', 'sum']]);
  });

  it('of a school’s registers goes by their own rule, and leaves the files and a held child’s marks', async () => {
    const [due] = await listDueRegisters(store, dsl);
    expect(due).to.include({ academicYear: 2012, count: 3 });
    const wanted = { schoolUrn: OWN_SCHOOL, academicYear: 2012, reason: 'Six years', at: NOW };
    const id = await proposeRegisters(store, dsl, wanted);
    await confirmErasure(store, deputy, id ?? '', NOW);
    await putHold(store, dsl, { pupilId: 'pup_s', kind: 'inquiry', reason: 'R', at: NOW, reviewOn: TODAY });
    await carryOutErasure(store, (await store.erasures.findById(id).lean<ErasureRecord>())!, NOW);
    expect(await store.marks.distinct('pupilId')).to.deep.equal(['pup_s']);
    expect(await store.incidents.countDocuments()).to.equal(4);
  });
});
