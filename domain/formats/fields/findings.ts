import type { RowOutcome, RowProblem } from '../rows.ts';

/** Where a row stands in its body. */
export interface Place {
  readonly row: number;
  readonly line?: number;
}

/** Collects what is wrong (the row is refused) and what is odd (it is not) while one row is read. */
export interface Findings {
  readonly problems: readonly RowProblem[];
  readonly warnings: readonly RowProblem[];
  /** Always undefined, so that a reader can end with `return findings.problem(…)`. */
  problem(field: string, message: string): undefined;
  warn(field: string, message: string): undefined;
}

const NONE: readonly RowProblem[] = [];

/** A class, since one is made for every mark of a million: its methods are made once, and its lists when needed. */
class RowFindings implements Findings {
  problems = NONE;
  warnings = NONE;
  readonly #place: Place;

  constructor(place: Place) {
    this.#place = place;
  }

  problem(field: string, message: string): undefined {
    this.problems = [...this.problems, { ...this.#place, field, message }];
  }

  warn(field: string, message: string): undefined {
    this.warnings = [...this.warnings, { ...this.#place, field, message }];
  }
}

/** Empty findings for the row at `place`. */
export function createFindings(place: Place): Findings {
  return new RowFindings(place);
}

/** Findings of the same row in which a problem is only a warning: for a field the row can do without. */
export function leniently(findings: Findings): Findings {
  const warn = (field: string, message: string): undefined => findings.warn(field, message);
  return { problems: [], warnings: [], problem: warn, warn };
}

/** The outcome of a row: refused when it has a problem or no value came of it. */
export function outcomeOf<T>(place: Place, findings: Findings, value: T | undefined): RowOutcome<T> {
  if (value === undefined || findings.problems.length > 0) {
    return { ok: false, row: place.row, problems: findings.problems };
  }
  return { ok: true, row: place.row, value, warnings: findings.warnings };
}

/** The outcome of a row that could not be taken apart into fields at all. */
export function brokenRow(place: Place, message: string): RowOutcome<never> {
  return { ok: false, row: place.row, problems: [{ ...place, field: 'row', message }] };
}
