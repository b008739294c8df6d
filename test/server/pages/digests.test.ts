import { expect } from 'chai';
import type { Urn } from '../../../domain/identifiers.ts';
import { weekReportedOn } from '../../../domain/digest/schedule.ts';
import { addDays, londonDate, mondayOf } from '../../../domain/localDate.ts';
import { readBounce } from '../../../domain/digest/readBounce.ts';
import { digestNow } from '../../../scripts/process/digestNow.ts';
import { recordBounce } from '../../../store/bounces.ts';
import { recordDigest } from '../../../store/digests.ts';
import { recordReader } from '../../../store/readers.ts';
import { aBounce } from '../../support/aBounce.ts';
import { aThroughline, OUR_SCHOOL, type TestThroughline } from '../../support/aThroughline.ts';
import { ANOTHER_SCHOOL_URN, anIncident, aPupil } from '../../support/people.ts';
import { aPerson, signIn, type Client } from '../../support/signIn.ts';
import { SERVICES_TIMEOUT_MS } from '../../support/testServices.ts';
import { waitFor } from '../../support/waitFor.ts';

const WEEK = weekReportedOn(new Date());
const TUESDAY = addDays(mondayOf(londonDate(new Date())), -6);

describe('the pages of digests', () => {
  let throughline: TestThroughline;
  let dsl: Client;
  let digestId: string;

  before(async function () {
    this.timeout(SERVICES_TIMEOUT_MS);
    throughline = await aThroughline();
    const pupil = aPupil({ forename: 'Marigold', surname: 'Fennimoor' });
    const incident = anIncident({
      pupil: { upn: pupil.upn },
      narrative: 'Disclosed that dad hit her with a belt last night. <b>Marks</b> seen on her back.',
      occurredAt: `${TUESDAY}T10:00:00`,
      recordedAt: `${TUESDAY}T11:00:00`,
    });
    for (const [kind, body] of [
      ['pupils', { pupils: [pupil] }],
      ['incidents', { incidents: [incident] }],
    ] as const)
      await throughline.sendAndSettle({ kind, contentType: 'application/json', body: JSON.stringify(body) });
    await throughline.settled();
    await digestNow(throughline, [OUR_SCHOOL], WEEK);
    digestId = (await throughline.store.digests.findOne({ kind: 'school' }).lean())?._id ?? '';
    dsl = await signIn(throughline.url, await aPerson(throughline, 'dsl'));
  });
  after(() => throughline.drop());

  const stateOf = async (): Promise<string | undefined> =>
    (await throughline.store.digests.findById(digestId).lean())?.state;

  it('list what was sent, to whom, and whether it got there', async () => {
    const { text } = await dsl.get('/digests');
    expect(text).to.contain(`/digests/${digestId}`).and.to.contain('reader@school.example');
    expect(text).to.match(/govuk-tag--green">Sent</);
  });

  it('go on within a week that does not fit one page, and may be of one school', async () => {
    const { store } = throughline;
    const digest = await store.digests.findById(digestId).orFail().lean();
    const many = Array.from({ length: 45 }, (_, place) => `${digestId}x${String(place).padStart(2, '0')}`);
    for (const _id of many) await recordDigest(store, { ...digest, _id, state: 'sent' });
    const first = (await dsl.get('/digests')).text.replaceAll('&#x3D;', '=');
    const next = /href="(\/digests\?after=[^"]+)"/.exec(first)?.[1] ?? '';
    const both = `${first}${(await dsl.get(next)).text}`;
    expect(many.filter((id) => !both.includes(`"/digests/${id}"`))).to.deep.equal([]);
    expect((await dsl.get(`/digests?school=${ANOTHER_SCHOOL_URN}`)).text).to.not.contain(`/digests/${WEEK}`);
    await store.digests.deleteMany({ _id: { $in: many } });
  });

  it('show a digest in full with the way to the child, and words as words', async () => {
    const { status, text } = await dsl.get(`/digests/${digestId}`);
    expect(status).to.equal(200);
    expect(text).to.match(/href="\/children\/pup_[0-9a-f]+">Marigold Fennimoor</);
    expect(text).to.match(/href="\/children\/pup_[0-9a-f]+#entry-inc_[0-9a-f]+"/);
    expect(text).to.contain('&lt;b&gt;Marks&lt;/b&gt;');
  });

  it('give it on paper, and say in the audit who took it', async () => {
    const { status, headers } = await dsl.get(`/digests/${digestId}/digest.pdf`);
    expect([status, headers.get('content-type')]).to.deep.equal([200, 'application/pdf']);
    const taken = await throughline.store.audit
      .find({ 'about.digestId': digestId, action: 'exported' })
      .lean();
    expect(taken.map(({ actor }) => actor?.role)).to.deep.equal(['dsl']);
  });

  it('have it sent once more', async () => {
    const { status } = await dsl.post(`/digests/${digestId}/resend`);
    expect(status).to.equal(303);
    await waitFor(async () => (await stateOf()) === 'sent', { what: 'the digest to be sent again' });
    const digest = await throughline.store.digests.findById(digestId).lean();
    expect(digest?.resends.map(({ by }) => by)).to.deep.equal(['Ossian Merriwick']);
  });

  it('show that it came back, once a mail system has said so', async () => {
    const { store } = throughline;
    const { messageId, to } = await store.digests.findById(digestId).orFail().lean();
    const [bounce] = await readBounce(Buffer.from(aBounce({ messageId, to })));
    expect(bounce && (await recordBounce(store, bounce, new Date()))).to.equal(true);
    expect((await dsl.get('/digests')).text).to.contain('Came back undelivered (5.1.1)');
    expect((await dsl.get('/digests/readers')).text).to.match(/Mail came back on .* \(5\.1\.1\)/);
    expect(
      await store.audit.countDocuments({ action: 'mail-came-back', 'about.digestId': digestId }),
    ).to.equal(1);
    const stranger = { messageId: '<of@somebody.else>', recipient: 'who@else.example', status: '5.1.1' };
    expect(await recordBounce(store, stranger, new Date())).to.equal(false);
  });

  it('change when a reader is sent theirs, and stop them', async () => {
    const [reader] = await throughline.store.readers.find({}).lean();
    const path = `/digests/readers/${reader?._id ?? ''}`;
    await dsl.get(path);
    const wrong = await dsl.post(path, { day: 'friday', time: 'noon', closedWeeks: 'send', sending: 'on' });
    expect([wrong.status, /Enter a time of day/.test(wrong.text)]).to.deep.equal([422, true]);
    await dsl.post(path, { day: 'friday', time: '15:30', closedWeeks: 'send', sending: 'off' });
    const changed = await throughline.store.readers.findById(reader?._id).lean();
    expect(changed).to.deep.include({ schedule: { weekday: 5, time: '15:30' }, closedWeeks: 'send' });
    expect(changed?.stoppedAt).to.be.a('date');
    expect((await dsl.get('/digests/readers')).text).to.contain('Stopped');
  });

  it('let somebody choose for their own digest alone from which level and which parts it tells', async () => {
    const { store } = throughline;
    const mine = { name: 'Mine', email: 'Own.Digest@school.example', role: 'deputy-dsl' } as const;
    const readerId = await recordReader(store, { schoolUrns: [OUR_SCHOOL], ...mine }, new Date());
    const person = await aPerson(throughline, 'deputy-dsl', { email: 'own.digest@school.example' });
    const deputy = await signIn(throughline.url, person);
    expect((await deputy.get('/account/digests')).text).to.contain(`/account/digests/${readerId}`);
    const path = `/account/digests/${readerId}`;
    expect((await deputy.get(path)).text).to.match(/name="part-numbers"[^>]* checked/);
    const chosen = { fromLevel: 'urgent', 'part-unseen': 'yes', 'part-improvements': 'yes' };
    await deputy.post(path, { day: 'tuesday', time: '06:30', closedWeeks: 'news', sending: 'on', ...chosen });
    await digestNow(throughline, [OUR_SCHOOL], WEEK);
    const { view } = await store.digests.findOne({ readerId }).orFail().lean();
    expect(view.sections.map(({ name }) => name)).not.to.include.members(['numbers', 'newAtSchool']);
    expect(JSON.stringify(view)).to.contain(
      'As you chose, children below urgent are counted and not named and “New at the school” and “The week in numbers” are left out.',
    );
    const others = await store.digests.findById(digestId).orFail().lean();
    expect(JSON.stringify(others.view)).not.to.contain('As you chose');
    expect((await dsl.get(path)).status).to.equal(404);
  });

  it('show a head the digests in numbers, beside those of the week before, and none that names a child', async () => {
    const { store } = throughline;
    const reader = { name: 'Head', email: 'head@school.example', role: 'head' } as const;
    const readerId = await recordReader(store, { schoolUrns: [OUR_SCHOOL], ...reader }, new Date());
    await digestNow(throughline, [OUR_SCHOOL], WEEK);
    const digest = await store.digests.findOne({ readerId }).orFail().lean();
    const before = JSON.parse(
      JSON.stringify(digest.view).replace('"text":"1"', '"text":"none"'),
    ) as typeof digest.view;
    await recordDigest(store, { ...digest, _id: `2026-W01:${readerId}`, week: '2026-W01', view: before });
    const head = await signIn(throughline.url, await aPerson(throughline, 'head'));
    const list = (await head.get('/digests')).text;
    expect(list).to.contain(`/digests/${digest._id}`).and.to.contain('2026-W01').and.not.to.contain(digestId);
    expect(list).not.to.contain('/digests/readers');
    const { text } = await head.get(`/digests/${digest._id}`);
    expect(text).to.contain('Figures that are different').and.not.to.contain('Send it once more');
    expect((await head.get(`/digests/${digest._id}/digest.pdf`)).status).to.equal(200);
    for (const path of [`/digests/${digestId}`, `/digests/${digestId}/digest.pdf`])
      expect((await head.get(path)).status).to.equal(404);
    expect((await head.post(`/digests/${digest._id}/resend`)).status).to.equal(403);
  });

  it('preview the next one for a reader, leaving nothing behind but the preview', async () => {
    const { store } = throughline;
    const reader = await store.readers.findOne({ role: 'dsl' }).orFail().lean();
    const path = `/digests/readers/${reader._id}/preview`;
    const before = [await store.digests.countDocuments(), await store.assessments.countDocuments()];
    expect((await dsl.get(path)).text).to.contain('Make a preview');
    expect((await dsl.post(path)).status).to.equal(303);
    await waitFor(async () => /Make it anew/.test((await dsl.get(path)).text), { what: 'the preview' });
    const { text } = await dsl.get(path);
    expect(text).to.contain('Marigold Fennimoor').and.not.to.contain('Send it once more');
    const after = [await store.digests.countDocuments(), await store.assessments.countDocuments()];
    expect(after).to.deep.equal(before);
  });

  it('know nothing of it at another school, nor of a digest that tells of another school too', async () => {
    const elsewhere = await signIn(
      throughline.url,
      await aPerson(throughline, 'dsl', { schoolUrns: [ANOTHER_SCHOOL_URN as Urn] }),
    );
    expect((await elsewhere.get(`/digests/${digestId}`)).status).to.equal(404);
    expect((await elsewhere.get('/digests')).text).to.not.contain(digestId);
    const digest = await throughline.store.digests.findById(digestId).orFail().lean();
    const both = { ...digest, _id: `${digestId}b`, kind: 'schools', state: 'sent' } as const;
    await recordDigest(throughline.store, { ...both, schoolUrns: [OUR_SCHOOL, ANOTHER_SCHOOL_URN as Urn] });
    expect((await dsl.get(`/digests/${digestId}b`)).status).to.equal(404);
    expect((await dsl.get('/digests')).text).to.not.contain(`${digestId}b`);
  });

  it('open to a trust’s lead what they were sent over several schools, and nothing else that names a child', async () => {
    const { store } = throughline;
    const schoolUrns = [OUR_SCHOOL, ANOTHER_SCHOOL_URN as Urn];
    const [email, reader] = ['trust@school.example', { name: 'Lead', role: 'trust-lead' } as const];
    const readerId = await recordReader(store, { schoolUrns, email, ...reader }, new Date());
    const digest = await store.digests.findById(digestId).orFail().lean();
    const theirs = `${WEEK}:${readerId}`;
    await recordDigest(store, { ...digest, _id: theirs, kind: 'schools', readerId, schoolUrns });
    const open = async (
      given: Partial<Parameters<typeof aPerson>[2]>,
      role: 'trust-lead' | 'council-lead',
    ) => {
      const person = await aPerson(throughline, role, { schoolUrns, ...given });
      const client = await signIn(throughline.url, person);
      return Promise.all([theirs, digestId].map(async (id) => (await client.get(`/digests/${id}`)).status));
    };
    expect(await open({ email }, 'trust-lead')).to.deep.equal([200, 404]);
    expect(await open({}, 'trust-lead')).to.deep.equal([404, 404]);
    expect(await open({}, 'council-lead')).to.deep.equal([404, 404]);
  });
});
