import { readBody, type ReadBodyOptions } from '../../../domain/formats/readBody.ts';
import type { BodyReading, Kind, RowOf, RowOutcome, RowProblem } from '../../../domain/formats/rows.ts';

/** The instant at which every body in these tests arrives. */
export const NOW = new Date('2026-11-24T12:00:00Z');

export const CSV = 'text/csv';
export const JSON_TYPE = 'application/json';
export const NDJSON = 'application/x-ndjson';

/** Fictional numbers that verify: local authority 999 does not exist. */
export const UPN = 'R999999926001';
export const OTHER_UPN = 'F999999926002';
export const WRONG_LETTER = 'A999999926001';

/** Reads a text or bytes as a body that arrived at NOW. */
export function reading<K extends Kind>(
  kind: K,
  body: string | Uint8Array,
  options: ReadBodyOptions = {},
): BodyReading<K> {
  return readBody(kind, typeof body === 'string' ? Buffer.from(body) : body, { now: NOW, ...options });
}

/** The outcomes of a body that can be opened. */
export function outcomes<K extends Kind>(
  kind: K,
  body: string | Uint8Array,
  options: ReadBodyOptions = {},
): readonly RowOutcome<RowOf[K]>[] {
  const read = reading(kind, body, options);
  if (!read.ok) throw new Error(`refused: ${read.problem}`);
  return [...read.rows];
}

/** The values of a body of which every row is good. */
export function values<K extends Kind>(
  kind: K,
  body: string | Uint8Array,
  options: ReadBodyOptions = {},
): readonly RowOf[K][] {
  return outcomes(kind, body, options).map((outcome) => {
    if (!outcome.ok) throw new Error(`row ${outcome.row}: ${JSON.stringify(outcome.problems)}`);
    return outcome.value;
  });
}

/** Every problem of every row. */
export function problems(read: readonly RowOutcome<unknown>[]): readonly RowProblem[] {
  return read.flatMap((outcome) => (outcome.ok ? [] : outcome.problems));
}

/** Why a body is refused whole; throws when it is not. */
export function refusal<K extends Kind>(
  kind: K,
  body: string | Uint8Array,
  options: ReadBodyOptions = {},
): string {
  const read = reading(kind, body, options);
  if (read.ok) throw new Error('the body was not refused');
  return read.problem;
}

/** An incident as JSON has it; what matters to a test is given. */
export function anIncident(said: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    externalId: '8841',
    pupil: { upn: UPN, forename: 'Ottoline', surname: 'Thistlewick', dateOfBirth: '2014-03-09' },
    occurredAt: '2026-09-14T10:40:00+01:00',
    narrative: 'Came in without a coat.',
    ...said,
  };
}

/** The outcome of one incident sent as JSON. */
export function incidentOutcome(said: Record<string, unknown>): RowOutcome<RowOf['incidents']> {
  const [outcome] = outcomes('incidents', JSON.stringify([anIncident(said)]), { contentType: JSON_TYPE });
  if (outcome === undefined) throw new Error('a row must have an outcome');
  return outcome;
}

/** `field: message` of each problem of one incident sent as JSON. */
export function incidentProblems(said: Record<string, unknown>): readonly string[] {
  return problems([incidentOutcome(said)]).map(({ field, message }) => `${field}: ${message}`);
}
