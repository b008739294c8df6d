import type { RowOutcome } from '../../domain/formats/rows.ts';
import type { DeliveryTally } from '../deliveryTally.ts';

/** The good rows; the bad ones and the warnings are counted on the way. */
export function* goodRows<T>(
  tally: DeliveryTally,
  rows: Iterable<RowOutcome<T>>,
): Generator<{ row: number; value: T }> {
  for (const outcome of rows) {
    if (!outcome.ok) {
      tally.reject(outcome.problems);
      continue;
    }
    if (outcome.warnings.length > 0) tally.warn(outcome.warnings);
    yield outcome;
  }
}

/** The same in lots of a size, the last of what is left. */
export function* inLots<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let lot: T[] = [];
  for (const item of items) {
    lot.push(item);
    if (lot.length < size) continue;
    yield lot;
    lot = [];
  }
  if (lot.length > 0) yield lot;
}
