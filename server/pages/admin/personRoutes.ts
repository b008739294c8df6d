import type { PersonRecord } from '../../../store/people.ts';
import { amendAccess, findPersonInScope, giveLink, setDisabled } from '../../../store/peopleInScope.ts';
import { listSchoolsInScope } from '../../../store/schoolsInScope.ts';
import { NOT_FOUND } from '../../problem.ts';
import { problemsOf } from '../formProblems.ts';
import { page, type Answer, type Link, type PageRoute, type Visit } from '../page.ts';
import { ADMIN_CRUMB } from './adminHome.ts';
import { linkAddress, takeShownOnce } from './linkAddress.ts';
import { PEOPLE_CRUMB, stateOf } from './peopleRoutes.ts';
import { checkFields, formView, readFields, type PersonFields } from './personForm.ts';

const PATH = '/admin/people/:personId';
const CHANGE = { method: 'post', kind: 'change', allow: 'manage-people', audit: 'changed-person' } as const;

/** Links an administrator may give, and what the audit calls it. */
const LINKS = { password: 'reset', everything: 'reset-all', 'sign-up': 'sign-up' } as const;

export const personRoutes: readonly PageRoute[] = [
  page(
    { method: 'get', path: PATH, kind: 'view', allow: 'manage-people', audit: 'viewed-administration' },
    async (visit) => {
      const person = await findThem(visit);
      return { ...(await personPage(visit, person, person)), about: { otherPersonId: person._id } };
    },
  ),
  page({ ...CHANGE, path: PATH }, async (visit) => {
    const person = await findThem(visit);
    const fields = { ...readFields(visit.request.body), email: person.email };
    const checked = checkFields(fields);
    if (!checked.success) return personPage(visit, person, fields, problemsOf(checked.error));
    const { name, role, schoolUrns } = checked.data;
    if (isSelf(visit, person) && role !== person.role)
      return personPage(visit, person, fields, [
        { text: 'Have another administrator change your own role', href: '#role' },
      ]);
    await amendAccess(visit.store, visit.scope, person._id, { name, role, schoolUrns });
    return done(visit, `${name} is saved. Their sessions are ended, so that it holds at once.`, {
      what: `now ${role}`,
      schoolUrns,
    });
  }),
  page({ ...CHANGE, path: `${PATH}/link` }, async (visit) => {
    const person = await findThem(visit);
    const body: unknown = visit.request.body;
    const wanted = typeof body === 'object' && body !== null && 'what' in body ? body.what : undefined;
    const purpose = Object.entries(LINKS).find(([key]) => key === wanted)?.[1];
    if (purpose === undefined || person.disabledAt) return done(visit, 'No link was made.', { what: 'none' });
    const token = await giveLink(visit.store, visit.scope, person._id, { purpose, now: visit.now });
    if (token === undefined) throw NOT_FOUND;
    visit.request.session.shownOnce = { label: `Link for ${person.name}`, value: linkAddress(visit, token) };
    return {
      kind: 'redirect',
      to: `/admin/people/${person._id}`,
      about: { otherPersonId: person._id, what: `link-${purpose}`, schoolUrns: person.schoolUrns },
    };
  }),
  page({ ...CHANGE, path: `${PATH}/disable` }, async (visit) => {
    const person = await findThem(visit);
    if (isSelf(visit, person)) return done(visit, 'You cannot disable yourself.', { what: 'none' });
    await setDisabled(visit.store, visit.scope, person._id, visit.now);
    return done(visit, `${person.name} can no longer sign in.`, {
      what: 'disabled',
      schoolUrns: person.schoolUrns,
    });
  }),
  page({ ...CHANGE, path: `${PATH}/enable` }, async (visit) => {
    const person = await findThem(visit);
    await setDisabled(visit.store, visit.scope, person._id, undefined);
    return done(visit, `${person.name} may sign in again.`, {
      what: 'enabled',
      schoolUrns: person.schoolUrns,
    });
  }),
];

async function findThem({ store, scope, param }: Visit): Promise<PersonRecord> {
  const person = await findPersonInScope(store, scope, param('personId'));
  if (!person) throw NOT_FOUND;
  return person;
}

/** Nobody takes their own role away: there would be no administrator left to give it back. */
function isSelf({ viewer }: Visit, person: PersonRecord): boolean {
  return viewer.personId === person._id;
}

function done(
  { param }: Visit,
  notice: string,
  about: { readonly what: string; readonly schoolUrns?: readonly string[] },
): Answer {
  const personId = param('personId');
  return {
    kind: 'redirect',
    to: `/admin/people/${personId}`,
    notice,
    about: { otherPersonId: personId, ...about },
  };
}

async function personPage(
  visit: Visit,
  person: PersonRecord,
  fields: PersonFields,
  errors: readonly Link[] = [],
): Promise<Answer> {
  const schools = await listSchoolsInScope(visit.store, visit.scope, 'manage-schools');
  return {
    kind: 'page',
    template: 'admin/person',
    title: person.name,
    crumbs: [ADMIN_CRUMB, PEOPLE_CRUMB],
    errors,
    view: {
      action: `/admin/people/${person._id}`,
      form: formView(fields, schools, errors),
      email: person.email,
      ...stateOf(person),
      disabled: person.disabledAt !== undefined,
      self: isSelf(visit, person),
      begun: person.passwordHash !== undefined,
      secondFactor: person.totp?.confirmedAt !== undefined,
      accounts: person.linkedAccounts.length,
      shownOnce: takeShownOnce(visit),
    },
  };
}
