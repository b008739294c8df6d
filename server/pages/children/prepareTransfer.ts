import { randomInt } from 'node:crypto';
import { mayAt } from '../../../domain/access/viewer.ts';
import { buildPrintedChronology } from '../../../domain/timeline/printChronology.ts';
import { NO_FILTERS } from '../../../domain/timeline/timelineFilters.ts';
import { filedEntries } from '../../../domain/transfer/transferFile.ts';
import { getChildFile } from '../../../store/childFile.ts';
import type { PupilRecord } from '../../../store/pupils.ts';
import { recordTransfer, type TransferRecord } from '../../../store/transfers.ts';
import { renderPdf } from '../../../templates/pdf/renderPdf.ts';
import { NOT_FOUND } from '../../problem.ts';
import { installationKeys } from '../../transfer/installation.ts';
import { sealPackage } from '../../transfer/package.ts';
import { newPassphrase } from '../../transfer/seal.ts';
import type { Visit } from '../page.ts';
import { childName, describeChild } from './describeChild.ts';

interface Wanted {
  readonly transferId: string;
  readonly to: TransferRecord['to'];
  readonly reason: string;
  /** An age public key, or empty. */
  readonly key: string;
}

/** Makes and keeps the package of a child's whole file. @returns with the passphrase, where it has one */
export async function prepareTransfer(
  visit: Visit,
  pupil: PupilRecord,
  { transferId, to, reason, key }: Wanted,
): Promise<{ transfer: TransferRecord; passphrase?: string } | 'bad-key'> {
  const { store, scope, viewer, now } = visit;
  const file = await getChildFile(store, scope, pupil._id, { asOf: now, weeks: 1 });
  const schoolUrn = [...pupil.memberships]
    .reverse()
    .find((membership) => mayAt(viewer, 'share-records', membership.schoolUrn))?.schoolUrn;
  if (!file?.chronology || file.part !== 'whole' || schoolUrn === undefined) throw NOT_FOUND;
  const entries = filedEntries(file.chronology.entries);
  // Scores and flags stay behind: they are this school's way of sorting, and the next one forms its own view.
  const print = buildPrintedChronology(
    {
      ...{ pupilId: pupil._id, name: childName(pupil), part: file.part, chronology: file.chronology },
      about: describeChild(pupil, file.schoolNames, scope.today),
      ...{ asOf: now, isNow: true, siblings: [], siblingsElsewhere: 0, merged: false },
      ...{ filters: NO_FILTERS, page: 1 },
      may: { add: false, correct: false, decide: false, print: true },
    },
    { name: viewer.name, role: viewer.role, at: now },
  );
  const receiptCode = String(randomInt(1e11, 1e12));
  const from = { urn: schoolUrn, name: file.schoolNames.get(schoolUrn) ?? `School ${schoolUrn}` };
  const { forename, surname, dateOfBirth, upns = [] } = pupil;
  const child = { forename, surname, dateOfBirth, upns };
  const passphrase = key === '' ? newPassphrase() : undefined;
  const { signingKey } = await installationKeys(store);
  const sealed = await sealPackage(
    {
      manifest: {
        ...{ transferId, receiptCode, from, to, reason, child },
        ...{ preparedAt: now.toISOString(), preparedBy: viewer.name },
      },
      entries,
      pdf: await renderPdf(print),
    },
    signingKey,
    passphrase === undefined ? { recipient: key } : { passphrase },
  );
  if (sealed === undefined) return 'bad-key';
  const transfer = {
    ...{ _id: transferId, pupilId: pupil._id, schoolUrn, to, reason, preparedAt: now },
    ...{ entries: entries.length, receiptCode, sealed: Buffer.from(sealed) },
  };
  if (!(await recordTransfer(store, scope, transfer))) throw NOT_FOUND;
  const { personId, name } = viewer;
  return {
    transfer: { ...transfer, by: { personId, name } },
    ...(passphrase === undefined ? {} : { passphrase }),
  };
}
