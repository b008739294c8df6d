import { randomUUID } from 'node:crypto';
import { mayAt } from '../../../domain/access/viewer.ts';
import { writeCountOf } from '../../../domain/digest/sentences/writeCount.ts';
import { isAboutChild } from '../../../domain/transfer/transferFile.ts';
import type { PupilRecord } from '../../../store/pupils.ts';
import { listSchoolNames } from '../../../store/schoolsInScope.ts';
import { recordReceivedFile } from '../../../store/transfers.ts';
import { enqueueChronology } from '../../../workers/queues.ts';
import { NOT_FOUND } from '../../problem.ts';
import { installationKeys, type InstallationKeys } from '../../transfer/installation.ts';
import { openPackage, type OpenedPackage } from '../../transfer/package.ts';
import { writeReceipt } from '../../transfer/receipt.ts';
import { fingerprintOf } from '../../transfer/signing.ts';
import { formFields } from '../formFields.ts';
import type { Problems } from '../formView.ts';
import { childPage, type PageAnswer, type PageRoute, type Visit } from '../page.ts';
import { RECEIVE } from './transferForms.ts';
import { filePage } from './transferView.ts';

const PATH = '/children/:pupilId/receive';
const ALLOW = 'share-records';

const WHY_NOT = {
  locked: 'It cannot be opened: the passphrase is not its own, it was not sealed for us, or it is damaged',
  'not-a-package': 'It opens, and is no package of a child’s file',
  changed: 'It was changed after it was signed, or is not whole. Ask the sending school for another',
} as const;

/** A file from the school before: opened, checked, and put on this child as history. */
export const receiveRoutes: readonly PageRoute[] = [
  childPage(
    { method: 'get', path: PATH, kind: 'view', allow: ALLOW, audit: 'viewed-child' },
    async ({ store }, { pupil }) => receivePage(pupil, await installationKeys(store)),
  ),
  childPage(
    { method: 'post', path: PATH, kind: 'change', allow: ALLOW, audit: 'transferred-file' },
    async (visit, { pupil }) => {
      const { store, request } = visit;
      const keys = await installationKeys(store);
      const { passphrase = '', same } = formFields(request);
      const refuse = (problems: Problems): PageAnswer => receivePage(pupil, keys, problems);
      const bytes = request.uploads?.['package'];
      if (bytes === undefined || bytes.length === 0) return refuse({ package: 'Choose the file' });
      const opened = await openPackage(
        bytes,
        passphrase.trim() === '' ? { identity: keys.identity } : { passphrase: passphrase.trim() },
      );
      if (!opened.ok) return refuse({ package: WHY_NOT[opened.why] });
      const { child } = opened.manifest;
      if (same !== 'yes' && !isAboutChild(opened.manifest, pupil)) {
        const named = `${child.forename} ${child.surname}, born ${child.dateOfBirth ?? 'on a day not told'}`;
        return refuse({ same: `The file is about ${named}. Nothing was brought in` });
      }
      return bringIn(visit, pupil, opened, keys);
    },
  ),
];

function receivePage(
  pupil: PupilRecord,
  { recipient, fingerprint }: InstallationKeys,
  problems: Problems = {},
): PageAnswer {
  return filePage(pupil, {
    title: 'Receive a file',
    paragraphs: [
      'What is in it is told in this child’s chronology as history from the school before. It is not weighed and raises no flag by itself: read it.',
    ],
    facts: [
      { what: 'Our age public key, for schools that send us files', value: recipient },
      { what: 'Our signing key’s fingerprint', value: fingerprint },
    ],
    forms: [
      {
        ...{ title: 'The file that came', action: `/children/${pupil._id}/receive` },
        ...{ fields: RECEIVE, submit: 'Open it and bring it in', carriesFile: true },
      },
    ],
    values: { same: 'check' },
    problems,
  });
}

async function bringIn(
  { store, scope, viewer, now, context }: Visit,
  pupil: PupilRecord,
  { manifest, entries, publicKey }: OpenedPackage,
  { signingKey }: InstallationKeys,
): Promise<PageAnswer> {
  const schoolUrn = [...pupil.memberships]
    .reverse()
    .find((membership) => mayAt(viewer, ALLOW, membership.schoolUrn))?.schoolUrn;
  if (schoolUrn === undefined) throw NOT_FOUND;
  const { _id: pupilId } = pupil;
  const kept = await recordReceivedFile(store, scope, { pupilId, schoolUrn, manifest, entries, at: now });
  if (!kept) throw NOT_FOUND;
  await enqueueChronology(context.queues, [pupilId], randomUUID());
  const names = await listSchoolNames(store, scope, ALLOW);
  const school = names.find(({ urn }) => urn === schoolUrn)?.name ?? schoolUrn;
  const { from, preparedBy, reason } = manifest;
  return filePage(pupil, {
    title: 'The file is in the record',
    facts: [
      { what: 'From', value: `${from.name}${from.urn === undefined ? '' : ` (URN ${from.urn})`}` },
      { what: 'Prepared by', value: preparedBy },
      { what: 'Why', value: reason },
      { what: 'Brought in', value: writeCountOf(entries.length, 'entry', 'entries') },
      { what: 'Signed with key', value: fingerprintOf(publicKey) },
    ],
    paragraphs: [
      'It is whole and as it was signed. Whose the key is, only the sending school can tell you: compare the fingerprint by telephone.',
      'Now send them the receipt, so that they can close the transfer.',
    ],
    copy: {
      label: 'Receipt to send back',
      text: writeReceipt(
        manifest,
        { receivedAt: now.toISOString(), receivedBy: viewer.name, school },
        signingKey,
      ),
    },
    links: [{ href: `/children/${pupilId}#entries`, text: 'Read what came' }],
    about: { what: 'received', count: entries.length },
  });
}
