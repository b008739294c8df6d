import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, Request, Response } from 'express';
import { describeError, type EventLog } from '../domain/eventLog.ts';

/** An answer that says what went wrong, as RFC 9457 problem details. */
export interface Problem {
  readonly status: number;
  readonly title: string;
  /** What to do next. Never quotes the request. */
  readonly detail?: string;
}

/** A refusal with a meaning; the error handler turns it into a problem document. */
export class Refusal extends Error {
  readonly problem: Problem;
  /** A short name of the reason, for logs and figures. */
  readonly reason: string;

  constructor(reason: string, problem: Problem) {
    super(reason);
    this.name = 'Refusal';
    this.reason = reason;
    this.problem = problem;
  }
}

/** The same for what is not there and for what is not theirs to see. */
export const NOT_FOUND = new Refusal('not-found', { status: 404, title: 'There is nothing at this address' });

/** Signs nobody out. */
export const FORBIDDEN = new Refusal('forbidden', {
  status: 403,
  title: 'Your role does not include this',
  detail: 'If you need it for your work, ask the administrator of Throughline at your school or trust.',
});

export function sendProblem(response: Response, problem: Problem, reference?: string): void {
  response
    .status(problem.status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: 'about:blank',
        title: problem.title,
        status: problem.status,
        ...(problem.detail === undefined ? {} : { detail: problem.detail }),
        ...(reference === undefined ? {} : { instance: `urn:uuid:${reference}` }),
      }),
    );
}

/** Problems of reading a body, by the type that Express's parser gives its errors. */
const BODY_PROBLEMS: Readonly<Record<string, Problem>> = {
  'entity.too.large': {
    status: 413,
    title: 'The body is larger than 10 MB',
    detail: 'Send the rows in several deliveries, each under 10 MB and with a webhook-id of its own.',
  },
  'request.size.invalid': {
    status: 400,
    title: 'The body is shorter or longer than its Content-Length says',
    detail: 'Send it again whole, with the same webhook-id.',
  },
  'encoding.unsupported': {
    status: 415,
    title: 'The body is compressed',
    detail: 'Send it without a Content-Encoding: the signature is checked over the bytes as sent.',
  },
};

const STALE_FORM: Problem = {
  status: 403,
  title: 'This page was open too long, or you signed out in another window',
  detail: 'Nothing was changed. Open the page again, then repeat what you did.',
};

/** Turns every error into a problem with a reference that the log has too, and has it sent. */
export function problemHandler(
  log: EventLog,
  onRefusal: (reason: string) => void,
  send: (request: Request, response: Response, problem: Problem, reference: string) => void,
): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const reference = randomUUID();
    const { problem, reason } = problemOf(error);
    onRefusal(reason);
    const route = typeof request.route?.path === 'string' ? request.route.path : 'none';
    log(problem.status >= 500 ? 'error' : 'warn', 'request refused', {
      traceId: reference,
      status: problem.status,
      reason,
      method: request.method,
      route,
      ...(problem.status >= 500 ? describeError(error) : {}),
    });
    send(request, response, problem, reference);
  };
}

function problemOf(error: unknown): { problem: Problem; reason: string } {
  if (error instanceof Refusal) return { problem: error.problem, reason: error.reason };
  const type = error instanceof Error && 'type' in error && typeof error.type === 'string' ? error.type : '';
  const known = BODY_PROBLEMS[type];
  if (known) return { problem: known, reason: type };
  if (error instanceof Error && 'code' in error && error.code === 'EBADCSRFTOKEN') {
    return { problem: STALE_FORM, reason: 'stale-form' };
  }
  const status =
    error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500;
  if (status >= 400 && status < 500) {
    return { problem: { status, title: 'The request could not be read' }, reason: 'unreadable-request' };
  }
  return {
    problem: {
      status: 500,
      title: 'Something went wrong on our side',
      detail:
        'Nothing you sent before is harmed. Try again, with the same webhook-id; if it goes on, quote the reference.',
    },
    reason: 'internal',
  };
}
