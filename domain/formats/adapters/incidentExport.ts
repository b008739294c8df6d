import { identityHash, incidentContentHash } from '../contentHash.ts';
import { createFindings, outcomeOf } from '../fields/findings.ts';
import { isGiven, type RowInput } from '../fields/readText.ts';
import type { ParseContext } from '../parse/parseContext.ts';
import { parseIncident } from '../parse/parseIncident.ts';
import type { IncidentRow, ReportedIncidentRow } from '../rows.ts';
import { findColumns, type ColumnTable } from './columns.ts';
import type { SheetAdapter } from './sheetAdapter.ts';

/**
 * An adapter for the incident exports of safeguarding systems, which differ from the documented form in two
 * ways. They may not number incidents: the number is then a fingerprint of the content, so the same row sent
 * again is the same incident (and a corrected narrative a second one, for a person to see: better twice than
 * lost). And they print an incident once for every child linked to it, under one number: each child after
 * the first gets the number with a mark of the child added, so that none overwrites another.
 */
export function incidentExport(table: ColumnTable): SheetAdapter<'incidents'> {
  return {
    kind: 'incidents',
    open(header, context) {
      const { index, missing, notes } = findColumns(header, table, context.mapping);
      if (missing.length > 0) return { ok: false, missing };
      const firstChild = new Map<string, string>();
      return {
        ok: true,
        notes,
        index,
        read(place, cells) {
          const findings = createFindings(place);
          const row: RowInput = { cells: (field) => cells[index.get(field) ?? -1], findings };
          const incident = parseNumbered(row, context);
          const told = incident && tellApart(incident, firstChild);
          return [outcomeOf(place, findings, told)];
        },
      };
    },
  };
}

function parseNumbered(row: RowInput, context: ParseContext): IncidentRow | undefined {
  if (isGiven(row, 'externalId')) return parseIncident(row, context);
  const cells = (field: string) => (field === 'externalId' ? UNNUMBERED : row.cells(field));
  const incident = parseIncident({ ...row, cells }, context);
  if (incident?.withdrawn === true) {
    return row.findings.problem('externalId', 'is missing, and without it nothing can be withdrawn');
  }
  return incident && { ...incident, externalId: contentNumber(incident) };
}

const UNNUMBERED = 'unnumbered';

function contentNumber(incident: ReportedIncidentRow): string {
  return `content-${incidentContentHash(incident).slice(0, 32)}`;
}

function tellApart(incident: IncidentRow, firstChild: Map<string, string>): IncidentRow {
  if (incident.withdrawn) return incident;
  const child = identityHash(incident.pupil);
  const first = firstChild.get(incident.externalId);
  if (first === undefined) firstChild.set(incident.externalId, child);
  return first === undefined || first === child
    ? incident
    : { ...incident, externalId: `${incident.externalId}/${child}` };
}
