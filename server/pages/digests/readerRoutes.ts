import { withCapital } from '../../../domain/digest/sentences/joinWords.ts';
import { writeInstant } from '../../../domain/digest/sentences/writeDate.ts';
import { DIGEST_ROLE_WORDS } from '../../../domain/digest/digestReader.ts';
import { parseSchedule, WEEKDAYS, writeSchedule } from '../../../domain/digest/schedule.ts';
import { changeReaderInScope, findReaderInScope, listReadersInScope } from '../../../store/digestArchive.ts';
import type { ReaderRecord } from '../../../store/readers.ts';
import { NOT_FOUND } from '../../problem.ts';
import { formFields } from '../formFields.ts';
import { buildFields, problemLinks, type Field, type Problems } from '../formView.ts';
import { page, type PageAnswer, type PageRoute, type Visit } from '../page.ts';

const PATH = '/digests/readers/:readerId';
/** The way back from a reader's pages. */
export const READERS = [
  { text: 'Digests', href: '/digests' },
  { text: 'Who is sent the digest', href: '/digests/readers' },
];

const FIELDS: readonly Field[] = [
  {
    name: 'day',
    label: 'Day',
    kind: 'select',
    options: WEEKDAYS.map((day) => [day, withCapital(day)] as const),
  },
  { name: 'time', label: 'Time in London', hint: 'For example, 07:00', kind: 'text' },
  {
    name: 'closedWeeks',
    label: 'Weeks in which the school is closed',
    kind: 'radios',
    options: [
      ['news', 'Only when something was recorded'],
      ['send', 'Always'],
    ],
  },
  {
    name: 'sending',
    label: 'Digests',
    kind: 'radios',
    options: [
      ['on', 'Are sent'],
      ['off', 'Are stopped', 'What was sent stays in the archive.'],
    ],
  },
];

/** Who is sent the digests of the viewer's schools, and when. */
export const readerRoutes: readonly PageRoute[] = [
  page(
    { method: 'get', path: '/digests/readers', kind: 'view', allow: 'see-digests', audit: 'viewed-digest' },
    async (visit) => {
      const readers = await listReadersInScope(visit.store, visit.scope);
      return {
        kind: 'page',
        template: 'digests/readers',
        title: 'Who is sent the digest',
        crumbs: READERS.slice(0, 1),
        view: { readers: readers.map((reader) => readerLine(visit, reader)), nobody: readers.length === 0 },
        about: { what: 'readers', count: readers.length },
      };
    },
  ),
  page(
    { method: 'get', path: PATH, kind: 'view', allow: 'see-digests', audit: 'viewed-digest' },
    async (visit) => {
      const reader = await findReader(visit);
      return formPage(reader, valuesOf(visit, reader), {});
    },
  ),
  page(
    { method: 'post', path: PATH, kind: 'change', allow: 'see-digests', audit: 'changed-digest-settings' },
    async (visit) => {
      const reader = await findReader(visit);
      const fields = formFields(visit.request);
      const schedule = parseSchedule(fields['day'] ?? '', (fields['time'] ?? '').trim());
      if (schedule === undefined)
        return formPage(reader, fields, { time: 'Enter a time of day with hours and minutes, like 07:00' });
      const change = {
        schedule,
        closedWeeks: fields['closedWeeks'] === 'send' ? ('send' as const) : ('news' as const),
        isSent: fields['sending'] !== 'off',
      };
      await changeReaderInScope(visit.store, visit.scope, reader._id, { change, now: visit.now });
      return {
        kind: 'redirect',
        to: '/digests/readers',
        notice: 'Changed. It holds from the next digest on.',
        about: { schoolUrns: reader.schoolUrns, what: 'reader changed' },
      };
    },
  ),
];

/** The reader a page is about. @throws not found for one outside the walls */
export async function findReader({ store, scope, param }: Visit): Promise<ReaderRecord> {
  const reader = await findReaderInScope(store, scope, param('readerId'));
  if (!reader) throw NOT_FOUND;
  return reader;
}

function readerLine({ context }: Visit, reader: ReaderRecord): object {
  return {
    name: reader.name,
    role: withCapital(DIGEST_ROLE_WORDS[reader.role]),
    email: reader.email,
    cameBack:
      reader.cameBack === undefined
        ? null
        : `Mail came back on ${writeInstant(reader.cameBack.at)} (${reader.cameBack.status})`,
    when:
      reader.stoppedAt === undefined
        ? writeSchedule(reader.schedule ?? context.configuration.digestSchedule)
        : 'Stopped',
    href: `/digests/readers/${reader._id}`,
    preview: `/digests/readers/${reader._id}/preview`,
  };
}

function valuesOf({ context }: Visit, reader: ReaderRecord): Readonly<Record<string, string>> {
  const { weekday, time } = reader.schedule ?? context.configuration.digestSchedule;
  return {
    day: WEEKDAYS[weekday - 1] ?? 'monday',
    time,
    closedWeeks: reader.closedWeeks,
    sending: reader.stoppedAt === undefined ? 'on' : 'off',
  };
}

function formPage(
  reader: ReaderRecord,
  values: Readonly<Record<string, string>>,
  problems: Problems,
): PageAnswer {
  return {
    kind: 'page',
    template: 'digests/reader',
    title: `The digest for ${reader.name}`,
    crumbs: READERS,
    errors: problemLinks(problems),
    view: { fields: buildFields(FIELDS, values, problems), action: PATH.replace(':readerId', reader._id) },
    about: { schoolUrns: reader.schoolUrns, what: 'reader' },
  };
}
