import { mongo, Schema } from 'mongoose';
import { mayAt } from '../domain/access/viewer.ts';
import type { Author } from '../domain/childEvents/childEvent.ts';
import type { Urn } from '../domain/identifiers.ts';
import { londonDate, type LocalDate } from '../domain/localDate.ts';
import { schoolDaysAfter } from '../domain/moves/schoolDays.ts';
import { RECEIPT_WITHIN, type FiledEntry, type Manifest } from '../domain/transfer/transferFile.ts';
import { authorOf, recordChildEvents } from './childEvents.ts';
import type { Store } from './openStore.ts';
import { listPupils, type PupilRecord } from './pupils.ts';
import { findWholeFile } from './pupilsInScope.ts';
import { mapTerms } from './schools.ts';
import { recordsInScope, type Scope } from './scope.ts';

const ACTION = 'share-records';

/** A child's file on its way to another school, from its being made to its receipt. */
export interface TransferRecord {
  _id: string;
  pupilId: string;
  /** The school that sends it. */
  schoolUrn: Urn;
  to: { name: string; urn?: string; recipient: string };
  reason: string;
  preparedAt: Date;
  by: Author;
  entries: number;
  /** Inside the package alone: whoever tells it could open it. */
  receiptCode: string;
  /** The sealed package, until its receipt is confirmed. */
  sealed?: Buffer;
  sent?: { on: LocalDate; how: string; by: Author };
  receipt?: TransferReceipt;
}

export interface TransferReceipt {
  at: Date;
  receivedBy: string;
  /** When they say they received it. */
  receivedOn: LocalDate;
  /** `signed` by the receiving Throughline, or `told` by a person and entered here. */
  how: 'signed' | 'told';
  /** The fingerprint of the key that signed it. */
  fingerprint?: string;
  enteredBy: Author;
}

export const transferSchema = new Schema<TransferRecord>(
  {
    _id: { type: String, required: true },
    pupilId: { type: String, required: true, index: true },
    schoolUrn: { type: String, required: true, index: true },
    to: { type: Schema.Types.Mixed, required: true } as never,
    reason: { type: String, required: true },
    preparedAt: { type: Date, required: true },
    by: { type: Schema.Types.Mixed, required: true } as never,
    entries: { type: Number, required: true },
    receiptCode: { type: String, required: true },
    sealed: Buffer,
    sent: { type: Schema.Types.Mixed } as never,
    receipt: { type: Schema.Types.Mixed } as never,
  },
  { versionKey: false },
);

/**
 * Keeps a package that was made, before anybody is given it.
 * @returns false where the whole file, or the school it is sent from, is not the viewer's
 */
export async function recordTransfer(
  store: Store,
  scope: Scope,
  transfer: Omit<TransferRecord, 'by' | 'sent' | 'receipt'>,
): Promise<boolean> {
  const pupil = await findWholeFile(store, scope, ACTION, transfer.pupilId);
  if (!pupil || !mayAt(scope.viewer, ACTION, transfer.schoolUrn)) return false;
  await store.transfers.create({ ...transfer, by: authorOf(scope) });
  return true;
}

/** Transfers of a child that the viewer's schools made, the latest first; without the packages. */
export async function listTransfers(store: Store, scope: Scope, pupilId: string): Promise<TransferRecord[]> {
  return store.transfers
    .find({ $and: [recordsInScope(scope, ACTION), { pupilId }] } as never, { sealed: 0 })
    .sort({ preparedAt: -1 })
    .lean<TransferRecord[]>();
}

/** One of them; null for none, and for one of another school or child. */
export async function findTransfer(
  store: Store,
  scope: Scope,
  { pupilId, transferId }: { pupilId: string; transferId: string },
): Promise<TransferRecord | null> {
  const found = await store.transfers
    .findOne({ $and: [recordsInScope(scope, ACTION), { _id: transferId, pupilId }] } as never)
    .lean<TransferRecord>();
  // Without a document around them, bytes come as the driver wraps them.
  if (found && found.sealed instanceof mongo.Binary) found.sealed = Buffer.from(found.sealed.value());
  return found;
}

/** Notes that a package was sent, once. The child's chronology says so. */
export async function markSent(
  store: Store,
  scope: Scope,
  { _id, pupilId, schoolUrn, to }: TransferRecord,
  { on, how, at }: { on: LocalDate; how: string; at: Date },
): Promise<void> {
  const sent = { on, how, by: authorOf(scope) };
  const noted = await store.transfers.updateOne(
    { $and: [recordsInScope(scope, ACTION), { _id, sent: { $exists: false } }] } as never,
    { $set: { sent } },
  );
  if (noted.matchedCount === 0) return;
  const text = `Sent to ${to.recipient}: ${how}. Receipt not confirmed yet.`;
  await recordChildEvents(store, scope, { pupilId, schoolUrn, at }, [
    { requestId: `${_id}:sent`, content: { kind: 'action', on, text } },
  ]);
}

