import type { IncidentRow, ReportedIncidentRow, When } from '../../domain/formats/rows.ts';
import { londonInstant } from '../../domain/localDate.ts';

/** One content of one incident, from when it was known until it was revised or taken back. */
export interface IncidentVersion {
  readonly entryId: string;
  /** 1 for what was first reported. */
  readonly revision: number;
  readonly row: ReportedIncidentRow;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  withdrawnAt?: Date;
}

/** Noon stands for a day without a time: it falls on that day in London whatever the clocks do. */
function instantOf(when: When): Date {
  return when.kind === 'instant' ? when.at : londonInstant(when.date, '12:00');
}

function contentOf(row: ReportedIncidentRow): string {
  const { pupil, occurred, category, narrative, linkedUpns } = row;
  return JSON.stringify([pupil.upn, occurred, category, narrative, linkedUpns]);
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}

/**
 * Reads a stream of rows as the live system would: the same again changes nothing, changed content is a new
 * version from when it came, a withdrawal ends the last one. A row repeated or changed carries the time of the
 * first recording, so it is taken to have come no earlier than the rows before it in the stream.
 */
export function incidentVersions(rows: Iterable<IncidentRow>): readonly IncidentVersion[] {
  const versions: IncidentVersion[] = [];
  const latest = new Map<string, IncidentVersion & { readonly content: string }>();
  let reached = new Date(-8.64e15);
  for (const row of rows) {
    const key = `${row.schoolUrn ?? ''}/${row.externalId}`;
    const held = latest.get(key);
    if (row.withdrawn) {
      if (held !== undefined) held.withdrawnAt ??= later(reached, held.recordedAt);
      latest.delete(key);
      continue;
    }
    const occurredAt = instantOf(row.occurred);
    const stated = row.recorded === undefined ? occurredAt : instantOf(row.recorded);
    const content = contentOf(row);
    if (held?.content === content) continue;
    const revised = held !== undefined && stated <= held.recordedAt;
    const recordedAt = revised ? later(reached, held.recordedAt) : stated;
    reached = later(reached, stated);
    const revision = (held?.revision ?? 0) + 1;
    const entryId = revision === 1 ? key : `${key}#${revision}`;
    const version = { entryId, revision, row, occurredAt, recordedAt, content };
    if (held !== undefined) held.withdrawnAt = recordedAt;
    latest.set(key, version);
    versions.push(version);
  }
  return versions;
}
