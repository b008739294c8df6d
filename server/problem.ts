import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, Response } from 'express';
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

/** Turns every error into a problem document with a reference that the log has too. */
export function problemHandler(log: EventLog, onRefusal: (reason: string) => void): ErrorRequestHandler {
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
    sendProblem(response, problem, reference);
  };
}

function problemOf(error: unknown): { problem: Problem; reason: string } {
  if (error instanceof Refusal) return { problem: error.problem, reason: error.reason };
  const type = error instanceof Error && 'type' in error && typeof error.type === 'string' ? error.type : '';
  const known = BODY_PROBLEMS[type];
  if (known) return { problem: known, reason: type };
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