/** Closes a transfer with its receipt, once; the package is not kept any longer. */
export async function confirmReceipt(
  store: Store,
  scope: Scope,
  { _id, pupilId, schoolUrn, to }: TransferRecord,
  receipt: Omit<TransferReceipt, 'enteredBy'>,
): Promise<void> {
  const closed = await store.transfers.updateOne(
    { $and: [recordsInScope(scope, ACTION), { _id, receipt: { $exists: false } }] } as never,
    { $set: { receipt: { ...receipt, enteredBy: authorOf(scope) } }, $unset: { sealed: '' } },
  );
  if (closed.matchedCount === 0) return;
  const text = `Received by ${receipt.receivedBy}${receipt.how === 'signed' ? ', by a signed receipt' : ', as they told us'}.`;
  await recordChildEvents(store, scope, { pupilId, schoolUrn, at: receipt.at }, [
    {
      requestId: `${_id}:receipt`,
      content: {
        kind: 'safeguarding-file',
        on: receipt.receivedOn,
        state: 'sent',
        otherSchool: to.name,
        text,
      },
    },
  ]);
}

/** A transfer whose receipt nobody has confirmed, with how long that has been. */
export interface OpenTransfer {
  readonly transfer: TransferRecord;
  readonly pupil: PupilRecord;
  /** Since it was sent, or made where it was not. */
  readonly schoolDays: number;
  readonly overdue: boolean;
}

/** Transfers of the viewer's schools without a receipt, the longest first; of all their children, or of one. */
export async function listOpenTransfers(
  store: Store,
  scope: Scope,
  pupilId?: string,
): Promise<OpenTransfer[]> {
  const open = await store.transfers
    .find(
      {
        $and: [
          recordsInScope(scope, ACTION),
          { receipt: { $exists: false }, ...(pupilId === undefined ? {} : { pupilId }) },
        ],
      } as never,
      { sealed: 0 },
    )
    .sort({ preparedAt: 1 })
    .limit(200)
    .lean<TransferRecord[]>();
  const [pupils, terms] = await Promise.all([
    listPupils(
      store,
      open.map(({ pupilId }) => pupilId),
    ),
    mapTerms(store, [...new Set(open.map(({ schoolUrn }) => schoolUrn))]),
  ]);
  const byId = new Map(pupils.map((pupil) => [pupil._id, pupil]));
  return open.flatMap((transfer) => {
    const pupil = byId.get(transfer.pupilId);
    if (!pupil) return [];
    const schoolDays = waitOf(transfer, scope, terms.get(transfer.schoolUrn) ?? []);
    return [{ transfer, pupil, schoolDays, overdue: schoolDays > RECEIPT_WITHIN }];
  });
}

function waitOf(
  { sent, preparedAt }: TransferRecord,
  { today }: Scope,
  terms: Parameters<typeof schoolDaysAfter>[2],
): number {
  return schoolDaysAfter(sent?.on ?? londonDate(preparedAt), today, terms);
}

/** Where a file that came belongs, and what came. */
export interface ReceivedFile {
  readonly pupilId: string;
  readonly schoolUrn: Urn;
  readonly manifest: Manifest;
  readonly entries: readonly FiledEntry[];
  readonly at: Date;
}

/**
 * Puts the entries of a file from the school before on a child: told in the chronology, weighed as nothing. The same
 * file again adds nothing.
 * @returns false where the child or school is not in the viewer's scope
 */
export async function recordReceivedFile(
  store: Store,
  scope: Scope,
  { pupilId, schoolUrn, manifest, entries, at }: ReceivedFile,
): Promise<boolean> {
  const { transferId, from, preparedBy } = manifest;
  const came = {
    requestId: `${transferId}:received`,
    content: {
      kind: 'safeguarding-file',
      on: scope.today,
      state: 'received',
      otherSchool: from.name,
      text: `${entries.length} entries, prepared by ${preparedBy}.`,
    },
  } as const;
  const earlier = entries.map(({ date, until, title, text, by, actionTaken, outcome }, i) => ({
    requestId: `${transferId}:${i}`,
    content: {
      kind: 'earlier-record' as const,
      ...{ on: date, until, title, text, writtenBy: by, actionTaken, outcome, fromSchool: from.name },
    },
  }));
  return recordChildEvents(store, scope, { pupilId, schoolUrn, at }, [...earlier, came]);
}
