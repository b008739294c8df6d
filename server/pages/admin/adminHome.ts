import { listSchoolsInScope } from '../../../store/schoolsInScope.ts';
import { listPeople } from '../../../store/peopleInScope.ts';
import { listSources } from '../../../store/sourcesInScope.ts';
import { writeCountOf } from '../../../domain/digest/sentences/writeCount.ts';
import { page, type Link, type PageRoute } from '../page.ts';

export const ADMIN_CRUMB: Link = { text: 'Administration', href: '/admin' };

/** The first page of whoever looks after the installation. */
export const adminHome: readonly PageRoute[] = [
  page(
    { method: 'get', path: '/admin', kind: 'view', allow: 'manage-people', audit: 'viewed-administration' },
    async ({ store, scope, now }) => {
      const [schools, people, sources] = await Promise.all([
        listSchoolsInScope(store, scope, 'manage-schools'),
        listPeople(store, scope),
        listSources(store, scope, now),
      ]);
      const live = people.filter(({ disabledAt }) => disabledAt === undefined).length;
      const sending = sources.filter(({ disabledAt }) => disabledAt === undefined).length;
      return {
        kind: 'page',
        template: 'admin/home',
        title: 'Administration',
        view: {
          parts: [
            {
              href: '/admin/schools',
              text: 'Schools',
              about: `${writeCountOf(schools.length, 'school', 'schools')}: names, phases and localities`,
            },
            {
              href: '/admin/people',
              text: 'People',
              about: `${writeCountOf(live, 'person', 'people')} may sign in: invite, change, disable, help to begin again`,
            },
            {
              href: '/admin/sources',
              text: 'Sources and secrets',
              about: `${writeCountOf(sending, 'source', 'sources')} may send: add, give a new secret, stop`,
            },
            {
              href: '/retention',
              text: 'Keeping and erasing',
              about: 'How long records are kept and why, and the register of what was erased',
            },
            { href: '/audit', text: 'Audit log', about: 'Who saw or did what, when and from where' },
            { href: '/admin/queues/', text: 'Queues', about: 'Work in hand, and jobs that failed' },
          ],
        },
      };
    },
  ),
];
