import { expect } from 'chai';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import type { DeliveryRecord } from '../../store/deliveries.ts';
import {
  claimFeedback,
  countFeedback,
  noteChanged,
  recordFeedbackAttempt,
  setFeedback,
} from '../../store/feedback.ts';
import { recordSource } from '../../store/sources.ts';
import { sendDelivery } from '../../scripts/demo/sendDelivery.ts';
import { feedback } from '../../workers/feedback.ts';
import { mayGoTo, postFeedback } from '../../workers/feedback/postFeedback.ts';
import { isPublicAddress } from '../../workers/feedback/publicAddress.ts';
import { stageMetrics } from '../../workers/stageMetrics.ts';
import { Registry } from 'prom-client';
import { aThroughline, OUR_SCHOOL, type TestThroughline } from '../support/aThroughline.ts';
import { anIncident, aPupil } from '../support/people.ts';
import { SERVICES_TIMEOUT_MS } from '../support/testServices.ts';
import { waitFor } from '../support/waitFor.ts';

interface Received {
  headers: Record<string, string>;
  body: string;
}

describe('feedback to a sender', () => {
  let throughline: TestThroughline;
  let school: Server;
  let schoolUrl: string;
  let answers: { status: number; headers?: Record<string, string> }[] = [];
  let received: Received[] = [];

  before(async function () {
    this.timeout(SERVICES_TIMEOUT_MS);
    throughline = await aThroughline(['server', 'workers'], { FEEDBACK_TO_PRIVATE: 'allow' });
    school = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (bytes: Buffer) => chunks.push(bytes));
      request.on('end', () => {
        received.push({
          headers: request.headers as Record<string, string>,
          body: Buffer.concat(chunks).toString(),
        });
        const { status, headers = {} } = answers.shift() ?? { status: 204 };
        response.writeHead(status, headers).end();
      });
    }).listen(0, '127.0.0.1');
    await once(school, 'listening');
    schoolUrl = `http://127.0.0.1:${(school.address() as AddressInfo).port}`;
  });
  after(async () => {
    school.close();
    await throughline.drop();
  });
  beforeEach(() => {
    answers = [];
    received = [];
  });

  async function aToldSource(url = `${schoolUrl}/told`) {
    const { store } = throughline;
    const now = new Date();
    const source = await recordSource(store, { schoolUrn: OUR_SCHOOL, name: 'Told', now });
    const secret = (await setFeedback(store, source.sourceId, { url, now })) ?? '';
    return { ...source, told: secret };
  }

  let count = 0;
  async function send(
    source: { sourceId: string; secret: string },
    rows: readonly unknown[],
  ): Promise<string> {
    const body = JSON.stringify({ incidents: rows });
    const delivery = { kind: 'incidents', contentType: 'application/json', body };
    return sendDelivery({ url: throughline.url, ...source }, delivery, `msg_told_${++count}`);
  }

  const progress = async (deliveryId: string) =>
    (await throughline.store.deliveries.findById(deliveryId, { body: 0 }).lean<DeliveryRecord>())?.feedback;
  const untilState = (deliveryId: string, state: string) =>
    waitFor(async () => ((await progress(deliveryId))?.state === state ? progress(deliveryId) : undefined), {
      what: `the sender to be ${state}`,
      timeoutMs: 20_000,
    });
  const context = () => ({
    ...throughline,
    log: () => undefined,
    metrics: stageMetrics(new Registry()),
    now: () => new Date(),
  });

  it('tells once more when held rows have flowed on, once for all of them, as another message', async () => {
    const source = await aToldSource();
    const [first, second] = [aPupil(), aPupil()];
    const rows = [first, second].map(({ upn }) => anIncident({ pupil: { upn } }));
    const deliveryId = await send(source, rows);
    await untilState(deliveryId, 'told');
    const pupils = { kind: 'pupils', contentType: 'application/json' };
    for (const pupil of [first, second])
      await throughline.sendAndSettle({ ...pupils, body: JSON.stringify({ pupils: [pupil] }) });
    await untilState(deliveryId, 'due');
    throughline.clock.forward(61_000);
    await waitFor(() => Promise.resolve(received.length === 2 || undefined), { what: 'the second message' });
    const [before, after] = received.map(
      ({ body }) => JSON.parse(body) as { type: string; data: { rows: object } },
    );
    expect(before?.data.rows).to.include({ matched: 0, heldNow: 2 });
    expect(after).to.have.property('type', 'delivery.updated');
    expect(after?.data.rows).to.include({ matched: 2, heldNow: 0 });
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).to.equal(2);
    await untilState(deliveryId, 'told');
  });

  it('does not lose a change that comes while the sender is being told', async () => {
    const source = await aToldSource();
    const deliveryId = await send(source, [anIncident({ occurredAt: 'never' })]);
    await untilState(deliveryId, 'told');
    const { store } = throughline;
    const at = new Date(Date.now() + 200_000);
    await noteChanged(store, [deliveryId], at);
    const claim = await claimFeedback(store, deliveryId, new Date(at.getTime() + 61_000), 60_000);
    await noteChanged(store, [deliveryId], at);
    await recordFeedbackAttempt(
      store,
      deliveryId,
      { at, outcome: '204', round: claim?.round ?? 0 },
      { state: 'told', nextAt: at },
    );
    expect((await progress(deliveryId))?.state).to.equal('due');
  });

  it('tells rows and fields, signed so that a standard library takes it, and nothing that a row said', async () => {
    const source = await aToldSource();
    const pupil = aPupil();
    const deliveryId = await send(source, [
      anIncident({ pupil: { upn: pupil.upn }, narrative: 'Zzsecret' }),
      anIncident({ occurredAt: 'Zzsecret' }),
    ]);
    await untilState(deliveryId, 'told');
    expect(received).to.have.length(1);
    const [{ headers, body }] = received as [Received];
    const message = new Webhook(source.told).verify(body, headers) as {
      type: string;
      data: {
        deliveryId: string;
        rows: object;
        problems: { row: number; field: string }[];
        heldRows: object[];
      };
    };
    expect(message.type).to.equal('delivery.processed');
    expect(message.data.deliveryId).to.equal(deliveryId);
    expect(message.data.rows).to.include({ rows: 2, accepted: 1, held: 1, rejected: 1 });
    expect(message.data.problems.map(({ row, field }) => [row, field])).to.deep.equal([[2, 'occurredAt']]);
    expect(message.data.heldRows).to.have.length(1);
    expect(body)
      .to.not.match(/Zzsecret/i)
      .and.not.contain(pupil.upn);
  });

  it('tries again with the same webhook-id, and shows each try', async function () {
    this.timeout(40_000);
    answers = [{ status: 503 }];
    const deliveryId = await send(await aToldSource(), []);
    const told = await untilState(deliveryId, 'told');
    expect(told?.attempts.map(({ outcome }) => outcome)).to.deep.equal(['503', '204']);
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).to.equal(1);
  });

  it('tells once, however often its job runs', async () => {
    const deliveryId = await send(await aToldSource(), []);
    await untilState(deliveryId, 'told');
    const job = { data: { deliveryId, traceId: 't' } } as never;
    await Promise.all([feedback(context(), job), feedback(context(), job)]);
    expect(received).to.have.length(1);
  });

  it('gives up at once where the address is gone, and keeps that it did', async () => {
    answers = [{ status: 410 }];
    const source = await aToldSource();
    const deliveryId = await send(source, []);
    await untilState(deliveryId, 'given-up');
    expect(await countFeedback(throughline.store, source.sourceId)).to.include({ 'given-up': 1, due: 0 });
  });

  it('follows no redirect', async () => {
    answers = [{ status: 302, headers: { location: `${schoolUrl}/elsewhere` } }];
    const target = { url: schoolUrl, secret: `whsec_${Buffer.alloc(32).toString('base64')}` };
    const posted = await postFeedback(target, { id: 'm', body: '{}', at: new Date() }, true);
    expect(posted).to.deep.include({ ok: false, outcome: '302' });
    expect(received).to.have.length(1);
  });

  it('does not go to a name that leads inside the network', async () => {
    const target = { url: 'https://localhost:9443/', secret: `whsec_${Buffer.alloc(32).toString('base64')}` };
    const posted = await postFeedback(target, { id: 'm', body: '{}', at: new Date() }, false);
    expect(posted).to.deep.include({ ok: false, outcome: 'refused-address' });
  });

  it('tells nobody who did not ask', async () => {
    const deliveryId = await throughline.send({
      kind: 'incidents',
      contentType: 'application/json',
      body: '{"incidents":[]}',
    });
    expect(await progress(deliveryId)).to.equal(undefined);
  });
});

describe('the addresses a sender may be told at', () => {
  const inside = [
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'not-an-address',
  ];
  for (const address of inside) {
    it(`are not ${address}`, () => {
      expect(isPublicAddress(address)).to.equal(false);
    });
  }

  it('are those of the public internet', () => {
    expect(['1.1.1.1', '172.32.0.1', '2606:4700::1111'].every(isPublicAddress)).to.equal(true);
  });

  const refused = [
    'http://school.example/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://user:word@school.example/',
    'file:///etc/passwd',
    'nonsense',
  ];
  for (const url of refused) {
    it(`do not include ${url}`, () => {
      expect(mayGoTo(url, false)).to.equal(false);
    });
  }
});
