import type { Findings } from './findings.ts';

/** One row: its values by field name (undefined when not given), and what has been found about it. */
export interface RowInput {
  readonly cells: (field: string) => unknown;
  readonly findings: Findings;
}

/** Longest narrative taken, in characters: some fifty pages, several times the longest pasted e-mail. */
export const MAX_NARRATIVE_CHARACTERS = 100_000;
/** Longest note or action taken, in characters. */
export const MAX_NOTE_CHARACTERS = 20_000;
const MAX_SHORT_CHARACTERS = 200;

/** C0 controls but tab, newline and carriage return, DEL, and halves of a surrogate pair on their own. */
const UNPRINTABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]|\p{Surrogate}/u; // eslint-disable-line no-control-regex -- these are what it looks for

const EVERY_UNPRINTABLE = new RegExp(UNPRINTABLE, 'gu');

export interface TextRule {
  readonly required?: boolean;
  readonly max?: number;
  /** A whole number in place of text is taken as its digits (senders often do so with ids). */
  readonly numberAllowed?: boolean;
  /** Keeps white space at both ends and inside as written. */
  readonly asWritten?: boolean;
}

/**
 * A field's text, or undefined when it is blank or unusable; the latter is reported as a problem. Control
 * characters are taken out with a warning, because a database or page may choke on them.
 */
export function readText(row: RowInput, field: string, rule: TextRule = {}): string | undefined {
  const value = row.cells(field);
  const { required = false, max = MAX_SHORT_CHARACTERS } = rule;
  if (value === undefined || value === null) return blank(row, field, required);
  let text: string;
  if (typeof value === 'string') text = value;
  else if (rule.numberAllowed === true && typeof value === 'number' && Number.isSafeInteger(value)) {
    text = String(value);
  } else return row.findings.problem(field, 'must be text');
  if (text.length > max) {
    return row.findings.problem(field, `is longer than ${max.toLocaleString('en-GB')} characters`);
  }
  const clean = UNPRINTABLE.test(text) ? text.replace(EVERY_UNPRINTABLE, '') : text;
  if (clean !== text) row.findings.warn(field, 'control characters were taken out');
  const trimmed = clean.trim();
  if (trimmed === '') return blank(row, field, required);
  return rule.asWritten === true ? clean : trimmed;
}

function blank(row: RowInput, field: string, required: boolean): undefined {
  return required ? row.findings.problem(field, 'is missing') : undefined;
}

/** True when the field holds something other than blank. */
export function isGiven(row: RowInput, field: string): boolean {
  const value = row.cells(field);
  return value !== undefined && value !== null && (typeof value !== 'string' || value.trim() !== '');
}
