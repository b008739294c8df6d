import { randomBytes } from 'node:crypto';
import { mayAt } from '../../../domain/access/viewer.ts';
import { isUrn } from '../../../domain/identifiers.ts';
import { londonDate, parseInstant, parseLocalDate } from '../../../domain/localDate.ts';
import type { PupilRecord } from '../../../store/pupils.ts';
import {
  confirmReceipt,
  findTransfer,
  listOpenTransfers,
  listTransfers,
  markSent,
  type TransferRecord,
} from '../../../store/transfers.ts';
import { NOT_FOUND } from '../../problem.ts';
import { readReceipt } from '../../transfer/receipt.ts';
import { formFields } from '../formFields.ts';
import type { Problems } from '../formView.ts';
import { childPage, page, type Answer, type PageRoute, type Visit } from '../page.ts';
import { childName } from './describeChild.ts';
import { prepareTransfer } from './prepareTransfer.ts';
import { PREPARE, SENT, SIGNED_RECEIPT, TOLD_RECEIPT } from './transferForms.ts';
import { filePage, overdueLine, transferFacts } from './transferView.ts';

const PATH = '/children/:pupilId/file';
const ONE = `${PATH}/:transferId`;
const ALLOW = 'share-records';

/** A child's file on its way to another school. */
export const transferRoutes: readonly PageRoute[] = [
  page(
    { method: 'get', path: '/transfers', kind: 'view', allow: ALLOW, audit: 'viewed-list' },
    async ({ store, scope, viewer }) => {
      const open = await listOpenTransfers(store, scope);
      return {
        kind: 'page',
        template: 'children/transfers',
        title: 'Files without a receipt',
        crumbs: [{ text: 'This week', href: '/week' }],
        view: {
          transfers: open.map(({ transfer, pupil, schoolDays, overdue }) => ({
            href: pathOf(transfer),
            name: childName(pupil),
            to: transfer.to.name,
            state: transfer.sent === undefined ? 'Prepared, not sent' : 'Sent',
            schoolDays,
            overdue,
          })),
        },
        about: { schoolUrns: viewer.schoolUrns, count: open.length },
      };
    },
  ),
  childPage(
    { method: 'get', path: PATH, kind: 'view', allow: ALLOW, audit: 'viewed-child' },
    async (visit, { pupil, part }) => startPage(visit, pupil, part),
  ),
  childPage(
    { method: 'post', path: PATH, kind: 'change', allow: ALLOW, audit: 'transferred-file' },
    async (visit, { pupil, part }) => {
      if (part !== 'whole') throw NOT_FOUND;
      const fields = formFields(visit.request);
      const { school = '', urn = '', recipient = '', reason = '', key = '' } = fields;
      const problems: Problems = {
        ...(school.trim() === '' ? { school: 'Say which school it goes to' } : {}),
        ...(urn.trim() !== '' && !isUrn(urn.trim()) ? { urn: 'A URN has six digits' } : {}),
        ...(recipient.trim() === '' ? { recipient: 'Say who receives it' } : {}),
        ...(reason.trim() === '' ? { reason: 'Say why it goes' } : {}),
      };
      if (Object.keys(problems).length > 0) return startPage(visit, pupil, part, fields, problems);
      const made = await prepareTransfer(visit, pupil, {
        to: {
          name: school.trim(),
          recipient: recipient.trim(),
          ...(urn.trim() === '' ? {} : { urn: urn.trim() }),
        },
        reason: reason.trim(),
        key: key.trim(),
        transferId: `trf_${randomBytes(12).toString('hex')}`,
      });
      if (made === 'bad-key')
        return startPage(visit, pupil, part, fields, { key: 'That is no age public key' });
      return {
        ...onePage(pupil, made.transfer, {}, {}, made.passphrase),
        about: { what: 'prepared', count: made.transfer.entries },
      };
    },
  ),
  childPage(
    { method: 'get', path: ONE, kind: 'view', allow: ALLOW, audit: 'viewed-child' },
    async (visit, { pupil }) => onePage(pupil, await transferOf(visit)),
  ),
  childPage(
    { method: 'get', path: `${ONE}/package.age`, kind: 'export', allow: ALLOW, audit: 'transferred-file' },
    async (visit) => {
      const { sealed } = await transferOf(visit);
      if (sealed === undefined) throw NOT_FOUND;
      return {
        kind: 'file',
        contentType: 'application/octet-stream',
        fileName: `safeguarding-file-${visit.scope.today}.age`,
        body: sealed,
        about: { what: 'downloaded' },
      };
    },
  ),
  childPage(
    { method: 'post', path: ONE, kind: 'change', allow: ALLOW, audit: 'transferred-file' },
    async (visit, { pupil }) => change(visit, pupil, await transferOf(visit)),
  ),
];

function pathOf({ pupilId, _id }: TransferRecord): string {
  return `/children/${pupilId}/file/${_id}`;
}

async function transferOf({ store, scope, param }: Visit): Promise<TransferRecord> {
  const found = await findTransfer(store, scope, {
    pupilId: param('pupilId'),
    transferId: param('transferId'),
  });
  if (!found) throw NOT_FOUND;
  return found;
}

