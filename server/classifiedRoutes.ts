import type { Express } from 'express';
import type { ApiScope } from '../domain/access/apiScopes.ts';
import type { PageRule } from './pages/page.ts';

/** A route that machines call, which have their own way to say who they are. */
export interface MachineRule {
  readonly kind: 'machine';
  /** Who may call it, and how they prove it. */
  readonly allow: string;
  /** Where a call is recorded, or why it is not. */
  readonly audit: string;
}

/** A route of the API: for whoever sends a personal token with its scope, if their role still has the action. */
export interface ApiRule {
  readonly kind: 'api';
  readonly method: 'get';
  readonly path: string;
  /** Absent where any token will do. */
  readonly scope?: ApiScope;
  readonly audit: 'used-api';
}

export type RouteRule = PageRule | MachineRule | ApiRule;

const NOT_AUDITED = 'says nothing about anybody';
const SIGNED: MachineRule = {
  kind: 'machine',
  allow: 'the source, by its signature',
  audit: 'kept whole as a delivery',
};

/** The routes of machines. Pages state theirs beside their path (`server/pages/page.ts`). */
const MACHINE_ROUTES: Readonly<Record<string, MachineRule>> = {
  'GET /healthz': { kind: 'machine', allow: 'everybody', audit: NOT_AUDITED },
  'GET /readyz': { kind: 'machine', allow: 'everybody', audit: NOT_AUDITED },
  'GET /metrics': { kind: 'machine', allow: 'everybody the network lets through', audit: NOT_AUDITED },
  'GET /assets/:version/:name': { kind: 'machine', allow: 'everybody', audit: NOT_AUDITED },
  'GET /api/openapi.json': { kind: 'machine', allow: 'everybody', audit: NOT_AUDITED },
  'POST /webhooks/v1/incidents': SIGNED,
  'POST /webhooks/v1/attendance': SIGNED,
  'POST /webhooks/v1/pupils': SIGNED,
  'POST /webhooks/v1/contacts': SIGNED,
  'GET /webhooks/v1/deliveries': {
    kind: 'machine',
    allow: 'the source that sent them, by its signature',
    audit: 'tells how many rows came of what, not what is in them',
  },
  'GET /webhooks/v1/deliveries/:deliveryId': {
    kind: 'machine',
    allow: 'the source that sent it, by its signature',
    audit: 'tells what became of rows, not what is in them',
  },
};

const classified = new WeakMap<object, RouteRule>();

/** Ties what a route is and who may have it to the function that answers it. */
export function classify(handler: object, rule: RouteRule): void {
  classified.set(handler, rule);
}

/** A route of the application, as Express knows it. */
export interface KnownRoute {
  /** `GET /children/:pupilId` */
  readonly name: string;
  readonly rule: RouteRule | undefined;
}

interface Layer {
  readonly route?: {
    readonly path: unknown;
    readonly stack: readonly { readonly method?: string; readonly handle: object }[];
  };
  readonly handle: unknown;
}

/** Every route of the application, with what it was declared to be. */
export function listRoutes(app: Express): KnownRoute[] {
  return routesOf(app.router);
}

function routesOf(router: unknown): KnownRoute[] {
  if (!hasStack(router)) return [];
  return router.stack.flatMap((layer) => {
    // A mounted board declares itself whole: its own routes are not ours to list.
    const whole = typeof layer.handle === 'function' ? classified.get(layer.handle) : undefined;
    if (whole && whole.kind !== 'machine')
      return [{ name: `${whole.method.toUpperCase()} ${whole.path}`, rule: whole }];
    if (!layer.route) return routesOf(layer.handle);
    const paths = [layer.route.path].flat().map(String);
    const { stack } = layer.route;
    const rule = stack.map(({ handle }) => classified.get(handle)).find((found) => found !== undefined);
    const methods = [...new Set(stack.map(({ method }) => (method ?? 'all').toUpperCase()))];
    return paths.flatMap((path) =>
      methods.map((method) => {
        const name = `${method} ${path}`;
        return { name, rule: rule ?? MACHINE_ROUTES[name] };
      }),
    );
  });
}

function hasStack(router: unknown): router is { readonly stack: readonly Layer[] } {
  return (
    (typeof router === 'function' || typeof router === 'object') &&
    router !== null &&
    'stack' in router &&
    Array.isArray(router.stack)
  );
}

/**
 * Refuses an application with a route of which nobody said who may have it.
 * @throws {Error} naming every such route
 */
export function assertClassified(app: Express): void {
  const unknown = listRoutes(app).filter(({ rule }) => rule === undefined);
  if (unknown.length > 0) {
    throw new Error(
      `routes that say neither who may have them nor what the audit says: ${unknown.map(({ name }) => name).join(', ')}`,
    );
  }
}
