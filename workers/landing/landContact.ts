import { instantOf } from '../../domain/formats/when.ts';
import type { ContactRow } from '../../domain/formats/rows.ts';
import { recordContact } from '../../store/contacts.ts';
import type { Store } from '../../store/openStore.ts';
import type { SubjectFinder } from './subjectFinder.ts';
import { heldFor } from './landIncidents.ts';
import type { DeliveryContext, RowLanding } from './rowLanding.ts';

/** Keeps a contact with a child or family; holds it when the child is not known at this school. */
export async function landContact(
  store: Store,
  row: ContactRow,
  { delivery, finder }: { delivery: DeliveryContext; finder: SubjectFinder },
): Promise<RowLanding> {
  const [subject] = await finder.find([{ upn: row.upn }]);
  if (subject?.match.kind !== 'matched') return heldFor(subject ?? { match: { kind: 'unknown' } }) ?? NOBODY;
  const { pupilId } = subject.match;
  const changed = await recordContact(store, {
    pupilId,
    ...(subject.filedUnder === undefined ? {} : { filedUnder: subject.filedUnder }),
    schoolUrn: delivery.schoolUrn,
    at: instantOf(row.at),
    method: row.method,
    seen: row.seen,
    ...(row.by === undefined ? {} : { by: row.by }),
    ...(row.note === undefined ? {} : { note: row.note }),
    deliveryId: delivery.deliveryId,
    receivedAt: delivery.receivedAt,
  });
  return { kind: changed ? 'landed' : 'unchanged', touched: [pupilId] };
}

const NOBODY: RowLanding = { kind: 'held', reason: 'unknown-pupil', candidates: [] };
