import type { Bounce } from '../domain/digest/readBounce.ts';
import { recordAudit } from './audit.ts';
import type { DigestRecord } from './digests.ts';
import type { ReaderRecord } from './readers.ts';
import type { Store } from './openStore.ts';

/** Notes on a reader that mail to the address came back or was turned away, and why, so that a person sees to it. */
export async function noteCameBack(
  store: Store,
  { _id, schoolUrns }: Pick<ReaderRecord, '_id' | 'schoolUrns'>,
  cameBack: NonNullable<ReaderRecord['cameBack']>,
): Promise<void> {
  await store.readers.updateOne({ _id }, { $set: { cameBack } });
  await recordAudit(store, {
    at: cameBack.at,
    action: 'mail-came-back',
    about: { schoolUrns, what: cameBack.status },
    route: 'bounce',
  });
}

/**
 * Notes that mail to a reader came back: on the digest it was, where it was one, and on the reader, so that those
 * who look after the address see it. Running it again changes nothing.
 * @returns false when neither the message nor the address is one of ours
 */
export async function recordBounce(store: Store, bounce: Bounce, now: Date): Promise<boolean> {
  const { messageId, recipient, status } = bounce;
  const digest = await store.digests
    .findOne({ messageId }, { _id: 1, readerId: 1, schoolUrns: 1, bouncedWith: 1 })
    .lean<Pick<DigestRecord, '_id' | 'readerId' | 'schoolUrns' | 'bouncedWith'>>();
  const readers = await store.readers
    .find(digest ? { _id: digest.readerId } : {}, { email: 1, schoolUrns: 1 })
    .lean<Pick<ReaderRecord, '_id' | 'email' | 'schoolUrns'>[]>();
  // An alert goes to several at once: which of them it is, the address says.
  const reader = readers.find(
    ({ _id, email }) => _id === digest?.readerId || email.toLowerCase() === recipient,
  );
  if (!reader) return false;
  if (!digest) {
    await noteCameBack(store, reader, { at: now, status });
    return true;
  }
  await store.readers.updateOne({ _id: reader._id }, { $set: { cameBack: { at: now, status } } });
  if (digest.bouncedWith !== undefined) return true;
  await store.digests.updateOne(
    { _id: digest._id, messageId },
    { $set: { state: 'refused', bouncedWith: status } },
  );
  await recordAudit(store, {
    at: now,
    action: 'mail-came-back',
    about: { digestId: digest._id, schoolUrns: digest.schoolUrns, what: status },
    route: 'bounce',
  });
  return true;
}
