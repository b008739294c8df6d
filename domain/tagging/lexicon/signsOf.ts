import type { ConcernCategory } from '../../taxonomy.ts';
import type { Severity } from '../../severity.ts';
import type { LexiconRule } from './rule.ts';

/** A row of a table of signs; patterns are separated by semicolons. */
export interface SignRow {
  readonly id: string;
  readonly severity: Severity;
  readonly why: string;
  readonly patterns: string;
  readonly faint?: true;
  readonly steady?: true;
  readonly floor?: true;
}

/** Takes a concern and its table; returns its rules, each id prefixed with the concern. */
export function signsOf(category: ConcernCategory, rows: readonly SignRow[]): LexiconRule[] {
  return rows.map((row) => ({
    ...row,
    id: `${category}.${row.id}`,
    category,
    patterns: splitPatterns(row.patterns),
  }));
}

/** Takes patterns separated by semicolons or new lines; returns them trimmed, empty ones left out. */
export function splitPatterns(written: string): string[] {
  return written
    .split(/[;\n]/)
    .map((pattern) => pattern.trim().replace(/\s+/g, ' '))
    .filter((pattern) => pattern !== '');
}
