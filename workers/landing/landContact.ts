import { instantOf } from '../../domain/formats/when.ts';
import type { ContactRow } from '../../domain/formats/rows.ts';
import { recordContact } from '../../store/contacts.ts';
import type { Store } from '../../store/openStore.ts';
import { findSubject } from './findSubject.ts';
import type { DeliveryContext, RowLanding } from './rowLanding.ts';

/** Keeps a contact with a child or family; holds it when the child is not known at this school. */
export async function landContact(
  store: Store,
  row: ContactRow,
  delivery: DeliveryContext,
): Promise<RowLanding> {
  const subject = await findSubject(store, { upn: row.upn }, delivery.schoolUrn);
  if (subject.kind !== 'matched') return { kind: 'held', reason: 'unknown-pupil' };
  const changed = await recordContact(store, {
    pupilId: subject.pupilId,
    schoolUrn: delivery.schoolUrn,
    at: instantOf(row.at),
    method: row.method,
    seen: row.seen,
    ...(row.by === undefined ? {} : { by: row.by }),
    ...(row.note === undefined ? {} : { note: row.note }),
    deliveryId: delivery.deliveryId,
    receivedAt: delivery.receivedAt,
  });
  return { kind: changed ? 'landed' : 'unchanged', touched: [subject.pupilId] };
}
