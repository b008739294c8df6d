import { ROLE_TITLES } from '../../../domain/access/roles.ts';
import { addPerson, giveLink, listPeople } from '../../../store/peopleInScope.ts';
import type { PersonRecord } from '../../../store/people.ts';
import { listSchoolsInScope } from '../../../store/schoolsInScope.ts';
import { writeInstant } from '../../../domain/digest/sentences/writeDate.ts';
import { NOT_FOUND } from '../../problem.ts';
import { problemsOf } from '../formProblems.ts';
import { page, type Answer, type Link, type PageRoute, type Visit } from '../page.ts';
import { ADMIN_CRUMB } from './adminHome.ts';
import { linkAddress } from './linkAddress.ts';
import { checkFields, formView, readFields, type PersonFields } from './personForm.ts';

export const PEOPLE_CRUMB: Link = { text: 'People', href: '/admin/people' };
const EMPTY: PersonFields = { name: '', email: '', role: '', schoolUrns: [] };

export const peopleRoutes: readonly PageRoute[] = [
  page(
    {
      method: 'get',
      path: '/admin/people',
      kind: 'view',
      allow: 'manage-people',
      audit: 'viewed-administration',
    },
    peoplePage,
  ),
  page(
    {
      method: 'get',
      path: '/admin/people/new',
      kind: 'view',
      allow: 'manage-people',
      audit: { none: 'an empty form' },
    },
    (visit) => newPage(visit, EMPTY),
  ),
  page(
    {
      method: 'post',
      path: '/admin/people',
      kind: 'change',
      allow: 'manage-people',
      audit: 'changed-person',
    },
    async (visit) => {
      const fields = readFields(visit.request.body);
      const checked = checkFields(fields);
      if (!checked.success) return newPage(visit, fields, problemsOf(checked.error));
      const personId = await addPerson(visit.store, visit.scope, checked.data);
      if (personId === undefined)
        return newPage(visit, fields, [{ text: 'Somebody here has this address already', href: '#email' }]);
      const token = await giveLink(visit.store, visit.scope, personId, {
        purpose: 'sign-up',
        now: visit.now,
      });
      if (token === undefined) throw NOT_FOUND;
      visit.request.session.shownOnce = {
        label: `Link for ${checked.data.name} to begin with`,
        value: linkAddress(visit, token),
      };
      return {
        kind: 'redirect',
        to: `/admin/people/${personId}`,
        about: { otherPersonId: personId, what: 'added', schoolUrns: checked.data.schoolUrns },
      };
    },
  ),
];

async function peoplePage({ store, scope }: Visit): Promise<Answer> {
  const [people, schools] = await Promise.all([
    listPeople(store, scope),
    listSchoolsInScope(store, scope, 'manage-schools'),
  ]);
  const names = new Map(schools.map(({ _id, name }) => [_id, name]));
  return {
    kind: 'page',
    template: 'admin/people',
    title: 'People',
    crumbs: [ADMIN_CRUMB],
    view: {
      people: people.map((person) => ({
        href: `/admin/people/${person._id}`,
        name: person.name,
        email: person.email,
        role: ROLE_TITLES[person.role],
        schools: person.schoolUrns.map((urn) => names.get(urn) ?? urn),
        ...stateOf(person),
      })),
    },
  };
}

/** Whether somebody can sign in, and with what. */
export function stateOf(person: PersonRecord): { state: string; colour: string; lastSignIn: string } {
  const lastSignIn = person.lastSignInAt ? writeInstant(person.lastSignInAt) : 'never';
  if (person.disabledAt) return { state: 'Disabled', colour: 'grey', lastSignIn };
  const begun = person.passwordHash !== undefined || person.linkedAccounts.length > 0;
  return begun
    ? { state: 'May sign in', colour: 'green', lastSignIn }
    : { state: 'Invited', colour: 'yellow', lastSignIn };
}

async function newPage(visit: Visit, fields: PersonFields, errors: readonly Link[] = []): Promise<Answer> {
  const schools = await listSchoolsInScope(visit.store, visit.scope, 'manage-schools');
  return {
    kind: 'page',
    template: 'admin/newPerson',
    title: 'Invite somebody',
    crumbs: [ADMIN_CRUMB, PEOPLE_CRUMB],
    errors,
    view: { form: formView(fields, schools, errors) },
  };
}
