import { expect } from 'chai';
import { aThroughline, type TestThroughline } from '../support/aThroughline.ts';
import { SERVICES_TIMEOUT_MS } from '../support/testServices.ts';

describe('what the server says of itself', () => {
  let throughline: TestThroughline;
  before(async function () {
    this.timeout(SERVICES_TIMEOUT_MS);
    throughline = await aThroughline(['server']);
  });
  after(() => throughline.drop());

  const get = (url: string, headers: Record<string, string> = {}) => fetch(url, { headers });

  it('is healthy, and ready while database and Redis answer', async () => {
    expect(await (await get(`${throughline.url}/healthz`)).json()).to.deep.equal({ status: 'ok' });
    const ready = await get(`${throughline.url}/readyz`);
    expect(ready.status).to.equal(200);
    expect(await ready.json()).to.deep.equal({ status: 'ready', missing: [] });
  });

  it('counts in Prometheus’s format', async () => {
    const metrics = await (await get(`${throughline.url}/metrics`)).text();
    expect(metrics).to.contain('throughline_queue_jobs{queue="ingest",state="waiting"} 0');
    expect(metrics).to.contain(
      'throughline_request_seconds_count{method="GET",route="/healthz",status="200"}',
    );
  });

  it('tells caches to keep nothing, and browsers to trust nothing else', async () => {
    const { headers } = await get(`${throughline.url}/healthz`);
    expect(headers.get('cache-control')).to.equal('no-store');
    expect(headers.get('content-security-policy')).to.contain("default-src 'none'");
    expect(headers.get('x-powered-by')).to.equal(null);
  });
});

describe('a server whose database has gone', () => {
  it('says what is missing', async function () {
    this.timeout(SERVICES_TIMEOUT_MS);
    const throughline = await aThroughline(['server']);
    await throughline.store.connection.close();
    const ready = await fetch(`${throughline.url}/readyz`);
    expect(ready.status).to.equal(503);
    expect(await ready.json()).to.deep.equal({ status: 'not ready', missing: ['database'] });
    await throughline.drop();
  });
});
