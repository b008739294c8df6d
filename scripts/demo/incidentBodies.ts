import { DateTime } from 'luxon';
import { LONDON } from '../../domain/localDate.ts';
import { csvText } from './csvText.ts';
import type { DemoIncident } from './demoIncident.ts';
import type { DemoDelivery, Phase } from './locality.ts';
import { SCHOOLS } from './material/schools.ts';

const CPOMS_COLUMNS = [
  ...['Incident ID', 'Student', 'UPN', 'Date of Birth', 'Category', 'Incident Date', 'Time', 'Date Recorded'],
  ...['Incident', 'Logged By', 'Linked Student UPNs', 'Actions'],
];

/** What stands in a row in place of the right thing, for the rows that are wrong on purpose. */
export interface RowFault {
  /** In place of everything that identifies the child. */
  readonly pupil?: Readonly<Record<string, string>>;
  /** In the form the school's own rows have it. */
  readonly occurredAt?: string;
}

/** A row to be written: an entry, and what is wrong with it if anything is. */
export interface IncidentRowSource {
  readonly incident: DemoIncident;
  readonly fault?: RowFault;
}

/**
 * The delivery of a school's log: JSON from the primary, NDJSON from the special school, and from the secondary
 * a spreadsheet export with columns of its own and dates in UK order.
 */
export function incidentDelivery(phase: Phase, rows: readonly IncidentRowSource[]): DemoDelivery {
  switch (phase) {
    case 'primary': {
      const body = JSON.stringify(
        { incidents: rows.map((row) => incidentObject(row, isoWithOffset)) },
        null,
        1,
      );
      return { kind: 'incidents', contentType: 'application/json', body };
    }
    case 'special': {
      const lines = rows.map((row) => JSON.stringify(incidentObject(row, isoWithoutOffset)));
      return { kind: 'incidents', contentType: 'application/x-ndjson', body: lines.join('\n') + '\n' };
    }
    case 'secondary':
      return {
        kind: 'incidents',
        contentType: 'text/csv; charset=utf-8',
        source: 'cpoms',
        body: csvText(CPOMS_COLUMNS, rows.map(cpomsRow)),
      };
  }
}

function incidentObject({ incident, fault }: IncidentRowSource, writeTime: (at: Date) => string): object {
  const { pupil } = incident;
  return {
    externalId: incident.externalId,
    schoolUrn: SCHOOLS.find(({ phase }) => phase === incident.phase)?.urn,
    pupil: fault?.pupil ?? {
      upn: pupil.upn,
      forename: pupil.forename,
      surname: pupil.surname,
      dateOfBirth: pupil.dateOfBirth,
    },
    occurredAt: fault?.occurredAt ?? writeTime(incident.occurredAt),
    recordedAt: writeTime(incident.recordedAt),
    category: incident.category,
    narrative: incident.narrative,
    ...(incident.linked.length > 0 && { linkedUpns: incident.linked.map(({ upn }) => upn) }),
    recordedBy: incident.recordedBy,
    ...(incident.actions.length > 0 && {
      actions: incident.actions.map((action) => ({ takenAt: writeTime(incident.recordedAt), ...action })),
    }),
  };
}

function cpomsRow({ incident, fault }: IncidentRowSource): readonly string[] {
  const { pupil } = incident;
  const happened = DateTime.fromJSDate(incident.occurredAt, { zone: LONDON });
  return [
    incident.externalId,
    `${pupil.surname}, ${pupil.forename}`,
    pupil.upn,
    DateTime.fromISO(pupil.dateOfBirth).toFormat('dd/MM/yyyy'),
    incident.category,
    fault?.occurredAt ?? happened.toFormat('dd/MM/yyyy'),
    happened.toFormat('HH:mm'),
    DateTime.fromJSDate(incident.recordedAt, { zone: LONDON }).toFormat('dd/MM/yyyy HH:mm'),
    incident.narrative,
    incident.recordedBy,
    incident.linked.map(({ upn }) => upn).join('; '),
    incident.actions.map(({ what, by }) => `${what} (${by})`).join('\n'),
  ];
}

function isoWithOffset(at: Date): string {
  return DateTime.fromJSDate(at, { zone: LONDON }).toFormat("yyyy-MM-dd'T'HH:mm:ssZZ");
}

function isoWithoutOffset(at: Date): string {
  return DateTime.fromJSDate(at, { zone: LONDON }).toFormat("yyyy-MM-dd'T'HH:mm:ss");
}
