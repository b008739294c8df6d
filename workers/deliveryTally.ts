import type { RowProblem } from '../domain/formats/rows.ts';
import { MAX_PROBLEMS_KEPT, type DeliveryCounts } from '../store/deliveries.ts';

/** Keeps count of what becomes of a delivery's rows, with the first of its problems. */
export class DeliveryTally {
  readonly counts: DeliveryCounts = { rows: 0, landed: 0, unchanged: 0, held: 0, rejected: 0, warnings: 0 };
  readonly problems: RowProblem[] = [];
  readonly warnings: RowProblem[] = [];
  readonly touched = new Set<string>();
  readonly incidentIds = new Set<string>();

  count(outcome: 'landed' | 'unchanged' | 'held' | 'rejected', rows = 1): void {
    this.counts[outcome] += rows;
    this.counts.rows += rows;
  }

  reject(problems: readonly RowProblem[]): void {
    this.count('rejected');
    keep(this.problems, problems);
  }

  warn(warnings: readonly RowProblem[]): void {
    this.counts.warnings += warnings.length;
    keep(this.warnings, warnings);
  }
}

function keep(kept: RowProblem[], more: readonly RowProblem[]): void {
  kept.push(...more.slice(0, Math.max(0, MAX_PROBLEMS_KEPT - kept.length)));
}
