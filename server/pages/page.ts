import type { Request } from 'express';
import type { Action } from '../../domain/access/actions.ts';
import type { Viewer } from '../../domain/access/viewer.ts';
import type { AuditAbout, AuditAction } from '../../domain/audit/auditEvent.ts';
import type { Store } from '../../store/openStore.ts';
import type { ScopedPupil } from '../../store/pupilsInScope.ts';
import type { Scope } from '../../store/scope.ts';
import type { ServerContext } from '../serverContext.ts';

/**
 * How a page is declared: what it is, who may have it and what the audit says of it stand beside its path. The
 * server does not start with a route that is declared in no such way (`assertClassified`), and the entry is in the
 * audit before the answer is sent.
 */
export interface PageRule {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly kind: 'view' | 'search' | 'export' | 'change' | 'account';
  /** The action that lets a role have it; or everybody who is signed in; or everybody. */
  readonly allow: Action | 'signed-in' | 'everybody';
  /** What the audit says of it, or why it says nothing. */
  readonly audit: AuditAction | { readonly none: string };
}

/** A link of a breadcrumb trail, a menu or a summary. */
export interface Link {
  readonly text: string;
  readonly href: string;
}

/** A page to be rendered from `templates/pages/<template>.hbs`. */
export interface PageAnswer {
  readonly kind: 'page';
  readonly template: string;
  /** The page's heading and the first part of its title in the browser. Never a child's name in a public place. */
  readonly title: string;
  readonly view: object;
  /** From the start page to the page above this one. */
  readonly crumbs?: readonly Link[];
  /** What is wrong with what was filled in, each leading to its field. Makes the status 422. */
  readonly errors?: readonly Link[];
  readonly status?: number;
  readonly about?: AuditAbout;
}

/** Somewhere else to go, with a word for the page there to show. */
export interface RedirectAnswer {
  readonly kind: 'redirect';
  readonly to: string;
  readonly notice?: string;
  readonly about?: AuditAbout;
  /** Nothing was seen or done: the way leads elsewhere first. */
  readonly unrecorded?: true;
}

/** Something to keep: shown nowhere, stored by the browser. */
export interface FileAnswer {
  readonly kind: 'file';
  readonly contentType: string;
  /** Letters, digits, hyphens and a full stop; names no child. */
  readonly fileName: string;
  readonly body: string | Buffer;
  readonly about?: AuditAbout;
}

export type Answer = PageAnswer | RedirectAnswer | FileAnswer;

/** Somebody's request for a page, with the walls they have. */
export interface Visit {
  readonly request: Request;
  readonly context: ServerContext;
  readonly store: Store;
  readonly viewer: Viewer;
  readonly scope: Scope;
  readonly now: Date;
  /** A parameter of the path; empty when the path has none of that name. */
  readonly param: (name: string) => string;
}

/** A request by somebody who may not be signed in. */
export type OpenVisit = Omit<Visit, 'viewer' | 'scope'>;

export type PageRoute =
  | { readonly rule: PageRule & { readonly allow: 'everybody' }; readonly open: OpenHandler }
  | { readonly rule: PageRule; readonly handle: Handler }
  | { readonly rule: PageRule & { readonly allow: Action }; readonly child: ChildHandler };

type OpenHandler = (visit: OpenVisit) => Promise<Answer>;
type Handler = (visit: Visit) => Promise<Answer>;
type ChildHandler = (visit: Visit, child: ScopedPupil) => Promise<Answer>;

/** A page for those who are signed in and whose role may have it. */
export function page(
  rule: PageRule & { readonly allow: Action | 'signed-in' },
  handle: (visit: Visit) => Promise<Answer>,
): PageRoute {
  return { rule, handle };
}

/**
 * A page about one child: its path has `:pupilId`. A child outside the walls is not found; one outside the usual
 * list is asked about first; the audit names the child by id.
 */
export function childPage(rule: PageRule & { readonly allow: Action }, child: ChildHandler): PageRoute {
  return { rule, child };
}

/** A page for everybody, such as signing in. */
export function openPage(rule: Omit<PageRule, 'allow'>, open: OpenHandler): PageRoute {
  return { rule: { ...rule, allow: 'everybody' }, open };
}
