import { readYesNo } from '../fields/readChoice.ts';
import { isGiven, readText, type RowInput } from '../fields/readText.ts';
import { parseUpn, readUpn, readUrn } from '../fields/readUpn.ts';
import { readDate } from '../fields/readWhen.ts';
import type { Upn } from '../../identifiers.ts';
import type { PupilCharacteristics, PupilRow } from '../rows.ts';
import type { ParseContext } from './parseContext.ts';

const CHARACTERISTICS: readonly (readonly [keyof PupilCharacteristics, string])[] = [
  ['ehcp', 'ehcp'],
  ['fsm', 'fsm'],
  ['senSupport', 'sen_support'],
  ['lookedAfter', 'looked_after'],
  ['childInNeed', 'cin'],
  ['childProtectionPlan', 'cp_plan'],
  ['youngCarer', 'young_carer'],
  ['partTimeTimetable', 'part_time_timetable'],
];

const TEXTS = [
  ['preferredName', 'preferred_name'],
  ['formerSurname', 'former_surname'],
  ['yearGroup', 'year_group'],
  ['householdId', 'household_id'],
  ['locality', 'locality'],
  ['addressKey', 'address_key'],
] as const;

/** A pupil from a JSON object or a CSV row; field names are the columns of the documented CSV. */
export function parsePupil(row: RowInput, { today, horizon }: ParseContext): PupilRow | undefined {
  const forename = readText(row, 'forename', { required: true });
  const surname = readText(row, 'surname', { required: true });
  const dateOfBirth = readDate(row, 'date_of_birth', {
    birth: true,
    latest: today,
  });
  const upn = readUpn(row, 'upn');
  if (!isGiven(row, 'upn') && !isGiven(row, 'date_of_birth')) {
    row.findings.problem('upn', 'is missing, and without it the date of birth is needed');
  }
  const formerUpn = readUpn(row, 'former_upn', { onFault: 'warn' });
  const schoolUrn = readUrn(row, 'school_urn');
  const dateJoined = readDate(row, 'date_joined', { latest: horizon });
  const dateLeft = readDate(row, 'date_left', { latest: horizon });
  if (dateJoined !== undefined && dateLeft !== undefined && dateLeft < dateJoined) {
    row.findings.problem('date_left', 'is before date_joined');
  }
  const texts = readTexts(row);
  const characteristics = readCharacteristics(row);
  const siblingUpns = readSiblings(row);
  if (forename === undefined || surname === undefined) return undefined;
  return {
    ...(upn !== undefined && { upn }),
    ...(formerUpn !== undefined && { formerUpn }),
    forename,
    surname,
    ...texts,
    ...(dateOfBirth !== undefined && { dateOfBirth }),
    ...(schoolUrn !== undefined && { schoolUrn }),
    siblingUpns,
    ...(dateJoined !== undefined && { dateJoined }),
    ...(dateLeft !== undefined && { dateLeft }),
    characteristics,
  };
}

function readTexts(row: RowInput): { [name in (typeof TEXTS)[number][0]]?: string } {
  const texts: { [name in (typeof TEXTS)[number][0]]?: string } = {};
  for (const [name, field] of TEXTS) {
    const text = readText(row, field, { numberAllowed: true });
    if (text !== undefined) texts[name] = text;
  }
  return texts;
}

function readCharacteristics(row: RowInput): PupilCharacteristics {
  const said: { -readonly [name in keyof PupilCharacteristics]: PupilCharacteristics[name] } = {};
  for (const [name, field] of CHARACTERISTICS) {
    const yes = readYesNo(row, field);
    if (yes !== undefined) said[name] = yes;
  }
  return said;
}

/** Siblings by UPN, parted by spaces, commas or semicolons, or as a JSON list; a bad one is left out, with a warning. */
function readSiblings(row: RowInput): readonly Upn[] {
  const value = row.cells('sibling_upns');
  const items: readonly unknown[] = Array.isArray(value)
    ? value
    : (readText(row, 'sibling_upns', { max: 2000 })?.split(/[\s;,|]+/) ?? []);
  const upns = new Set<Upn>();
  for (const item of items) {
    const reading = typeof item === 'string' ? parseUpn(item) : undefined;
    if (reading?.ok === true) upns.add(reading.upn);
    else row.findings.warn('sibling_upns', reading?.message ?? 'must be text');
  }
  return [...upns];
}
