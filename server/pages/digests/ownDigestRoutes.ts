import { writeSchedule } from '../../../domain/digest/schedule.ts';
import { changeOwnReader, listOwnReaders } from '../../../store/digestArchive.ts';
import { listSchoolNames } from '../../../store/schoolsInScope.ts';
import type { ReaderRecord } from '../../../store/readers.ts';
import { NOT_FOUND } from '../../problem.ts';
import { formFields } from '../formFields.ts';
import { page, type PageRoute, type Visit } from '../page.ts';
import { readerFormPage, readerValues, readReaderChange } from './readerForm.ts';

const PATH = '/account/digests';
const ONE = `${PATH}/:readerId`;
const CRUMBS = [
  { text: 'Your account', href: '/account' },
  { text: 'Your digests', href: PATH },
];

/** The digests somebody is sent themselves: when, from which level on, and what they tell. */
export const ownDigestRoutes: readonly PageRoute[] = [
  page(
    {
      method: 'get',
      path: PATH,
      kind: 'account',
      allow: 'manage-own-account',
      audit: { none: 'shows people their own settings' },
    },
    async ({ store, scope, context }) => {
      const [own, names] = await Promise.all([
        listOwnReaders(store, scope),
        listSchoolNames(store, scope, 'manage-own-account'),
      ]);
      const nameOf = new Map(names.map(({ urn, name }) => [urn, name]));
      return {
        kind: 'page',
        template: 'digests/own',
        title: 'Your digests',
        crumbs: CRUMBS.slice(0, 1),
        view: {
          digests: own.map(({ _id, schoolUrns, schedule, stoppedAt }) => ({
            href: `${PATH}/${_id}`,
            about: schoolUrns.map((urn) => nameOf.get(urn) ?? urn).join(', '),
            when:
              stoppedAt === undefined
                ? writeSchedule(schedule ?? context.configuration.digestSchedule)
                : 'Stopped',
          })),
        },
      };
    },
  ),
  page(
    {
      method: 'get',
      path: ONE,
      kind: 'account',
      allow: 'manage-own-account',
      audit: { none: 'shows people their own settings' },
    },
    async (visit) => {
      const reader = await ownReader(visit);
      return readerFormPage(
        reader,
        readerValues(reader, visit.context.configuration.digestSchedule),
        {},
        placeOf(reader),
      );
    },
  ),
  page(
    {
      method: 'post',
      path: ONE,
      kind: 'account',
      allow: 'manage-own-account',
      audit: 'changed-digest-settings',
    },
    async (visit) => {
      const reader = await ownReader(visit);
      const fields = formFields(visit.request);
      const read = readReaderChange(fields, reader);
      if (!read.ok) return readerFormPage(reader, fields, read.problems, placeOf(reader));
      await changeOwnReader(visit.store, visit.scope, reader._id, { change: read.value, now: visit.now });
      return {
        ...{ kind: 'redirect', to: PATH, notice: 'Changed. It holds from the next digest on.' },
        about: { schoolUrns: reader.schoolUrns, what: 'own digest' },
      };
    },
  ),
];

function placeOf({ _id }: ReaderRecord) {
  return { action: `${PATH}/${_id}`, back: PATH, crumbs: CRUMBS };
}

async function ownReader({ store, scope, param }: Visit): Promise<ReaderRecord> {
  const found = (await listOwnReaders(store, scope)).find(({ _id }) => _id === param('readerId'));
  if (!found) throw NOT_FOUND;
  return found;
}
