import type { MarkRow } from '../../domain/formats/rows.ts';
import type { Upn } from '../../domain/identifiers.ts';
import { groupBy } from '../../domain/groupBy.ts';
import { academicYearOf } from '../../domain/localDate.ts';
import { recordMarks, type IncomingMarks } from '../../store/marks.ts';
import type { Store } from '../../store/openStore.ts';
import { mapPupilsByUpn } from '../../store/pupils.ts';
import type { DeliveryContext } from './rowLanding.ts';

export type Mark = Pick<MarkRow, 'date' | 'session' | 'code'>;

export interface MarksLanding {
  readonly landed: number;
  readonly unchanged: number;
  /** Pupils of whom at least one mark is new or changed. */
  readonly changed: readonly string[];
  /** Every pupil the marks are of. */
  readonly named: readonly string[];
  /** Marks of UPNs that nobody at this school has. */
  readonly unknown: readonly { readonly upn: Upn; readonly marks: readonly Mark[] }[];
}

/**
 * Lays marks over the registers, a pupil's year at a time, so that a week of a whole school costs as many
 * writes as it has pupils.
 */
export async function landMarks(
  store: Store,
  marks: readonly MarkRow[],
  delivery: DeliveryContext,
): Promise<MarksLanding> {
  const byUpn = groupBy(marks, (mark) => mark.upn);
  const pupils = await mapPupilsByUpn(store, [...byUpn.keys()]);
  const unknown: { upn: Upn; marks: readonly Mark[] }[] = [];
  const changed = new Set<string>();
  const named = new Set<string>();
  let landed = 0;
  for (const [upn, ofPupil] of byUpn) {
    const pupil = pupils.get(upn);
    if (!pupil?.memberships.some((membership) => membership.schoolUrn === delivery.schoolUrn)) {
      unknown.push({ upn, marks: ofPupil.map(({ date, session, code }) => ({ date, session, code })) });
      continue;
    }
    named.add(pupil._id);
    const newMarks = await landMarksOfPupil(store, pupil._id, ofPupil, delivery);
    if (newMarks > 0) changed.add(pupil._id);
    landed += newMarks;
  }
  const held = unknown.reduce((sum, { marks: ofPupil }) => sum + ofPupil.length, 0);
  return {
    landed,
    unchanged: marks.length - held - landed,
    changed: [...changed],
    named: [...named],
    unknown,
  };
}

/** @returns how many of the marks were new or changed */
export async function landMarksOfPupil(
  store: Store,
  pupilId: string,
  marks: readonly Mark[],
  delivery: DeliveryContext,
): Promise<number> {
  let landed = 0;
  for (const [academicYear, ofYear] of groupBy(marks, (mark) => academicYearOf(mark.date))) {
    const incoming: IncomingMarks = { pupilId, schoolUrn: delivery.schoolUrn, academicYear, marks: ofYear };
    landed += await recordMarks(store, incoming, {
      deliveryId: delivery.deliveryId,
      at: delivery.receivedAt,
      keepExisting: delivery.wasHeld,
    });
  }
  return landed;
}
