import { expect } from 'chai';
import { SOURCE_HEADER } from '../../domain/webhooks/contract.ts';
import { signMessage } from '../../domain/webhooks/signature.ts';
import { recordSource } from '../../store/sources.ts';
import { aThroughline, OUR_SCHOOL, type TestThroughline } from '../support/aThroughline.ts';
import { SERVICES_TIMEOUT_MS } from '../support/testServices.ts';
import { waitFor } from '../support/waitFor.ts';

describe('the limits of the webhooks', function () {
  this.timeout(SERVICES_TIMEOUT_MS);
  let throughline: TestThroughline;
  beforeEach(async () => {
    throughline = await aThroughline(['server'], {
      SOURCE_REQUESTS_PER_MINUTE: '3',
      REFUSALS_PER_MINUTE: '2',
    });
  });
  afterEach(() => throughline.drop());

  let count = 0;
  async function list(source: { sourceId: string; secret: string } | undefined): Promise<Response> {
    const message = { id: `msg_${++count}`, body: Buffer.alloc(0), at: new Date() };
    const signed = source ? { [SOURCE_HEADER]: source.sourceId, ...signMessage(message, source.secret) } : {};
    return fetch(`${throughline.url}/webhooks/v1/deliveries`, { headers: signed });
  }
  const statuses = async (times: number, source: Parameters<typeof list>[0]): Promise<number[]> => {
    const seen: number[] = [];
    for (let i = 0; i < times; i++) seen.push((await list(source)).status);
    return seen;
  };

  it('ask a source that calls too often to come back later, and no other source', async () => {
    expect(await statuses(4, throughline)).to.deep.equal([200, 200, 200, 429]);
    const refused = await list(throughline);
    expect(Number(refused.headers.get('retry-after'))).to.be.within(1, 60);
    const other = await recordSource(throughline.store, {
      schoolUrn: OUR_SCHOOL,
      name: 'Other',
      now: new Date(),
    });
    expect(await statuses(1, other)).to.deep.equal([200]);
  });

  it('turn an address away that is refused too often', async () => {
    await waitFor(async () => (await list(undefined)).status === 429, {
      what: 'the address to be turned away',
    });
    expect((await list(throughline)).status).to.equal(429);
  });

  it('hold nobody up while Redis is away', async () => {
    throughline.queues.redis.disconnect();
    expect(await statuses(4, throughline)).to.deep.equal([200, 200, 200, 200]);
  });
});
