import { expect } from 'chai';
import { readdir, readFile } from 'node:fs/promises';
import type { Upn } from '../../domain/identifiers.ts';
import { claimAlert, listAlertsToSend, markAlertSent, MOST_SINGLE_ALERTS } from '../../store/alerts.ts';
import { moveIncident } from '../../store/moveRecords.ts';
import { scopeOf } from '../../store/scope.ts';
import { findPupilByUpn, markPupilsStale } from '../../store/pupils.ts';
import { enqueueChronology, enqueueDigest, enqueueTagging } from '../../workers/queues.ts';
import { recordReader } from '../../store/readers.ts';
import { aMailServer } from '../support/aMailServer.ts';
import { aThroughline, OUR_SCHOOL, type TestThroughline } from '../support/aThroughline.ts';
import { anIncident, aPupil, type IncidentRow } from '../support/people.ts';
import { aViewer } from '../support/viewers.ts';
import { waitFor } from '../support/waitFor.ts';
import { SERVICES_TIMEOUT_MS } from '../support/testServices.ts';

const GRAVE = 'Disclosed that dad punched him in the face last night.';
const GIVE_UP_MS = 60_000;

describe('an alert', () => {
  let throughline: TestThroughline;
  before(async function () {
    this.timeout(SERVICES_TIMEOUT_MS);
    throughline = await aThroughline();
  });
  after(() => throughline.drop());

  const send = (kind: string, value: unknown) =>
    throughline.sendAndSettle({ kind, contentType: 'application/json', body: JSON.stringify(value) });
  const now = () => new Date();
  const just = (given: Partial<IncidentRow>): IncidentRow =>
    anIncident({ occurredAt: now().toISOString(), recordedAt: now().toISOString(), ...given });

  /** A child about whom something grave was just written. */
  async function aChildInDanger(): Promise<{ pupilId: string; incident: IncidentRow }> {
    const pupil = aPupil();
    const incident = just({ pupil: { upn: pupil.upn }, narrative: GRAVE });
    await send('pupils', { pupils: [pupil] });
    await send('incidents', { incidents: [incident] });
    await throughline.settled();
    const found = await findPupilByUpn(throughline.store, pupil.upn as Upn);
    return { pupilId: found?._id ?? '', incident };
  }
  const alertsOf = (pupilId: string) => throughline.store.alerts.find({ pupilId }).lean();
  const weighAgain = async (pupilId: string) => {
    await markPupilsStale(throughline.store, [pupilId], now());
    await enqueueChronology(throughline.queues, [pupilId], 'test');
    await throughline.settled();
  };

  it('is raised once for the school, however often the child is weighed or the entry reworded', async () => {
    const { pupilId, incident } = await aChildInDanger();
    await weighAgain(pupilId);
    await send('incidents', { incidents: [{ ...incident, narrative: `${GRAVE} Told mum.` }] });
    await throughline.settled();
    const alerts = await alertsOf(pupilId);
    expect(alerts.map(({ schoolUrn, state }) => [schoolUrn, state])).to.deep.equal([[OUR_SCHOOL, 'waiting']]);
  });

  it('is not raised again by another member of staff’s account of the same event', async () => {
    const { pupilId, incident } = await aChildInDanger();
    const account = just({
      pupil: incident.pupil,
      narrative: `${GRAVE} Seen by me too.`,
      recordedBy: 'Nurse',
    });
    await send('incidents', { incidents: [account] });
    await throughline.settled();
    expect(await alertsOf(pupilId)).to.have.length(1);
  });

  it('is taken back when the entry is withdrawn before anybody was told', async () => {
    const { pupilId, incident } = await aChildInDanger();
    await send('incidents', { incidents: [{ externalId: incident.externalId, withdrawn: true }] });
    await throughline.settled();
    expect((await alertsOf(pupilId)).map(({ state }) => state)).to.deep.equal(['taken-back']);
  });

  it('is claimed by one sender, and given to another only when the first is gone', async () => {
    const { store } = throughline;
    const { pupilId } = await aChildInDanger();
    const [alert] = await alertsOf(pupilId);
    const claim = (at: Date) => claimAlert(store, alert?._id ?? '', at, GIVE_UP_MS);
    const later = new Date(now().getTime() + 2 * GIVE_UP_MS);
    expect([await claim(now()), await claim(now()), await claim(later)]).to.deep.equal([true, false, true]);
    await markAlertSent(store, alert?._id ?? '', later);
    const waiting = await listAlertsToSend(store, later, GIVE_UP_MS);
    expect(waiting.map(({ _id }) => _id)).not.to.include(alert?._id);
  });

  it('is told to the school’s readers once, in initials where mail is not safe, with nothing of it in the subject', async () => {
    const teller = await aThroughline(['server', 'workers'], {
      ALERT_HOLD_SECONDS: '0',
      DIGEST_DETAIL: 'initials',
    });
    try {
      const pupil = aPupil({ forename: 'Peregrine', surname: 'Oakhollow' });
      const incident = just({ pupil: { upn: pupil.upn }, narrative: GRAVE });
      const post = (kind: string, value: unknown) =>
        teller.sendAndSettle({ kind, contentType: 'application/json', body: JSON.stringify(value) });
      await post('pupils', { pupils: [pupil] });
      await post('incidents', { incidents: [incident] });
      const told = await waitFor(
        async () => (await teller.store.alerts.find({ state: 'sent' }).lean()).length > 0,
        { what: 'the alert to be sent' },
      );
      expect(told).to.equal(true);
      const folder = teller.configuration.outboxDir;
      const files = (await readdir(folder)).filter((name) => name.startsWith('alert-'));
      expect(files.map((name) => name.split('.').at(-1)).sort()).to.deep.equal(['html', 'txt']);
      const text = await readFile(`${folder}/${files.find((name) => name.endsWith('txt')) ?? ''}`, 'utf8');
      expect(text).to.match(/PO: An entry of .* should be read today/);
      expect(text).to.not.match(/Peregrine|Oakhollow|punched/);
      const audited = await teller.store.audit.find({ action: 'sent-alert' }).lean();
      expect(audited.map(({ about }) => about.count)).to.deep.equal([1]);
    } finally {
      await teller.drop();
    }
  });

  it('that was sent about the wrong child is taken back with the reason, and sent about the right one', async () => {
    const teller = await aThroughline(['server', 'workers'], {
      ALERT_HOLD_SECONDS: '0',
      DIGEST_DETAIL: 'full',
    });
    try {
      const [wrong, right] = [
        aPupil({ forename: 'Peregrine', surname: 'Oakhollow' }),
        aPupil({ forename: 'Ottoline', surname: 'Fernhollow' }),
      ];
      const { store, configuration, queues } = teller;
      const post = (kind: string, value: unknown) =>
        teller.sendAndSettle({ kind, contentType: 'application/json', body: JSON.stringify(value) });
      await post('pupils', { pupils: [wrong, right] });
      await post('incidents', { incidents: [just({ pupil: { upn: wrong.upn }, narrative: GRAVE })] });
      const sent = (count: number) =>
        waitFor(async () => (await store.alerts.countDocuments({ state: 'sent' })) === count, {
          what: `${count} alerts to be sent`,
        });
      await sent(1);
      const entry = await store.incidents.findOne({}).lean();
      const [wrongId, rightId] = await Promise.all(
        [wrong, right].map(async ({ upn }) => (await findPupilByUpn(store, upn as Upn))?._id ?? ''),
      );
      const why = 'The form tutor named the sister.';
      const said = { incidentId: entry?._id ?? '', toPupilId: rightId ?? '', why, at: now() };
      await moveIncident(store, scopeOf(aViewer('dsl'), now()), said);
      await enqueueTagging(queues, [entry?._id ?? ''], 'test');
      await sent(2);
      const alerts = await store.alerts.find({ takesBack: { $exists: false } }).lean();
      const standing = new Map(alerts.map(({ pupilId, state }) => [pupilId, state]));
      expect([standing.get(wrongId ?? ''), standing.get(rightId ?? '')]).to.deep.equal([
        'taken-back',
        'sent',
      ]);
      const texts = await Promise.all(
        (await readdir(configuration.outboxDir))
          .filter((name) => /^alert-.*\.txt$/.test(name))
          .map((name) => readFile(`${configuration.outboxDir}/${name}`, 'utf8')),
      );
      const takenBack = texts.filter((text) => text.includes('is taken back'));
      expect(takenBack).to.have.length(1);
      expect(takenBack[0]).to.contain('Peregrine Oakhollow').and.to.contain(why);
      expect(takenBack[0]).not.to.contain('punched');
      expect(texts.filter((text) => text.includes('Ottoline Fernhollow'))).to.have.length(1);
    } finally {
      await teller.drop();
    }
  });

  it('that no mail server takes holds up no digest', async () => {
    const mail = { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'digest@throughline.example' };
    const cutOff = await aThroughline(['server', 'workers'], { ...mail, ALERT_HOLD_SECONDS: '0' });
    try {
      const pupil = aPupil();
      const incident = just({ pupil: { upn: pupil.upn }, narrative: GRAVE });
      const post = (kind: string, value: unknown) =>
        cutOff.sendAndSettle({ kind, contentType: 'application/json', body: JSON.stringify(value) });
      await post('pupils', { pupils: [pupil] });
      await post('incidents', { incidents: [incident] });
      await cutOff.settled();
      await cutOff.store.readers.updateMany({}, { $set: { startedAt: new Date(0) } });
      await (await enqueueDigest(cutOff.queues, { kind: 'due', traceId: 'test' })).finished();
      await waitFor(async () => (await cutOff.store.digests.countDocuments({})) === 1, {
        what: 'the digest that is due to be written',
      });
      await waitFor(async () => (await cutOff.store.alerts.countDocuments({ state: 'waiting' })) === 1, {
        what: 'the alert to wait for a mail server',
      });
    } finally {
      await cutOff.drop();
    }
  });

  it('reaches everybody else once, when one address is refused for good and another for now', async () => {
    const taken: string[] = [];
    let busyFor = 1;
    const { mail, close } = await aMailServer((address) => {
      if (address.startsWith('gone')) return 550;
      return address.startsWith('busy') && busyFor-- > 0 ? 451 : undefined;
    }, taken);
    const teller = await aThroughline(['server', 'workers'], { ...mail, ALERT_HOLD_SECONDS: '0' });
    try {
      for (const name of ['busy', 'gone'])
        await recordReader(
          teller.store,
          { schoolUrns: [OUR_SCHOOL], name, email: `${name}@school.example`, role: 'deputy-dsl' },
          now(),
        );
      const pupil = aPupil();
      const post = (kind: string, value: unknown) =>
        teller.sendAndSettle({ kind, contentType: 'application/json', body: JSON.stringify(value) });
      await post('pupils', { pupils: [pupil] });
      await post('incidents', { incidents: [just({ pupil: { upn: pupil.upn }, narrative: GRAVE })] });
      await waitFor(async () => (await teller.store.alerts.countDocuments({ state: 'sent' })) > 0, {
        what: 'the alert to be sent',
      });
      expect(taken.sort()).to.deep.equal(['busy@school.example', 'reader@school.example']);
      const gone = await teller.store.readers.findOne({ name: 'gone' }).lean();
      expect(gone?.cameBack?.status).to.equal('550');
    } finally {
      await teller.drop();
      await close();
    }
  });

  it('is gathered with others once a school has had as many as it can read in a day', async () => {
    const pupils = Array.from({ length: MOST_SINGLE_ALERTS + 2 }, () => aPupil());
    await send('pupils', { pupils });
    await send('incidents', {
      incidents: pupils.map(({ upn }) => just({ pupil: { upn }, narrative: GRAVE })),
    });
    await throughline.settled();
    const today = await throughline.store.alerts.find({ schoolUrn: OUR_SCHOOL }).lean();
    expect(today.filter(({ gathered }) => !gathered)).to.have.length(MOST_SINGLE_ALERTS);
    expect(today.filter(({ gathered }) => gathered).length).to.be.at.least(2);
  });

  it('that was gathered goes out with all that gathered since, once the first has waited an hour', async () => {
    const { store, queues, configuration } = throughline;
    const gathered = await store.alerts.find({ gathered: true, state: 'waiting' }).lean();
    const [first] = gathered;
    const anHourAgo = new Date(now().getTime() - 61 * 60_000);
    await store.alerts.updateOne({ _id: first?._id ?? '' }, { $set: { raisedAt: anHourAgo } });
    await (await enqueueDigest(queues, { kind: 'alerts', traceId: 'test' })).finished();
    const after = await store.alerts.find({ _id: { $in: gathered.map(({ _id }) => _id) } }).lean();
    expect(after.map(({ state }) => state)).to.deep.equal(gathered.map(() => 'sent'));
    const files = (await readdir(configuration.outboxDir)).filter((name) => /^alert-.*\.txt$/.test(name));
    expect(files).to.have.length(1);
  });
});
