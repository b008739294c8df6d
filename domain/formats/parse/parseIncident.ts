import { readYesNo } from '../fields/readChoice.ts';
import {
  MAX_NARRATIVE_CHARACTERS,
  MAX_NOTE_CHARACTERS,
  readText,
  type RowInput,
} from '../fields/readText.ts';
import { parseUpn, readUrn } from '../fields/readUpn.ts';
import { readWhen } from '../fields/readWhen.ts';
import type { Upn } from '../../identifiers.ts';
import type { IncidentAction, IncidentRow } from '../rows.ts';
import type { ParseContext } from './parseContext.ts';
import { parseIdentity } from './parseIdentity.ts';

/** More links or actions than one event can have: a mistake in the sender's program. */
const MAX_LISTED = 200;

/** An incident from a JSON object or a CSV row, with every problem reported; undefined when it has one. */
export function parseIncident(row: RowInput, context: ParseContext): IncidentRow | undefined {
  const withdrawn = readYesNo(row, 'withdrawn') ?? false;
  const externalId = readText(row, 'externalId', { required: true, numberAllowed: true });
  const schoolUrn = readUrn(row, 'schoolUrn');
  const school = schoolUrn === undefined ? {} : { schoolUrn };
  if (withdrawn) return externalId === undefined ? undefined : { withdrawn, externalId, ...school };

  const { now } = context;
  const pupil = parseIdentity(row, context);
  const occurred = readWhen(row, 'occurredAt', { required: true, timeField: 'occurredTime', now });
  const recorded = readWhen(row, 'recordedAt', { timeField: 'recordedTime', now });
  const category = readCategory(row);
  const narrative = readText(row, 'narrative', {
    required: true,
    max: MAX_NARRATIVE_CHARACTERS,
    asWritten: true,
  });
  const linkedUpns = readLinkedUpns(row);
  const recordedBy = readText(row, 'recordedBy');
  const actions = readActions(row, now);
  if (externalId === undefined || pupil === undefined || occurred === undefined || narrative === undefined) {
    return undefined;
  }
  return {
    withdrawn,
    externalId,
    ...school,
    pupil,
    occurred,
    ...(recorded !== undefined && { recorded }),
    ...(category !== undefined && { category }),
    narrative,
    linkedUpns,
    ...(recordedBy !== undefined && { recordedBy }),
    actions,
  };
}

function readCategory(row: RowInput): string | undefined {
  const category = readText(row, 'category');
  const subcategory = readText(row, 'subcategory');
  if (category === undefined || subcategory === undefined) return category ?? subcategory;
  return `${category} > ${subcategory}`;
}

/** A link that does not verify is left out with a warning: the incident itself still stands. */
function readLinkedUpns(row: RowInput): readonly Upn[] {
  const field = 'linkedUpns';
  const items = readList(row, field, /[;,|\n]+/);
  const upns = new Set<Upn>();
  for (const [index, item] of items.entries()) {
    const place = `${field}[${index}]`;
    if (typeof item !== 'string') {
      row.findings.problem(place, 'must be text');
      continue;
    }
    if (item.trim() === '') continue;
    const reading = parseUpn(item);
    if (reading.ok) upns.add(reading.upn);
    else row.findings.warn(place, reading.message);
  }
  return [...upns];
}

function readActions(row: RowInput, now: Date | undefined): readonly IncidentAction[] {
  const actions: IncidentAction[] = [];
  for (const [index, item] of readList(row, 'actions').entries()) {
    const path = `actions[${index}]`;
    const member = memberOf(item);
    if (member === undefined) {
      row.findings.problem(path, 'must be an object with "what", "takenAt" and "by"');
      continue;
    }
    const cells = (field: string) => member.get(field.slice(path.length + 1));
    const within = { cells, findings: row.findings };
    const what = readText(within, `${path}.what`, { required: true, max: MAX_NOTE_CHARACTERS });
    const takenAt = readWhen(within, `${path}.takenAt`, { now });
    const by = readText(within, `${path}.by`);
    if (what === undefined) continue;
    actions.push({ what, ...(takenAt !== undefined && { takenAt }), ...(by !== undefined && { by }) });
  }
  return actions;
}

/** An action as an object, or as the plain text a CSV cell has. */
function memberOf(item: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof item === 'string') return new Map([['what', item]]);
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return undefined;
  return new Map(Object.entries(item));
}

/** A JSON array, or a cell's text cut at `separator` (whole when none is given); empty when blank. */
function readList(row: RowInput, field: string, separator?: RegExp): readonly unknown[] {
  const value: unknown = row.cells(field);
  if (value === undefined || value === null) return [];
  if (typeof value === 'string') {
    if (value.trim() === '') return [];
    return separator === undefined ? [value] : value.split(separator);
  }
  if (!Array.isArray(value)) {
    row.findings.problem(field, 'must be a list');
    return [];
  }
  if (value.length > MAX_LISTED) {
    row.findings.problem(field, `has more than ${MAX_LISTED} items`);
    return [];
  }
  return value;
}
