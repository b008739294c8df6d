import type { HeldRows, RejectedRows } from '../../domain/digest/digestFacts.ts';
import { groupBy } from '../../domain/groupBy.ts';
import { londonDate } from '../../domain/localDate.ts';
import type { listDeliveries } from '../../store/deliveries.ts';
import { summariseHeldRows, type HeldReason } from '../../store/heldRows.ts';
import type { Store } from '../../store/openStore.ts';
import type { SchoolRecord } from '../../store/schools.ts';

const HELD_REASONS: Readonly<Record<HeldReason, string>> = {
  'unknown-pupil': 'no child at the school fits the details given',
  'uncertain-match': 'more than one child may be meant',
};

/** Rows of a school that wait for a person. */
export async function loadHeldRows(store: Store, school: SchoolRecord): Promise<HeldRows[]> {
  const held = await summariseHeldRows(store, school._id);
  return held.map(({ kind, reason, count, since }) => ({
    kind,
    reason: HELD_REASONS[reason],
    count,
    since: londonDate(since),
  }));
}

/** Rows that were refused, and whole deliveries that could not be read or are not processed yet. */
export function groupRejected(deliveries: Awaited<ReturnType<typeof listDeliveries>>): RejectedRows[] {
  const whole = deliveries
    .filter(({ state }) => state !== 'processed')
    .map(({ kind, problem }) => ({
      kind,
      field: 'the whole delivery',
      message: problem ?? 'is not processed yet',
    }));
  const rows = deliveries.flatMap(({ kind, problems }) =>
    [...groupBy(problems, ({ row }) => row).values()].flatMap(([first]) =>
      first ? [{ ...first, kind }] : [],
    ),
  );
  const groups = groupBy([...whole, ...rows], ({ kind, field, message }) =>
    JSON.stringify([kind, field, message]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first
      ? [{ kind: first.kind, field: first.field, message: first.message, count: group.length }]
      : [];
  });
}
