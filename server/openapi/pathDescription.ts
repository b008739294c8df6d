import type { z } from 'zod';

/**
 * One operation of the API as it is told to integrators. Whoever adds routes adds theirs here: a list of
 * these beside the routes, joined in `describedPaths.ts`; a test holds the two together.
 */
export interface PathDescription {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As OpenAPI writes it: `/webhooks/v1/deliveries/{deliveryId}`. */
  readonly path: string;
  readonly tag: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  /** How the caller proves who it is; nothing for what everybody may have. */
  readonly security: 'signed' | 'token' | 'none';
  /** An object of zod whose members are the parameters. */
  readonly pathParameters?: z.ZodObject;
  readonly queryParameters?: z.ZodObject;
  readonly requestBody?: readonly BodyDescription[];
  readonly responses: Readonly<Record<number, ResponseDescription>>;
}

export interface BodyDescription {
  readonly contentType: string;
  /** Carries an id in its meta; nothing for text of another form, told in `description`. */
  readonly schema?: z.ZodType;
  readonly description?: string;
  readonly example?: unknown;
}

export interface ResponseDescription {
  readonly description: string;
  readonly contentType?: string;
  /** Carries an id in its meta. */
  readonly schema?: z.ZodType;
}
