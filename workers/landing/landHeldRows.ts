import type { RowOf } from '../../domain/formats/rows.ts';
import type { Urn } from '../../domain/identifiers.ts';
import { listHeldRowsFor, markReleased, type HeldRowRecord } from '../../store/heldRows.ts';
import type { Store } from '../../store/openStore.ts';
import { mapPupilsByUpn, type PupilRecord } from '../../store/pupils.ts';
import { landContact } from './landContact.ts';
import { landIncident } from './landIncident.ts';
import { landMarksOfPupil } from './landMarks.ts';
import type { DeliveryContext, RowLanding } from './rowLanding.ts';

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
  const touched = new Set<string>();
  const incidentIds: string[] = [];
  for (const row of held) {
    const landing = await landHeldRow(store, row);
    if (landing.kind !== 'landed' && landing.kind !== 'unchanged') continue;
    for (const pupilId of landing.touched) touched.add(pupilId);
    if (landing.incidentId) incidentIds.push(landing.incidentId);
    await markReleased(store, row._id, now);
  }
  return { touched: [...touched], incidentIds };
}

async function landHeldRow(store: Store, held: HeldRowRecord): Promise<RowLanding> {
  const { deliveryId, sourceId, schoolUrn, heldAt, value } = held;
  const delivery: DeliveryContext = { deliveryId, sourceId, schoolUrn, receivedAt: heldAt, wasHeld: true };
  switch (value.kind) {
    case 'incidents':
      return landIncident(store, value.row satisfies RowOf['incidents'], delivery);
    case 'contacts':
      return landContact(store, value.row satisfies RowOf['contacts'], delivery);
    case 'attendance': {
      const pupil = (await mapPupilsByUpn(store, [value.upn])).get(value.upn);
      if (!pupil?.memberships.some((membership) => membership.schoolUrn === schoolUrn)) {
        return { kind: 'held', reason: 'unknown-pupil' };
      }
      await landMarksOfPupil(store, pupil._id, value.marks, delivery);
      return { kind: 'landed', touched: [pupil._id] };
    }
  }
}
