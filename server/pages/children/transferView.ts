import { writeCountOf } from '../../../domain/digest/sentences/writeCount.ts';
import { writeDate, writeInstant } from '../../../domain/digest/sentences/writeDate.ts';
import { RECEIPT_WITHIN } from '../../../domain/transfer/transferFile.ts';
import type { PupilRecord } from '../../../store/pupils.ts';
import type { OpenTransfer, TransferRecord } from '../../../store/transfers.ts';
import { buildFields, problemLinks, type PageForm, type Problems } from '../formView.ts';
import type { PageAnswer } from '../page.ts';
import { childName } from './describeChild.ts';

/** A form of a page about a child's file. */
export interface FileForm extends PageForm {
  readonly carriesFile?: true;
  /** Shown once it is asked for: what is seldom wanted. */
  readonly folded?: true;
}

/** What a page about a child's file and other schools shows. */
export interface FilePage {
  readonly title: string;
  readonly paragraphs?: readonly string[];
  readonly warning?: string;
  readonly shownOnce?: { readonly label: string; readonly value: string };
  readonly facts?: readonly { readonly what: string; readonly value: string }[];
  readonly links?: readonly { readonly href: string; readonly text: string }[];
  /** A text to be copied. */
  readonly copy?: { readonly label: string; readonly text: string };
  readonly forms?: readonly FileForm[];
  readonly values?: Readonly<Record<string, string>>;
  readonly problems?: Problems;
  readonly about?: PageAnswer['about'];
}

/** The page, with what was filled in and what is wrong with it. */
export function filePage(pupil: PupilRecord, given: FilePage): PageAnswer {
  const { title, paragraphs = [], facts = [], links = [], forms = [], values = {}, problems = {} } = given;
  const name = childName(pupil);
  return {
    kind: 'page',
    template: 'children/file',
    title,
    crumbs: [
      { text: 'This week', href: '/week' },
      { text: name, href: `/children/${pupil._id}` },
    ],
    errors: problemLinks(problems),
    view: {
      childName: name,
      paragraphs,
      warning: given.warning ?? null,
      shownOnce: given.shownOnce ?? null,
      facts,
      links,
      copy: given.copy ?? null,
      forms: forms.map(
        ({ title: heading, intro, action, fields, submit, hidden = {}, carriesFile, folded }) => ({
          heading,
          intro: intro ?? null,
          action,
          fields: buildFields(fields, values, problems),
          hidden: Object.entries(hidden).map(([field, value]) => ({ name: field, value })),
          submit,
          carriesFile: carriesFile ?? false,
          folded: folded ?? false,
          open: fields.some((field) => problems[field.name] !== undefined),
        }),
      ),
    },
    ...(given.about === undefined ? {} : { about: given.about }),
  };
}

/** How a transfer stands, as pairs to be read. */
export function transferFacts(transfer: TransferRecord): { what: string; value: string }[] {
  const { to, reason, preparedAt, by, entries, sent, receipt } = transfer;
  return [
    { what: 'To', value: `${to.name}${to.urn === undefined ? '' : ` (URN ${to.urn})`}, ${to.recipient}` },
    { what: 'Why', value: reason },
    { what: 'Prepared', value: `${writeInstant(preparedAt)} by ${by.name}` },
    { what: 'Entries', value: String(entries) },
    { what: 'Sent', value: sent ? `${writeDate(sent.on)}, ${sent.how}, says ${sent.by.name}` : 'Not yet' },
    {
      what: 'Receipt',
      value: receipt
        ? `${writeDate(receipt.receivedOn)}, ${receipt.receivedBy}; ${receipt.fingerprint === undefined ? `as they told ${receipt.enteredBy.name}` : `signed with key ${receipt.fingerprint}`}`
        : 'Not confirmed',
    },
  ];
}

/** A warning where a receipt takes longer than it may; undefined where none does. */
export function overdueLine(open: readonly OpenTransfer[]): string | undefined {
  const late = open.find(({ overdue }) => overdue);
  if (late === undefined) return undefined;
  const { transfer, schoolDays } = late;
  const days = writeCountOf(schoolDays, 'school day', 'school days');
  return transfer.sent === undefined
    ? `The file for ${transfer.to.name} was prepared ${days} ago and is not sent. KCSIE wants it there within ${RECEIPT_WITHIN}.`
    : `The file was sent to ${transfer.to.name} ${days} ago and nobody has confirmed that it came. Ask them.`;
}
