import { z } from 'zod';
import { isUrn } from '../../../domain/identifiers.ts';
import { writeInstant } from '../../../domain/digest/sentences/writeDate.ts';
import { listSchoolsInScope } from '../../../store/schoolsInScope.ts';
import {
  addSource,
  findSourceInScope,
  listSources,
  rotateInScope,
  stopSource,
  type SourceWithoutSecrets,
} from '../../../store/sourcesInScope.ts';
import { NOT_FOUND } from '../../problem.ts';
import { problemOf, problemsOf } from '../formProblems.ts';
import { page, type Answer, type Link, type PageRoute, type Visit } from '../page.ts';
import { ADMIN_CRUMB } from './adminHome.ts';
import { takeShownOnce } from './linkAddress.ts';

const PATH = '/admin/sources';
const CHANGE = { method: 'post', kind: 'change', allow: 'manage-sources', audit: 'changed-source' } as const;
/** Long enough for a school to change over on the next working day. */
const OVERLAP_HOURS = 48;

const FORM = z.object({
  schoolUrn: z.string('Choose a school').refine(isUrn, 'Choose a school'),
  name: z
    .string('Enter what the school calls it')
    .trim()
    .min(1, 'Enter what the school calls it')
    .max(60, 'Use at most 60 characters'),
});

export const sourceRoutes: readonly PageRoute[] = [
  page(
    { method: 'get', path: PATH, kind: 'view', allow: 'manage-sources', audit: 'viewed-administration' },
    (visit) => sourcesPage(visit),
  ),
  page({ ...CHANGE, path: PATH }, async (visit) => {
    const form = FORM.safeParse(visit.request.body ?? {});
    if (!form.success) return sourcesPage(visit, problemsOf(form.error));
    const { schoolUrn, name } = form.data;
    const added = await addSource(visit.store, visit.scope, { schoolUrn, name, now: visit.now });
    if (!added) throw NOT_FOUND;
    visit.request.session.shownOnce = {
      label: `Secret of ${name}, source ${added.sourceId}`,
      value: added.secret,
    };
    return done('', { sourceId: added.sourceId, schoolUrns: [schoolUrn], what: 'added' });
  }),
  page({ ...CHANGE, path: `${PATH}/:sourceId/rotate` }, async (visit) => {
    const source = await findIt(visit);
    const secret = await rotateInScope(visit.store, visit.scope, {
      sourceId: source._id,
      now: visit.now,
      overlapHours: OVERLAP_HOURS,
    });
    if (secret === undefined) throw NOT_FOUND;
    visit.request.session.shownOnce = {
      label: `New secret of ${source.name}, source ${source._id}; the old one stays good for ${OVERLAP_HOURS} hours`,
      value: secret,
    };
    return done('', { sourceId: source._id, schoolUrns: [source.schoolUrn], what: 'rotated' });
  }),
  page({ ...CHANGE, path: `${PATH}/:sourceId/stop` }, async (visit) => {
    const source = await findIt(visit);
    await stopSource(visit.store, visit.scope, source._id, visit.now);
    return done(`${source.name} is refused from now on. What it sent remains.`, {
      sourceId: source._id,
      schoolUrns: [source.schoolUrn],
      what: 'stopped',
    });
  }),
];

async function findIt({ store, scope, param }: Visit): Promise<SourceWithoutSecrets> {
  const source = await findSourceInScope(store, scope, param('sourceId'));
  if (!source) throw NOT_FOUND;
  return source;
}

function done(
  notice: string,
  about: { readonly sourceId: string; readonly schoolUrns: readonly string[]; readonly what: string },
): Answer {
  return { kind: 'redirect', to: PATH, about, ...(notice !== '' && { notice }) };
}

async function sourcesPage(visit: Visit, errors: readonly Link[] = []): Promise<Answer> {
  const [sources, schools] = await Promise.all([
    listSources(visit.store, visit.scope, visit.now),
    listSchoolsInScope(visit.store, visit.scope, 'manage-sources'),
  ]);
  const names = new Map(schools.map(({ _id, name }) => [_id, name]));
  return {
    kind: 'page',
    template: 'admin/sources',
    title: 'Sources and secrets',
    crumbs: [ADMIN_CRUMB],
    errors,
    view: {
      sources: sources.map(({ _id, name, schoolUrn, secrets, disabledAt }) => ({
        id: _id,
        name,
        school: names.get(schoolUrn) ?? schoolUrn,
        stopped: disabledAt !== undefined,
        secrets: secrets.map(({ createdAt, expiresAt }) => ({
          text: expiresAt
            ? `made ${writeInstant(createdAt)}, good until ${writeInstant(expiresAt)}`
            : `made ${writeInstant(createdAt)}`,
        })),
        rotate: `${PATH}/${_id}/rotate`,
        stop: `${PATH}/${_id}/stop`,
      })),
      schools: schools.map(({ _id, name }) => ({ value: _id, text: name })),
      wrong: { schoolUrn: problemOf(errors, 'schoolUrn'), name: problemOf(errors, 'name') },
      shownOnce: takeShownOnce(visit),
    },
  };
}
