import type { ToldMarks } from '../../domain/attendance/toldMarks.ts';
import type { Upn } from '../../domain/identifiers.ts';
import { recordMarks, type IncomingMarks } from '../../store/marks.ts';
import type { Store } from '../../store/openStore.ts';
import type { SubjectFinder } from './subjectFinder.ts';
import type { DeliveryContext } from './rowLanding.ts';

export interface MarksLanding {
  readonly landed: number;
  readonly unchanged: number;
  /** Pupils of whom at least one mark is new or changed. */
  readonly changed: readonly string[];
  /** Every pupil the marks are of. */
  readonly named: readonly string[];
  /** Of the UPNs that nobody at this school has. */
  readonly unknown: readonly (readonly [Upn, ToldMarks])[];
}

/**
 * Lays marks over the registers, a pupil's year at a time, so that a week of a whole school costs as many
 * writes as it has pupils.
 */
export async function landMarks(
  store: Store,
  told: ReadonlyMap<Upn, ToldMarks>,
  { delivery, finder }: { delivery: DeliveryContext; finder: SubjectFinder },
): Promise<MarksLanding> {
  const { schoolUrn, deliveryId, receivedAt, wasHeld } = delivery;
  const subjects = await finder.find([...told.keys()].map((upn) => ({ upn })));
  const unknown: (readonly [Upn, ToldMarks])[] = [];
  const incoming: IncomingMarks[] = [];
  let marks = 0;
  for (const [i, [upn, ofPupil]] of [...told].entries()) {
    const { match, filedUnder } = subjects[i] ?? { match: { kind: 'unknown' } };
    if (match.kind !== 'matched') {
      unknown.push([upn, ofPupil]);
      continue;
    }
    marks += ofPupil.count;
    const whose = { pupilId: match.pupilId, ...(filedUnder === undefined ? {} : { filedUnder }), schoolUrn };
    for (const [academicYear, codes] of ofPupil.years) incoming.push({ ...whose, academicYear, codes });
  }
  const context = { deliveryId, at: receivedAt, keepExisting: wasHeld };
  const changed = await recordMarks(store, incoming, context);
  const landed = [...changed.values()].reduce((sum, count) => sum + count, 0);
  return {
    landed,
    unchanged: marks - landed,
    changed: [...changed.keys()],
    named: [...new Set(incoming.map(({ pupilId }) => pupilId))],
    unknown,
  };
}