async function startPage(
  { store, scope, viewer }: Visit,
  pupil: PupilRecord,
  part: string,
  values: Readonly<Record<string, string>> = {},
  problems: Problems = {},
): Promise<Answer> {
  const [known, open] = await Promise.all([
    listTransfers(store, scope, pupil._id),
    listOpenTransfers(store, scope, pupil._id),
  ]);
  const warning = overdueLine(open);
  const here = pupil.memberships.some(({ schoolUrn }) => mayAt(viewer, ALLOW, schoolUrn));
  return filePage(pupil, {
    title: 'The file and other schools',
    ...(warning === undefined ? {} : { warning }),
    links: [
      ...known.map((transfer) => ({
        href: pathOf(transfer),
        text: `File for ${transfer.to.name}: ${transfer.receipt ? 'received' : transfer.sent ? 'sent, no receipt yet' : 'prepared, not sent'}`,
      })),
      ...(here
        ? [{ href: `/children/${pupil._id}/receive`, text: 'Receive a file from the school before' }]
        : []),
    ],
    forms:
      part === 'whole'
        ? [
            {
              title: 'Transfer the file',
              intro:
                'Makes one package of the whole chronology, signed and encrypted. KCSIE wants it at the next school within five school days of a move within the year, or in the first five days of a new term, apart from the main pupil file and with its receipt confirmed. A child who moves to a school that uses this same Throughline brings the file along by itself.',
              action: `/children/${pupil._id}/file`,
              fields: PREPARE,
              submit: 'Make the package',
            },
          ]
        : [],
    values,
    problems,
  });
}

function onePage(
  pupil: PupilRecord,
  transfer: TransferRecord,
  values: Readonly<Record<string, string>> = {},
  problems: Problems = {},
  passphrase?: string,
) {
  const action = pathOf(transfer);
  const sentForm = {
    ...{ title: 'It is sent', action, fields: SENT, submit: 'Record that it is sent' },
    hidden: { what: 'sent' },
  };
  const receiptForms = [
    {
      ...{ title: 'A signed receipt has come', action, fields: SIGNED_RECEIPT, submit: 'Check the receipt' },
      hidden: { what: 'signed' },
    },
    {
      title: 'They told us that it came',
      intro: 'Where the next school has no Throughline.',
      ...{ action, fields: TOLD_RECEIPT, submit: 'Record the receipt', hidden: { what: 'told' } },
    },
  ];
  return filePage(pupil, {
    title: `File for ${transfer.to.name}`,
    facts: transferFacts(transfer),
    ...(passphrase === undefined
      ? {}
      : { shownOnce: { label: 'The passphrase of the package', value: passphrase } }),
    links: transfer.receipt ? [] : [{ href: `${action}/package.age`, text: 'Download the package' }],
    forms: transfer.receipt ? [] : transfer.sent ? receiptForms : [sentForm, ...receiptForms],
    values,
    problems,
  });
}

async function change(visit: Visit, pupil: PupilRecord, transfer: TransferRecord): Promise<Answer> {
  const { store, scope, now } = visit;
  const fields = formFields(visit.request);
  const done = (notice: string, what: string): Answer => ({
    ...{ kind: 'redirect', to: pathOf(transfer), notice, about: { what } },
  });
  const refuse = (problems: Problems): Answer => onePage(pupil, transfer, fields, problems);
  if (fields['what'] === 'sent') {
    const on = parseLocalDate(fields['on'] ?? '');
    const how = fields['how']?.trim() ?? '';
    if (on === undefined || on > scope.today) return refuse({ on: 'Give a day that has come' });
    if (how === '') return refuse({ how: 'Say how it went' });
    await markSent(store, scope, transfer, { on, how, at: now });
    return done('It is recorded as sent.', 'sent');
  }
  if (fields['what'] === 'told') {
    const receivedOn = parseLocalDate(fields['receivedOn'] ?? '');
    const receivedBy = fields['receivedBy']?.trim() ?? '';
    if (receivedBy === '') return refuse({ receivedBy: 'Say who received it' });
    if (receivedOn === undefined || receivedOn > scope.today)
      return refuse({ receivedOn: 'Give a day that has come' });
    if (fields['code']?.trim() !== transfer.receiptCode)
      return refuse({ code: 'That is not the code in this package' });
    await confirmReceipt(store, scope, transfer, { at: now, receivedBy, receivedOn, how: 'told' });
    return done('The receipt is recorded.', 'receipt told');
  }
  const receipt = readReceipt(fields['receipt'] ?? '', {
    transferId: transfer._id,
    receiptCode: transfer.receiptCode,
  });
  if (receipt === undefined)
    return refuse({ receipt: 'That is no receipt for this package, or it was changed on the way' });
  const { receivedBy, school, fingerprint } = receipt;
  await confirmReceipt(store, scope, transfer, {
    at: now,
    receivedBy: `${receivedBy}, ${school}`,
    receivedOn: londonDate(parseInstant(receipt.receivedAt) ?? now),
    ...{ how: 'signed', fingerprint },
  });
  return done('The receipt is right: the transfer is closed.', 'receipt signed');
}
