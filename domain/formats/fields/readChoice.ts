import { readText, type RowInput } from './readText.ts';

const YES = new Set(['1', 'y', 'yes', 'true', 't', 'x']);
const NO = new Set(['0', 'n', 'no', 'false', 'f', 'none']);

/** A yes or no as JSON booleans, 0/1 or the usual words; undefined when blank, with a problem when neither. */
export function readYesNo(row: RowInput, field: string, required = false): boolean | undefined {
  const value = row.cells(field);
  if (typeof value === 'boolean') return value;
  const text = readText(row, field, { required, numberAllowed: true })?.toLowerCase();
  if (text === undefined) return undefined;
  if (YES.has(text)) return true;
  if (NO.has(text)) return false;
  return row.findings.problem(field, 'must be yes or no (1 or 0, true or false)');
}

/**
 * One of a set of words, recognised through `aliases` (lower case); undefined when blank, with a problem
 * when it is none of them.
 */
export function readChoice<T extends string>(
  row: RowInput,
  field: string,
  rule: { readonly aliases: ReadonlyMap<string, T>; readonly expected: string },
): T | undefined {
  const text = readText(row, field, { required: true });
  if (text === undefined) return undefined;
  return rule.aliases.get(text.toLowerCase()) ?? row.findings.problem(field, `must be ${rule.expected}`);
}
