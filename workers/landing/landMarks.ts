import type { ToldMarks } from '../../domain/attendance/toldMarks.ts';
import type { Upn } from '../../domain/identifiers.ts';
import { recordMarks, type IncomingMarks } from '../../store/marks.ts';
import type { Store } from '../../store/openStore.ts';
import type { SubjectFinder } from './subjectFinder.ts';
import type { DeliveryContext } from './rowLanding.ts';

/** The marks that one delivery told. */
export interface DeliveredMarks {
  readonly delivery: DeliveryContext;
  readonly told: ReadonlyMap<Upn, ToldMarks>;
}

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
 * Lays the marks of deliveries over the registers, in the order given and a pupil's year at a time: a week of a whole
 * school costs as many writes as it has pupils, and so do several weeks together.
 * @returns what became of each delivery's, in the same order
 */
export async function landMarks(
  store: Store,
  deliveries: readonly DeliveredMarks[],
  finder: SubjectFinder,
): Promise<MarksLanding[]> {
  const upns = [...new Set(deliveries.flatMap(({ told }) => [...told.keys()]))];
  const subjects = await finder.find(upns.map((upn) => ({ upn })));
  const byUpn = new Map(upns.map((upn, i) => [upn, subjects[i]]));
  const prepared = deliveries.map(({ delivery, told }) => {
    const { schoolUrn, deliveryId, receivedAt: at, wasHeld: keepExisting } = delivery;
    const unknown: (readonly [Upn, ToldMarks])[] = [];
    const incoming: IncomingMarks[] = [];
    let marks = 0;
    for (const [upn, ofPupil] of told) {
      const { match, filedUnder } = byUpn.get(upn) ?? { match: { kind: 'unknown' } };
      if (match.kind !== 'matched') {
        unknown.push([upn, ofPupil]);
        continue;
      }
      marks += ofPupil.count;
      const { pupilId } = match;
      const whose = { pupilId, ...(filedUnder === undefined ? {} : { filedUnder }), schoolUrn };
      for (const [academicYear, told] of ofPupil.years)
        incoming.push({ ...whose, academicYear, told, deliveryId, at, keepExisting });
    }
    return { deliveryId, incoming, unknown, marks };
  });
  const recorded = await recordMarks(
    store,
    prepared.flatMap(({ incoming }) => incoming),
  );
  return prepared.map(({ deliveryId, incoming, unknown, marks }) => {
    const changed = recorded.filter((one) => one.deliveryId === deliveryId);
    const landed = changed.reduce((sum, { count }) => sum + count, 0);
    return {
      landed,
      unchanged: marks - landed,
      changed: [...new Set(changed.map(({ pupilId }) => pupilId))],
      named: [...new Set(incoming.map(({ pupilId }) => pupilId))],
      unknown,
    };
  });
}
