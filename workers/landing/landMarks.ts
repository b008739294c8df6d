import type { MarkRow } from '../../domain/formats/rows.ts';
import type { Upn } from '../../domain/identifiers.ts';
import { groupBy } from '../../domain/groupBy.ts';
import { academicYearOf } from '../../domain/localDate.ts';
import { recordMarks, type IncomingMarks, type MarksContext } from '../../store/marks.ts';
import type { Store } from '../../store/openStore.ts';
import type { Subject, SubjectFinder } from './subjectFinder.ts';
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
  { delivery, finder }: { delivery: DeliveryContext; finder: SubjectFinder },
): Promise<MarksLanding> {
  const byUpn = groupBy(marks, (mark) => mark.upn);
  const subjects = await finder.find([...byUpn.keys()].map((upn) => ({ upn })));
  const unknown: { upn: Upn; marks: readonly Mark[] }[] = [];
  const incoming: IncomingMarks[] = [];
  for (const [i, [upn, ofPupil]] of [...byUpn].entries()) {
    const subject = subjects[i];
    if (subject?.match.kind === 'matched') incoming.push(...byAcademicYear(subject, ofPupil, delivery));
    else unknown.push({ upn, marks: ofPupil.map(({ date, session, code }) => ({ date, session, code })) });
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

function marksContext({ deliveryId, receivedAt, wasHeld }: DeliveryContext): MarksContext {
  return { deliveryId, at: receivedAt, keepExisting: wasHeld };
}

function byAcademicYear(
  { match, filedUnder }: Subject,
  marks: readonly Mark[],
  { schoolUrn }: DeliveryContext,
): IncomingMarks[] {
  if (match.kind !== 'matched') return [];
  return [...groupBy(marks, (mark) => academicYearOf(mark.date))].map(([academicYear, ofYear]) => ({
    pupilId: match.pupilId,
    ...(filedUnder === undefined ? {} : { filedUnder }),
    schoolUrn,
    academicYear,
    marks: ofYear,
  }));
}
