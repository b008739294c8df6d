import type { MarkRow } from '../../domain/formats/rows.ts';
import type { Upn } from '../../domain/identifiers.ts';
import { groupBy } from '../../domain/groupBy.ts';
import { academicYearOf } from '../../domain/localDate.ts';
import { recordMarks, type IncomingMarks, type MarksContext } from '../../store/marks.ts';
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
  const incoming: IncomingMarks[] = [];
  for (const [upn, ofPupil] of byUpn) {
    const pupil = pupils.get(upn);
    if (pupil?.memberships.some((membership) => membership.schoolUrn === delivery.schoolUrn)) {
      incoming.push(...byAcademicYear(pupil._id, ofPupil, delivery));
    } else {
      unknown.push({ upn, marks: ofPupil.map(({ date, session, code }) => ({ date, session, code })) });
    }
  }
  const changed = await recordMarks(store, incoming, marksContext(delivery));
  const landed = [...changed.values()].reduce((sum, count) => sum + count, 0);
  const held = unknown.reduce((sum, { marks: ofPupil }) => sum + ofPupil.length, 0);
  return {
    landed,
    unchanged: marks.length - held - landed,
    changed: [...changed.keys()],
    named: [...new Set(incoming.map(({ pupilId }) => pupilId))],
    unknown,
  };
}

/** Lays marks of one pupil over the register. */
export async function landMarksOfPupil(
  store: Store,
  pupilId: string,
  marks: readonly Mark[],
  delivery: DeliveryContext,
): Promise<void> {
  await recordMarks(store, byAcademicYear(pupilId, marks, delivery), marksContext(delivery));
}

function marksContext({ deliveryId, receivedAt, wasHeld }: DeliveryContext): MarksContext {
  return { deliveryId, at: receivedAt, keepExisting: wasHeld };
}

function byAcademicYear(
  pupilId: string,
  marks: readonly Mark[],
  { schoolUrn }: DeliveryContext,
): IncomingMarks[] {
  return [...groupBy(marks, (mark) => academicYearOf(mark.date))].map(([academicYear, ofYear]) => ({
    pupilId,
    schoolUrn,
    academicYear,
    marks: ofYear,
  }));
}
