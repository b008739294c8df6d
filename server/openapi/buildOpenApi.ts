import { z } from 'zod';
import { SOURCE_HEADER } from '../../domain/webhooks/contract.ts';
import type { BodyDescription, PathDescription, ResponseDescription } from './pathDescription.ts';

/** RFC 9457 problem details, as every refusal is answered. */
export const PROBLEM = z
  .object({
    type: z.string(),
    title: z.string().describe('What is wrong'),
    status: z.int(),
    detail: z.string().optional().describe('What to do next'),
    instance: z.string().optional().describe('A reference that our log has too'),
  })
  .meta({ id: 'Problem' });

/** A refusal, for the responses of an operation. */
export function problem(description: string): ResponseDescription {
  return { description, contentType: 'application/problem+json', schema: PROBLEM };
}

const SIGNED = ['webhookId', 'webhookTimestamp', 'webhookSignature'];

const SECURITY: Readonly<Record<PathDescription['security'], readonly Record<string, string[]>[]>> = {
  signed: [requirement([...SIGNED, 'source']), requirement(SIGNED)],
  token: [requirement(['token'])],
  none: [],
};

/**
 * The OpenAPI 3.1 description of these operations.
 * @param url address of the server, without a trailing slash
 */
export function buildOpenApi(paths: readonly PathDescription[], url: string): Record<string, unknown> {
  const byPath: Record<string, Record<string, unknown>> = {};
  for (const description of paths) {
    (byPath[description.path] ??= {})[description.method] = operation(description);
  }
  const tokens = paths.some(({ security }) => security === 'token');
  return {
    openapi: '3.1.0',
    info: {
      title: 'Throughline',
      version: '1.0.0',
      description:
        'What schools’ systems send to Throughline, and what they are told of it. docs/integrator-guide.md shows how to sign.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url }],
    tags: [...new Set(paths.map(({ tag }) => tag))].map((name) => ({ name })),
    paths: byPath,
    components: { schemas: componentSchemas(paths), securitySchemes: securitySchemes(tokens) },
  };
}

function operation(description: PathDescription): Record<string, unknown> {
  const { tag, operationId, summary, security, pathParameters, queryParameters, requestBody } = description;
  const parameters = [...parametersOf('path', pathParameters), ...parametersOf('query', queryParameters)];
  return {
    tags: [tag],
    operationId,
    summary,
    ...(description.description === undefined ? {} : { description: description.description }),
    security: SECURITY[security],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(requestBody === undefined
      ? {}
      : { requestBody: { required: true, content: Object.fromEntries(requestBody.map(contentOf)) } }),
    responses: Object.fromEntries(
      Object.entries(description.responses).map(([status, response]) => [status, responseOf(response)]),
    ),
  };
}

function parametersOf(where: 'path' | 'query', object: z.ZodObject | undefined): unknown[] {
  if (object === undefined) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(object, { io: 'input' });
  return Object.entries(properties).map(([name, schema]) => {
    const { description, ...rest } = typeof schema === 'boolean' ? {} : schema;
    return {
      name,
      in: where,
      required: where === 'path' || required.includes(name),
      ...(description === undefined ? {} : { description }),
      schema: rest,
    };
  });
}

function contentOf({ contentType, schema, description, example }: BodyDescription): [string, unknown] {
  const text = { type: 'string', ...(description === undefined ? {} : { description }) };
  return [
    contentType,
    {
      schema: schema === undefined ? text : referenceTo(schema),
      ...(example === undefined ? {} : { example }),
    },
  ];
}

function responseOf({ description, contentType, schema }: ResponseDescription): unknown {
  const type = contentType ?? 'application/json';
  if (schema === undefined && contentType === undefined) return { description };
  const content = schema === undefined ? { type: 'string' } : referenceTo(schema);
  return { description, content: { [type]: { schema: content } } };
}

function referenceTo(schema: z.ZodType): { $ref: string } {
  const { id } = z.globalRegistry.get(schema) ?? {};
  if (id === undefined) throw new Error('a schema of the API has no id in its meta');
  return { $ref: `#/components/schemas/${id}` };
}

/**
 * Every schema named in these operations, with those it is made of, under its own id. What we send has no
 * other members than are described; what we are sent may.
 */
function componentSchemas(paths: readonly PathDescription[]): Record<string, unknown> {
  const sent = paths.flatMap(({ requestBody = [] }) =>
    requestBody.map((body) => ({ ...body, io: 'input' as const })),
  );
  const answered = paths.flatMap(({ responses }) =>
    Object.values(responses).map((response) => ({ ...response, io: 'output' as const })),
  );
  const schemas: Record<string, unknown> = {};
  for (const { schema, io } of [...sent, ...answered]) {
    if (schema === undefined) continue;
    const { $defs = {} } = z.toJSONSchema(schema, { reused: 'inline', io });
    for (const [id, part] of Object.entries($defs)) schemas[id] = asComponent(part);
  }
  return schemas;
}

/** References among schemas point to the components. */
function asComponent(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'));
}

function securitySchemes(tokens: boolean): Record<string, unknown> {
  const header = (name: string, description: string) => ({ type: 'apiKey', in: 'header', name, description });
  return {
    webhookId: header('webhook-id', 'Names the message: the same again is the same delivery'),
    webhookTimestamp: header('webhook-timestamp', 'Seconds since 1970, within five minutes of now'),
    webhookSignature: header(
      'webhook-signature',
      '`v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body` (Standard Webhooks)',
    ),
    source: header(SOURCE_HEADER, 'The source’s id; found by its secret where a deployment has few sources'),
    ...(tokens ? { token: { type: 'http', scheme: 'bearer' } } : {}),
  };
}

function requirement(names: readonly string[]): Record<string, string[]> {
  return Object.fromEntries(names.map((name) => [name, []]));
}
