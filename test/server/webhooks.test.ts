import { expect } from 'chai';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import iconv from 'iconv-lite';
import { SOURCE_HEADER } from '../../domain/webhooks/contract.ts';
import { signMessage } from '../../domain/webhooks/signature.ts';
import { daysOfLine } from '../../domain/attendance/registerLine.ts';
import type { Upn } from '../../domain/identifiers.ts';
import { findDelivery } from '../../store/deliveries.ts';
import { findPupilByUpn } from '../../store/pupils.ts';
import { recordSource, rotateSecret } from '../../store/sources.ts';
import { aThroughline, OUR_SCHOOL, type TestThroughline } from '../support/aThroughline.ts';
import { ANOTHER_SCHOOL_URN, anIncident, aPupil, aUpnWithWrongCheckLetter } from '../support/people.ts';
import { SERVICES_TIMEOUT_MS } from '../support/testServices.ts';

/** A response's problem document. */
interface Problem {
  title: string;
  status: number;
  detail?: string;
}

describe('the webhook receiver', () => {
  let throughline: TestThroughline;
  const pupil = aPupil();
  const json = (value: unknown) => ({ contentType: 'application/json', body: JSON.stringify(value) });
  const incidents = (...rows: unknown[]) => ({ kind: 'incidents', ...json({ incidents: rows }) });

  before(async function () {
    this.timeout(SERVICES_TIMEOUT_MS);
    throughline = await aThroughline();
    await throughline.sendAndSettle({ kind: 'pupils', ...json({ pupils: [pupil] }) });
  });
  after(() => throughline.drop());

  /** Posts with exactly these headers. */
  async function post(
    kind: string,
    body: string | Buffer,
    headers: Record<string, string>,
  ): Promise<{ status: number; problem: Problem; type: string | null }> {
    const response = await fetch(`${throughline.url}/webhooks/v1/${kind}`, {
      method: 'POST',
      headers: { [SOURCE_HEADER]: throughline.sourceId, 'content-type': 'application/json', ...headers },
      body,
    });
    const problem = (await response.json()) as Problem;
    return { status: response.status, problem, type: response.headers.get('content-type') };
  }
  const sign = (body: string | Buffer, id = 'msg_signed', at = new Date()) =>
    signMessage({ id, body: Buffer.from(body), at }, throughline.secret);
  const stored = () => throughline.store.deliveries.countDocuments({});

  describe('who may send', () => {
    it('refuses an unsigned message and keeps nothing of it', async () => {
      const before = await stored();
      const answer = await post('incidents', '{}', {});
      expect(answer.status).to.equal(401);
      expect(answer.type).to.contain('application/problem+json');
      expect(answer.problem.title).to.equal('The message is not signed');
      expect(await stored()).to.equal(before);
    });

    it('refuses an unsigned message before its body has come', async () => {
      const waiting = request(`${throughline.url}/webhooks/v1/incidents`, {
        method: 'POST',
        headers: { 'content-type': 'text/csv', 'content-length': String(5 * 1024 * 1024) },
      });
      waiting.on('error', () => undefined);
      waiting.flushHeaders();
      const [response] = (await once(waiting, 'response')) as [IncomingMessage];
      waiting.destroy();
      expect(response.statusCode).to.equal(401);
    });

    it('refuses a message signed with another secret', async () => {
      const wrong = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
      const headers = signMessage({ id: 'm', body: Buffer.from('{}'), at: new Date() }, wrong);
      expect((await post('incidents', '{}', headers)).status).to.equal(401);
    });

    it('refuses a message signed an hour ago', async () => {
      const answer = await post('incidents', '{}', sign('{}', 'm', new Date(Date.now() - 3_600_000)));
      expect(answer.status).to.equal(401);
      expect(answer.problem.title).to.contain('more than five minutes ago');
    });

    it('refuses a source it does not know, however well signed', async () => {
      const answer = await post('incidents', '{}', { ...sign('{}'), [SOURCE_HEADER]: 'src_nobody' });
      expect(answer.status).to.equal(401);
    });

    it('finds the source by its secret when the sender names none', async () => {
      const body = JSON.stringify({ incidents: [] });
      const response = await fetch(`${throughline.url}/webhooks/v1/incidents`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...sign(body, 'msg_unnamed') },
        body,
      });
      expect(response.status).to.equal(202);
    });

    it('honours both secrets while one is being rotated out', async () => {
      const { store } = throughline;
      const now = new Date();
      const { sourceId, secret } = await recordSource(store, {
        schoolUrn: OUR_SCHOOL,
        name: 'Rotating',
        now,
      });
      const next = await rotateSecret(store, { sourceId, now, overlapHours: 1 });
      for (const [i, one] of [secret, next ?? ''].entries()) {
        const headers = signMessage({ id: `rot_${i}`, body: Buffer.from('[]'), at: new Date() }, one);
        expect((await post('incidents', '[]', { ...headers, [SOURCE_HEADER]: sourceId })).status).to.equal(
          202,
        );
      }
      await rotateSecret(store, { sourceId, now, overlapHours: 0 });
      const retired = signMessage({ id: 'rot_late', body: Buffer.from('[]'), at: new Date() }, secret);
      expect((await post('incidents', '[]', { ...retired, [SOURCE_HEADER]: sourceId })).status).to.equal(401);
    });
  });

  describe('what is sent again', () => {
    it('answers the same webhook-id with the same delivery and does nothing more', async () => {
      const delivery = incidents(anIncident({ pupil: { upn: pupil.upn } }));
      const first = await throughline.sendAndSettle(delivery, 'msg_replayed');
      const again = await throughline.send(delivery, 'msg_replayed');
      expect(again).to.equal(first._id);
      expect(await throughline.store.deliveries.countDocuments({ webhookId: 'msg_replayed' })).to.equal(1);
    });

    it('refuses a webhook-id that was used for another body', async () => {
      await throughline.send(incidents(), 'msg_reused');
      const body = JSON.stringify({ incidents: [anIncident({ pupil: { upn: pupil.upn } })] });
      const answer = await post('incidents', body, sign(body, 'msg_reused'));
      expect(answer.status).to.equal(409);
    });

    it('keeps the same incident once when a file is sent again under a new webhook-id', async () => {
      const incident = anIncident({ pupil: { upn: pupil.upn } });
      await throughline.sendAndSettle(incidents(incident));
      const again = await throughline.sendAndSettle(incidents(incident));
      expect(again.counts).to.include({ rows: 1, landed: 0, unchanged: 1 });
      const kept = await throughline.store.incidents.find({ externalId: incident.externalId }).lean();
      expect(kept.map(({ revision }) => revision)).to.deep.equal([1]);
    });

    it('appends a revision when the words change, and withdraws when told to', async () => {
      const incident = anIncident({ pupil: { upn: pupil.upn }, narrative: 'Came in without a coat.' });
      await throughline.sendAndSettle(incidents(incident));
      await throughline.sendAndSettle(
        incidents({ ...incident, narrative: 'Came in without a coat, it was raining.' }),
      );
      await throughline.sendAndSettle(incidents({ externalId: incident.externalId, withdrawn: true }));
      const [kept] = await throughline.store.incidents.find({ externalId: incident.externalId }).lean();
      expect(kept?.revision).to.equal(3);
      expect(kept?.revisions.map(({ narrative }) => narrative)).to.deep.equal(['Came in without a coat.']);
      expect(kept?.withdrawnAt).to.be.instanceOf(Date);
    });
  });

  describe('bodies it cannot take', () => {
    it('answers 413 to more than 10 MB, naming the limit', async () => {
      const body = Buffer.alloc(10 * 1024 * 1024 + 1, 32);
      const answer = await post('incidents', body, sign(body));
      expect(answer.status).to.equal(413);
      expect(answer.problem.title).to.contain('10 MB');
    });

    it('answers 415 to a type it does not read', async () => {
      const answer = await post('incidents', 'x', { ...sign('x'), 'content-type': 'image/png' });
      expect(answer.status).to.equal(415);
    });

    it('answers 415 to a compressed body', async () => {
      const answer = await post('incidents', '{}', { ...sign('{}'), 'content-encoding': 'gzip' });
      expect(answer.status).to.equal(415);
    });

    it('answers 400 to an empty body', async () => {
      expect((await post('incidents', '', sign(''))).status).to.equal(400);
    });

    it('answers 404 to an address that is none', async () => {
      expect((await post('secrets', '{}', sign('{}'))).status).to.equal(404);
    });

    it('refuses truncated JSON whole, saying so in the outcome', async () => {
      const outcome = await throughline.sendAndSettle({
        kind: 'incidents',
        contentType: 'application/json',
        body: '{"incidents":[{"externalId":"1","narr',
      });
      expect(outcome.state).to.equal('refused');
      expect(outcome.problem).to.be.a('string').and.not.contain('narr');
    });

    it('refuses hostile nesting without falling over', async () => {
      const depth = 100_000;
      const outcome = await throughline.sendAndSettle({
        kind: 'incidents',
        contentType: 'application/json',
        body: `{"incidents":${'['.repeat(depth)}${']'.repeat(depth)}}`,
      });
      expect(outcome.state).to.equal('refused');
    });

    it('rejects operators and prototypes where text belongs, row by row', async () => {
      const good = anIncident({ pupil: { upn: pupil.upn } });
      const outcome = await throughline.sendAndSettle({
        kind: 'incidents',
        contentType: 'application/json',
        body: `{"incidents":[
          ${JSON.stringify({ ...anIncident({ pupil: { upn: pupil.upn } }), narrative: { $gt: '' } })},
          ${JSON.stringify({ ...anIncident({}), pupil: { upn: { $ne: null } } })},
          {"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}},
          ${JSON.stringify(good)}]}`,
      });
      expect(outcome.counts).to.include({ rows: 4, landed: 1, rejected: 3 });
      expect(({} as { admin?: boolean }).admin).to.equal(undefined);
      expect(outcome.problems.map(({ row }) => row)).to.include.members([1, 2, 3]);
    });
  });

  describe('rows', () => {
    it('lands the good rows and names row and field of the bad ones', async () => {
      const outcome = await throughline.sendAndSettle(
        incidents(
          anIncident({ pupil: { upn: pupil.upn } }),
          anIncident({ pupil: { upn: pupil.upn }, occurredAt: '2026-02-30T10:00:00Z' }),
          anIncident({ pupil: { upn: aUpnWithWrongCheckLetter(4242) } }),
          anIncident({ pupil: { upn: pupil.upn }, schoolUrn: ANOTHER_SCHOOL_URN }),
        ),
      );
      expect(outcome.state).to.equal('processed');
      expect(outcome.counts).to.include({ rows: 4, landed: 1, rejected: 3 });
      expect(outcome.problems.map(({ row, field }) => [row, field])).to.deep.equal([
        [2, 'occurredAt'],
        [3, 'pupil.upn'],
        [4, 'schoolUrn'],
      ]);
    });

    it('never quotes what a row said', async () => {
      const outcome = await throughline.sendAndSettle(
        incidents(anIncident({ pupil: { upn: 'ZZTOPSECRET99' }, occurredAt: 'ZZTOPSECRET98' })),
      );
      expect(JSON.stringify(outcome.problems)).to.not.contain('ZZTOPSECRET');
    });

    it('holds a row whose child is not known, and lands it by itself when the child is', async () => {
      const newcomer = aPupil();
      const incident = anIncident({ pupil: { upn: newcomer.upn } });
      const held = await throughline.sendAndSettle(incidents(incident));
      expect(held.counts).to.include({ rows: 1, held: 1 });
      await throughline.sendAndSettle({ kind: 'pupils', ...json({ pupils: [newcomer] }) });
      const kept = await throughline.store.incidents.findOne({ externalId: incident.externalId }).lean();
      expect(kept?.narrative).to.equal(incident.narrative);
      expect(
        await throughline.store.heldRows.countDocuments({ deliveryId: held._id, releasedAt: null }),
      ).to.equal(0);
    });

    it('reads a Windows-1252 CSV as it was written', async () => {
      const incident = anIncident({ pupil: { upn: pupil.upn } });
      const csv = `externalId,schoolUrn,upn,occurredAt,narrative\r\n${incident.externalId},${incident.schoolUrn},${pupil.upn},2026-11-02T09:00:00,"Zoë’s mum paid £5, said “later”"\r\n`;
      const outcome = await throughline.sendAndSettle({
        kind: 'incidents',
        contentType: 'text/csv',
        body: iconv.encode(csv, 'windows-1252'),
      });
      expect(outcome.counts).to.include({ landed: 1 });
      const kept = await throughline.store.incidents.findOne({ externalId: incident.externalId }).lean();
      expect(kept?.narrative).to.equal('Zoë’s mum paid £5, said “later”');
    });

    it('lets the last of two marks of one session stand, however often the file comes', async () => {
      const other = aPupil();
      await throughline.sendAndSettle({ kind: 'pupils', ...json({ pupils: [other] }) });
      const twice = ['N', 'L'].map((code) => `${other.upn},2026-11-04,PM,${code}\n`).join('');
      const body = `upn,date,session,code\n${twice}`;
      const send = () => throughline.sendAndSettle({ kind: 'attendance', contentType: 'text/csv', body });
      expect((await send()).counts).to.include({ rows: 2, landed: 1, unchanged: 1 });
      expect((await send()).counts).to.include({ rows: 2, landed: 0, unchanged: 2 });
      const owner = await findPupilByUpn(throughline.store, other.upn as Upn);
      const marks = await throughline.store.marks.findOne({ pupilId: owner?._id ?? '' }).lean();
      expect(daysOfLine(marks?.line ?? '', 2026)).to.deep.equal({ '2026-11-04': { PM: 'L' } });
      expect(marks?.changes).to.deep.equal([]);
    });

    it('lays marks over the register and keeps what a correction replaced', async () => {
      const csv = (code: string) => `upn,date,session,code\n${pupil.upn},2026-11-03,AM,${code}\n`;
      await throughline.sendAndSettle({ kind: 'attendance', contentType: 'text/csv', body: csv('N') });
      await throughline.sendAndSettle({ kind: 'attendance', contentType: 'text/csv', body: csv('I') });
      await throughline.sendAndSettle({ kind: 'attendance', contentType: 'text/csv', body: csv('I') });
      const owner = await findPupilByUpn(throughline.store, pupil.upn as Upn);
      const marks = await throughline.store.marks.findOne({ pupilId: owner?._id ?? '' }).lean();
      expect(daysOfLine(marks?.line ?? '', 2026)).to.deep.equal({ '2026-11-03': { AM: 'I' } });
      expect(marks?.changes.map(({ from, to }) => [from, to])).to.deep.equal([['N', 'I']]);
    });
  });

  describe('the body', () => {
    it('is kept byte for byte, whatever its size and encoding', async () => {
      for (const rows of [1, 400]) {
        const text = `upn,date,session,code\r\n${`${pupil.upn},2026-11-05,AM,/ \r\n`.repeat(rows)}`;
        const body = iconv.encode(text, 'utf-16le', { addBOM: true });
        const { _id } = await throughline.sendAndSettle({
          kind: 'attendance',
          contentType: 'text/csv',
          body,
        });
        const kept = await findDelivery(throughline.store, _id);
        expect(kept?.body.equals(body)).to.equal(true);
      }
    });
  });

  describe('the outcome', () => {
    const ask = async (deliveryId: string, headers: Record<string, string>) => {
      const response = await fetch(`${throughline.url}/webhooks/v1/deliveries/${deliveryId}`, { headers });
      return {
        status: response.status,
        answer: (await response.json()) as { status?: string; rows?: unknown },
      };
    };

    it('is told to the source that sent the delivery, and to nobody else', async () => {
      const delivery = await throughline.sendAndSettle(incidents(anIncident({ pupil: { upn: pupil.upn } })));
      const own = await ask(delivery._id, { [SOURCE_HEADER]: throughline.sourceId, ...sign('', 'q1') });
      expect(own.status).to.equal(200);
      expect(own.answer.status).to.equal('processed');
      expect(own.answer.rows).to.include({ rows: 1, landed: 1 });
      const other = await recordSource(throughline.store, {
        schoolUrn: OUR_SCHOOL,
        name: 'Other',
        now: new Date(),
      });
      const headers = signMessage({ id: 'q2', body: Buffer.alloc(0), at: new Date() }, other.secret);
      expect((await ask(delivery._id, { [SOURCE_HEADER]: other.sourceId, ...headers })).status).to.equal(404);
      expect((await ask(delivery._id, {})).status).to.equal(401);
    });
  });

  describe('the log', () => {
    it('holds nothing personal, whatever was sent', async () => {
      const marked = aPupil({ forename: 'Zzmarkedname', surname: 'Zzmarkedsurname' });
      await throughline.sendAndSettle({ kind: 'pupils', ...json({ pupils: [marked] }) });
      await throughline.sendAndSettle(
        incidents(
          anIncident({ pupil: { upn: marked.upn }, narrative: 'Zzmarkedname was hungry.' }),
          anIncident({ pupil: { upn: 'zzmarked' }, narrative: 'Zzmarkedname' }),
        ),
      );
      await throughline.settled();
      await fetch(`${throughline.url}/Zzmarkedname?name=Zzmarkedname`);
      const log = JSON.stringify(throughline.events);
      expect(log).to.not.match(/zzmarked/i);
      expect(log).to.not.contain(marked.upn);
      expect(await (await fetch(`${throughline.url}/metrics`)).text()).to.not.match(/zzmarked/i);
    });
  });
});
