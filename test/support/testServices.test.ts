import { expect } from 'chai';
import { Redis } from 'ioredis';
import { MongoClient } from 'mongodb';
import { SERVICES_TIMEOUT_MS, testServices, type TestServices } from './testServices.ts';
import { waitFor } from './waitFor.ts';

describe('the services of the tests', function () {
  this.timeout(SERVICES_TIMEOUT_MS);

  async function write(services: TestServices, what: string): Promise<void> {
    const client = await MongoClient.connect(services.mongoUri);
    await client.db().collection('things').insertOne({ what });
    await client.close();
    const redis = new Redis(services.redisUrl);
    await redis.set(`${services.queuePrefix}:thing`, what);
    redis.disconnect();
  }

  async function read(services: TestServices) {
    const client = await MongoClient.connect(services.mongoUri);
    const documents = await client.db().collection('things').find().toArray();
    await client.close();
    const redis = new Redis(services.redisUrl);
    const key = await redis.get(`${services.queuePrefix}:thing`);
    redis.disconnect();
    return { documents: documents.map(({ what }) => String(what)), key };
  }

  it('give each who asks a place of its own, and clear that place alone', async () => {
    const one = await testServices();
    const other = await testServices();
    await write(one, 'one');
    await write(other, 'other');
    await one.drop();
    expect(await read(one)).to.deep.equal({ documents: [], key: null });
    expect(await read(other)).to.deep.equal({ documents: ['other'], key: 'other' });
    await other.drop();
  });
});

describe('waiting for a condition', () => {
  it('ends with what the condition answered once it holds', async () => {
    let looks = 0;
    const answer = await waitFor(() => (++looks < 3 ? undefined : 'held'), { what: 'the third look' });
    expect(answer).to.equal('held');
  });

  it('gives up in words, with the last error as the cause', async () => {
    const refused = await waitFor(() => Promise.reject(new Error('not yet')), {
      what: 'rain',
      timeoutMs: 1,
    }).catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(Error).with.property('message', 'gave up waiting for rain after 1 ms');
    expect(refused).to.have.nested.property('cause.message', 'not yet');
  });
});
