import { writeDate } from '../../../domain/digest/sentences/writeDate.ts';
import { RELATIONS, STATE_WORDS } from '../../../domain/subjectAccess/request.ts';
import { listRegisteredRequests } from '../../../store/subjectRequests.ts';
import { childName } from '../children/describeChild.ts';
import { page, type PageRoute } from '../page.ts';
import { pathOf, writeDue } from './requestView.ts';

/** The register of subject access requests that the viewer's schools answer. */
export const registerRoutes: readonly PageRoute[] = [
  page(
    { method: 'get', path: '/subject-access', kind: 'view', allow: 'share-records', audit: 'viewed-list' },
    async ({ store, scope, viewer }) => {
      const listed = await listRegisteredRequests(store, scope);
      return {
        kind: 'page',
        template: 'subjectAccess/register',
        title: 'Subject access requests',
        crumbs: [{ text: 'This week', href: '/week' }],
        view: {
          requests: listed.map(({ request, pupil, standing }) => ({
            href: pathOf(request),
            name: childName(pupil),
            who: RELATIONS[request.requester.relation],
            received: writeDate(request.receivedOn),
            state: STATE_WORDS[standing.state],
            due: standing.state === 'answered' || standing.state === 'refused' ? '' : writeDue(standing),
            overdue: standing.overdue,
          })),
        },
        about: { schoolUrns: viewer.schoolUrns, count: listed.length },
      };
    },
  ),
];
