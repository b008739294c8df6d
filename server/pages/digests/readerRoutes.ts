import { withCapital } from '../../../domain/digest/sentences/joinWords.ts';
import { writeInstant } from '../../../domain/digest/sentences/writeDate.ts';
import { DIGEST_ROLE_WORDS } from '../../../domain/digest/digestReader.ts';
import { writeSchedule } from '../../../domain/digest/schedule.ts';
import { changeReaderInScope, findReaderInScope, listReadersInScope } from '../../../store/digestArchive.ts';
import type { ReaderRecord } from '../../../store/readers.ts';
import { NOT_FOUND } from '../../problem.ts';
import { formFields } from '../formFields.ts';
import { page, type PageRoute, type Visit } from '../page.ts';
import { readerFormPage, readerValues, readReaderChange } from './readerForm.ts';

const PATH = '/digests/readers/:readerId';
/** The way back from a reader's pages. */
export const READERS = [
  { text: 'Digests', href: '/digests' },
  { text: 'Who is sent the digest', href: '/digests/readers' },
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
      const values = readerValues(reader, visit.context.configuration.digestSchedule);
      return readerFormPage(reader, values, {}, placeOf(reader));
    },
  ),
  page(
    { method: 'post', path: PATH, kind: 'change', allow: 'see-digests', audit: 'changed-digest-settings' },
    async (visit) => {
      const reader = await findReader(visit);
      const fields = formFields(visit.request);
      const read = readReaderChange(fields, reader);
      if (!read.ok) return readerFormPage(reader, fields, read.problems, placeOf(reader));
      await changeReaderInScope(visit.store, visit.scope, reader._id, { change: read.value, now: visit.now });
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

function placeOf({ _id }: ReaderRecord) {
  return { action: PATH.replace(':readerId', _id), back: '/digests/readers', crumbs: READERS };
}
