/**
 * What a log line may carry: names of events and fields of this list, which holds nothing personal. A field
 * that is not on it cannot be written, so that a mistake leaves a gap and not a leak.
 */
export interface LogFields {
  readonly deliveryId?: string;
  readonly sourceId?: string;
  readonly schoolUrn?: string;
  readonly digestId?: string;
  readonly week?: string;
  readonly traceId?: string;
  readonly stage?: string;
  readonly queue?: string;
  readonly kind?: string;
  readonly state?: string;
  readonly reason?: string;
  readonly attempt?: number;
  readonly count?: number;
  readonly rows?: number;
  readonly landed?: number;
  readonly held?: number;
  readonly rejected?: number;
  readonly bytes?: number;
  readonly durationMs?: number;
  readonly method?: string;
  /** The pattern of a route, never the address asked for. */
  readonly route?: string;
  readonly status?: number;
  /** The class of an error and its code, never its text, which can quote input. */
  readonly errorName?: string;
  readonly errorCode?: string;
  readonly port?: number;
}

export type LogLevelName = 'debug' | 'info' | 'warn' | 'error';

/** Writes one event. `error`: a person must act now; `warn`: puts itself right; `info`: a line per delivery, job or digest. */
export type EventLog = (level: LogLevelName, event: string, fields?: LogFields) => void;

const ALLOWED: Readonly<Record<keyof LogFields, true>> = {
  deliveryId: true,
  sourceId: true,
  schoolUrn: true,
  digestId: true,
  week: true,
  traceId: true,
  stage: true,
  queue: true,
  kind: true,
  state: true,
  reason: true,
  attempt: true,
  count: true,
  rows: true,
  landed: true,
  held: true,
  rejected: true,
  bytes: true,
  durationMs: true,
  method: true,
  route: true,
  status: true,
  errorName: true,
  errorCode: true,
  port: true,
};

/** Only the fields a log line may carry, each a short text or a number; anything else is left out. */
export function allowedFields(fields: Readonly<Record<string, unknown>>): LogFields {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([name, value]) =>
        Object.hasOwn(ALLOWED, name) &&
        (typeof value === 'number' || (typeof value === 'string' && value.length <= 120)),
    ),
  );
}

/** What may be said of an error in a log: its class and code. */
export function describeError(error: unknown): Pick<LogFields, 'errorName' | 'errorCode'> {
  if (!(error instanceof Error)) return { errorName: 'NotAnError' };
  const code = 'code' in error ? error.code : undefined;
  return {
    errorName: error.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { errorCode: String(code) } : {}),
  };
}
