import { isUpn, isUrn, upnProblem, type Upn, type Urn } from '../../identifiers.ts';
import { readText, type RowInput } from './readText.ts';

const MESSAGES = {
  'wrong-shape': 'is not a UPN: expected a letter, eleven digits and a last digit or letter',
  'wrong-check-letter': 'its check letter does not match',
} as const;

/** A UPN as people type it (lower case, spaces), or what is wrong with it in words that do not repeat it. */
export type UpnReading =
  { readonly ok: true; readonly upn: Upn } | { readonly ok: false; readonly message: string };

/** Reads one UPN, tolerating lower case and spaces and nothing else. */
export function parseUpn(text: string): UpnReading {
  const upn = text.replace(/\s+/g, '').toUpperCase();
  if (isUpn(upn)) return { ok: true, upn };
  return { ok: false, message: MESSAGES[upnProblem(upn) ?? 'wrong-shape'] };
}

/** A field's UPN; one that does not verify is a problem, or a warning where the row can do without it. */
export function readUpn(
  row: RowInput,
  field: string,
  rule: { readonly required?: boolean; readonly onFault?: 'problem' | 'warn' } = {},
): Upn | undefined {
  const text = readText(row, field, { required: rule.required ?? false });
  if (text === undefined) return undefined;
  const reading = parseUpn(text);
  if (reading.ok) return reading.upn;
  return row.findings[rule.onFault ?? 'problem'](field, reading.message);
}

/** A field's school number; anything but six digits is a problem. */
export function readUrn(row: RowInput, field: string): Urn | undefined {
  const text = readText(row, field, { numberAllowed: true });
  if (text === undefined) return undefined;
  return isUrn(text) ? text : row.findings.problem(field, 'is not a URN: expected six digits');
}
