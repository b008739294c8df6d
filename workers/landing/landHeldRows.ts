import { gatherMarks } from '../../domain/attendance/toldMarks.ts';
import type { Upn, Urn } from '../../domain/identifiers.ts';
import { noteChanged } from '../../store/feedback.ts';
import { listHeldRowsFor, markReleased, type HeldRowRecord } from '../../store/heldRows.ts';
import type { Store } from '../../store/openStore.ts';
import { markPupilsStale, type PupilRecord } from '../../store/pupils.ts';
import { landContact } from './landContact.ts';
import { landIncidents } from './landIncidents.ts';
import { landMarks } from './landMarks.ts';
import type { DeliveryContext, RowLanding } from './rowLanding.ts';
import { createSubjectFinder, type SubjectFinder } from './subjectFinder.ts';

export interface Released {
  readonly touched: readonly string[];
  readonly incidentIds: readonly string[];
}

/** Tries again the held rows that pupils just landed may explain; those that land are held no more. */
export async function landHeldRows(
  store: Store,
  schoolUrn: Urn,
  pupils: readonly PupilRecord[],
  now: Date,
): Promise<Released> {
  const held = await listHeldRowsFor(store, schoolUrn, {
    upns: pupils.flatMap((pupil) => pupil.upns ?? []),
    matchKeys: pupils.flatMap((pupil) => pupil.matchKeys),
  });
  return landEach(store, held, { finder: createSubjectFinder(store, schoolUrn), now });
}

/** Tries held rows of one school again, each by itself. */
export async function landEach(
  store: Store,
  held: readonly HeldRowRecord[],
  { finder, now }: { finder: SubjectFinder; now: Date },
): Promise<Released> {
  const touched = new Set<string>();
  const incidentIds: string[] = [];
  const changed = new Set<string>();
  for (const row of held) {
    const landing = await landHeldRow(store, row, finder);
    if (landing?.kind !== 'landed' && landing?.kind !== 'unchanged') continue;
    for (const pupilId of landing.touched) touched.add(pupilId);
    if (landing.incidentId) incidentIds.push(landing.incidentId);
    await markPupilsStale(store, landing.touched, now);
    // Before the first, so that a stop leaves no change untold; the last may come a while after it.
    if (!changed.has(row.deliveryId)) await noteChanged(store, [row.deliveryId], now);
    changed.add(row.deliveryId);
    await markReleased(store, row._id, { at: now, outcome: 'landed' });
  }
  await noteChanged(store, [...changed], now);
  return { touched: [...touched], incidentIds };
}

async function landHeldRow(
  store: Store,
  held: HeldRowRecord,
  finder: SubjectFinder,
): Promise<RowLanding | undefined> {
  const { deliveryId, sourceId, schoolUrn, heldAt, value } = held;
  const delivery: DeliveryContext = { deliveryId, sourceId, schoolUrn, receivedAt: heldAt, wasHeld: true };
  switch (value.kind) {
    case 'incidents':
      return (await landIncidents(store, [value.row], { delivery, finder }))[0];
    case 'contacts':
      return landContact(store, value.row, { delivery, finder });
    case 'attendance': {
      const marks = gatherMarks<Upn>();
      for (const mark of value.marks) marks.add(value.upn, mark);
      const [landing] = await landMarks(store, [{ delivery, told: marks.told }], finder);
      return landing && landing.named.length > 0 ? { kind: 'landed', touched: landing.named } : undefined;
    }
  }
}
