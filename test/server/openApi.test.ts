import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'chai';
import { SOURCE_HEADER } from '../../domain/webhooks/contract.ts';
import { signMessage } from '../../domain/webhooks/signature.ts';
import { buildApp } from '../../server/app.ts';
import { listRoutes } from '../../server/classifiedRoutes.ts';
import { DESCRIBED_PATHS } from '../../server/openapi/describedPaths.ts';
import { serverMetrics } from '../../server/serverMetrics.ts';
import { Registry } from 'prom-client';
import { aThroughline, type TestThroughline } from '../support/aThroughline.ts';
import { SERVICES_TIMEOUT_MS } from '../support/testServices.ts';
import { waitFor } from '../support/waitFor.ts';

interface Operation {
  requestBody?: { content: Record<string, { example?: unknown }> };
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}
interface Document {
  openapi: string;
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
}

describe('the description of the API', () => {
  let throughline: TestThroughline;
  let document: Document;
  let ajv: Ajv2020;

  before(async function () {
    this.timeout(SERVICES_TIMEOUT_MS);
    throughline = await aThroughline();
    document = (await (await fetch(`${throughline.url}/api/openapi.json`)).json()) as Document;
    ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ $id: 'openapi', components: document.components });
  });
  after(() => throughline.drop());

  let count = 0;
  async function call(method: string, path: string, body?: unknown, signed = true) {
    const bytes = Buffer.from(body === undefined ? '' : JSON.stringify(body));
    const message = { id: `msg_openapi_${++count}`, body: bytes, at: new Date() };
    const response = await fetch(`${throughline.url}${path}`, {
      method,
      headers: {
        [SOURCE_HEADER]: throughline.sourceId,
        ...(signed ? signMessage(message, throughline.secret) : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: bytes }),
    });
    return {
      status: response.status,
      text: await response.text(),
      type: response.headers.get('content-type'),
    };
  }

  /** What is wrong with an answer by the description of its operation and status; nothing when it fits. */
  function faults(
    path: string,
    method: string,
    answer: { status: number; text: string; type: string | null },
  ) {
    const described = document.paths[path]?.[method]?.responses[String(answer.status)];
    if (!described) return `${answer.status} is not described`;
    const [[type, content]] = Object.entries(described.content ?? {}) as [
      [string, { schema: { $ref?: string } }],
    ];
    if (!answer.type?.startsWith(type)) return `is ${answer.type ?? 'nothing'}, not ${type}`;
    const { $ref } = content.schema;
    if ($ref === undefined) return '';
    const validate = ajv.getSchema(`openapi${$ref}`);
    if (!validate) return 'has no schema';
    return validate(JSON.parse(answer.text)) ? '' : ajv.errorsText(validate.errors);
  }

  it('is a valid OpenAPI 3.1 document', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document) as never);
    expect(JSON.stringify(errors ?? '')).to.equal('""');
    expect(valid).to.equal(true);
    expect(document.openapi).to.equal('3.1.0');
    expect(document.servers).to.deep.equal([{ url: throughline.url }]);
  });

  it('has every route that machines call, and no other', () => {
    const registry = new Registry();
    const { store, queues, configuration } = throughline;
    const metrics = serverMetrics(registry, queues);
    const context = {
      store,
      queues,
      configuration,
      registry,
      metrics,
      log: () => undefined,
      now: () => new Date(),
    };
    const served = listRoutes(buildApp(context, 'a secret of the tests'))
      .filter(({ name }) => /^[A-Z]+ \/(api|webhooks|healthz|readyz|metrics)/.test(name))
      .map(({ name }) => name.replaceAll(/:(\w+)/g, '{$1}'));
    const described = DESCRIBED_PATHS.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    expect(described.sort()).to.deep.equal([...new Set(served)].sort());
  });

  for (const kind of ['pupils', 'incidents', 'attendance', 'contacts']) {
    it(`has an example of ${kind} that the server takes as it describes`, async () => {
      const path = `/webhooks/v1/${kind}`;
      const example = document.paths[path]?.['post']?.requestBody?.content['application/json']?.example;
      const answer = await call('POST', path, example);
      expect(answer.status).to.equal(202);
      expect(faults(path, 'post', answer)).to.equal('');
      const { deliveryId } = JSON.parse(answer.text) as { deliveryId: string };
      const report = await waitFor(
        async () => {
          const told = await call('GET', `/webhooks/v1/deliveries/${deliveryId}`);
          return (JSON.parse(told.text) as { status: string }).status === 'accepted' ? undefined : told;
        },
        { what: 'the delivery to be dealt with' },
      );
      expect(faults('/webhooks/v1/deliveries/{deliveryId}', 'get', report)).to.equal('');
      expect(JSON.parse(report.text)).to.have.nested.property('rows.landed', 1);
    });
  }

  it('fits what is told of a delivery with held and rejected rows', async () => {
    const rows = { incidents: [{ externalId: 'x1', pupil: { upn: 'A999000020000' } }, { pupil: 7 }] };
    await call('POST', '/webhooks/v1/incidents', rows);
    const answer = await call('GET', '/webhooks/v1/deliveries?limit=2');
    expect(faults('/webhooks/v1/deliveries', 'get', answer)).to.equal('');
    const { deliveries, next } = JSON.parse(answer.text) as { deliveries: object[]; next: string };
    expect(deliveries).to.have.length(2);
    const after = await call('GET', `/webhooks/v1/deliveries?limit=2&before=${next}`);
    expect(JSON.parse(after.text)).to.have.property('deliveries').that.has.length.greaterThan(0);
    expect(after.text).to.not.contain(next);
  });

  const refusals: readonly (readonly [string, string, string, unknown, number])[] = [
    ['an empty body', 'POST', '/webhooks/v1/incidents', undefined, 400],
    ['an unknown delivery', 'GET', '/webhooks/v1/deliveries/dlv_none', undefined, 404],
    ['a wrong query', 'GET', '/webhooks/v1/deliveries?limit=0', undefined, 400],
  ];
  for (const [name, method, path, body, status] of refusals) {
    it(`fits the refusal of ${name}`, async () => {
      const answer = await call(method, path, body);
      expect(answer.status).to.equal(status);
      const described = path.split('?')[0]!.replace('dlv_none', '{deliveryId}');
      expect(faults(described, method.toLowerCase(), answer)).to.equal('');
    });
  }

  it('fits the refusal of what is unsigned', async () => {
    const answer = await call('GET', '/webhooks/v1/deliveries', undefined, false);
    expect(answer.status).to.equal(401);
    expect(faults('/webhooks/v1/deliveries', 'get', answer)).to.equal('');
  });

  for (const path of ['/healthz', '/readyz', '/metrics', '/api/openapi.json']) {
    it(`fits what ${path} answers`, async () => {
      expect(faults(path, 'get', await call('GET', path, undefined, false))).to.equal('');
    });
  }
});
