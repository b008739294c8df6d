import { z } from 'zod';
import { may } from '../../../domain/access/actions.ts';
import { ROLE_TITLES } from '../../../domain/access/roles.ts';
import { isUpn, isUrn } from '../../../domain/identifiers.ts';
import { findColleague, listColleagues, nameChild, shareNarratives } from '../../../store/peopleInScope.ts';
import type { PersonRecord } from '../../../store/people.ts';
import { findPupilByUpnInScope, mapPupilsInScope } from '../../../store/pupilsInScope.ts';
import type { PupilRecord } from '../../../store/pupils.ts';
import { listSchoolsInScope } from '../../../store/schoolsInScope.ts';
import { NOT_FOUND } from '../../problem.ts';
import { aboutChild } from '../aboutChild.ts';
import { page, type Answer, type Link, type PageRoute, type Visit } from '../page.ts';

const PATH = '/access';
const CHANGE = { method: 'post', kind: 'change', allow: 'decide-access', audit: 'changed-person' } as const;
const FORM = z.object({
  upn: z.string().trim().toUpperCase().catch(''),
  pupilId: z.string().catch(''),
  schoolUrn: z.string().catch(''),
  what: z.string().catch(''),
});

/** Who sees a school's records, for its lead: named children of pastoral staff, narratives of trust and council. */
export const accessRoutes: readonly PageRoute[] = [
  page(
    { method: 'get', path: PATH, kind: 'view', allow: 'decide-access', audit: 'viewed-administration' },
    (visit) => accessPage(visit),
  ),
  page({ ...CHANGE, path: `${PATH}/:personId/children` }, async (visit) => {
    const person = await findThem(visit);
    const { upn, pupilId, what } = FORM.parse(visit.request.body ?? {});
    const named = what !== 'end';
    const pupil = named
      ? isUpn(upn)
        ? await findPupilByUpnInScope(visit.store, visit.scope, 'decide-access', upn)
        : undefined
      : (await mapPupilsInScope(visit.store, visit.scope, 'decide-access', [pupilId])).get(pupilId);
    if (!pupil) {
      return accessPage(visit, {
        text: 'Enter the UPN of a child of your school',
        href: `#upn-${person._id}`,
      });
    }
    if (!(await nameChild(visit.store, visit.scope, { personId: person._id, pupilId: pupil._id, named })))
      throw NOT_FOUND;
    return {
      kind: 'redirect',
      to: PATH,
      notice: named
        ? `${person.name} sees this child from now on.`
        : `${person.name} no longer sees the child.`,
      about: {
        ...aboutChild(visit, pupil),
        otherPersonId: person._id,
        what: named ? 'child-named' : 'child-no-longer-named',
      },
    };
  }),
  page({ ...CHANGE, path: `${PATH}/:personId/narratives` }, async (visit) => {
    const person = await findThem(visit);
    const { schoolUrn, what } = FORM.parse(visit.request.body ?? {});
    const shared = what !== 'end';
    const done =
      isUrn(schoolUrn) &&
      (await shareNarratives(visit.store, visit.scope, { personId: person._id, schoolUrn, shared }));
    if (!done) throw NOT_FOUND;
    return {
      kind: 'redirect',
      to: PATH,
      notice: shared
        ? `${person.name} now reads what your staff write.`
        : `${person.name} no longer reads what your staff write.`,
      about: {
        otherPersonId: person._id,
        schoolUrns: [schoolUrn],
        what: shared ? 'narratives-shared' : 'narratives-no-longer-shared',
      },
    };
  }),
];

async function findThem({ store, scope, param }: Visit): Promise<PersonRecord> {
  const person = await findColleague(store, scope, param('personId'));
  if (!person) throw NOT_FOUND;
  return person;
}

async function accessPage(visit: Visit, error?: Link): Promise<Answer> {
  const { store, scope } = visit;
  const [people, schools] = await Promise.all([
    listColleagues(store, scope),
    listSchoolsInScope(store, scope, 'decide-access'),
  ]);
  const live = people.filter(({ disabledAt }) => disabledAt === undefined);
  const pupils = await mapPupilsInScope(
    store,
    scope,
    'decide-access',
    live.flatMap(({ pupilIds }) => pupilIds),
  );
  return {
    kind: 'page',
    template: 'access/access',
    title: 'Who sees our records',
    errors: error === undefined ? [] : [error],
    view: {
      people: live.map((person) => ({
        name: person.name,
        role: ROLE_TITLES[person.role],
        reads: readsWhat(person),
        children: person.role === 'pastoral' ? childrenOf(person, pupils, error) : null,
        sharing: isAcross(person)
          ? schools
              .filter(({ _id }) => person.schoolUrns.includes(_id))
              .map(({ _id, name }) => ({
                urn: _id,
                school: name,
                shared: person.narrativeUrns.includes(_id),
                action: `${PATH}/${person._id}/narratives`,
              }))
          : [],
      })),
    },
  };
}

function isAcross({ role }: PersonRecord): boolean {
  return role === 'trust-lead' || role === 'council-lead';
}

function readsWhat(person: PersonRecord): string {
  if (isAcross(person)) return 'Flags and attendance; what staff write only where you share it';
  if (person.role === 'pastoral') return 'The children named below, with what staff write about them';
  if (may(person.role, 'see-narratives')) return 'Every child’s record';
  if (may(person.role, 'see-flags')) return 'Flags and attendance, without what staff write';
  return 'No child’s record';
}

function childrenOf(person: PersonRecord, pupils: ReadonlyMap<string, PupilRecord>, error?: Link): object {
  const field = `upn-${person._id}`;
  return {
    action: `${PATH}/${person._id}/children`,
    field,
    wrong: error?.href === `#${field}` ? error.text : null,
    named: person.pupilIds.flatMap((pupilId) => {
      const pupil = pupils.get(pupilId);
      return pupil ? [{ pupilId, name: `${pupil.preferredName ?? pupil.forename} ${pupil.surname}` }] : [];
    }),
  };
}
