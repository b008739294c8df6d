import { may } from '../../../domain/access/actions.ts';
import { isUrn } from '../../../domain/identifiers.ts';
import { compareDigests } from '../../../domain/digest/compareDigests.ts';
import { printDigest } from '../../../domain/digest/printDigest.ts';
import {
  askForResendInScope,
  findDigestInScope,
  findEarlierDigestInScope,
  listDigestsInScope,
} from '../../../store/digestArchive.ts';
import type { DigestRecord } from '../../../store/digests.ts';
import { listSchoolNames } from '../../../store/schoolsInScope.ts';
import { renderPdf } from '../../../templates/pdf/renderPdf.ts';
import { enqueueDigest } from '../../../workers/queues.ts';
import { randomUUID } from 'node:crypto';
import { NOT_FOUND } from '../../problem.ts';
import { queryParameter } from '../formFields.ts';
import { page, type PageRoute, type Visit } from '../page.ts';
import { digestPageView } from './digestPageView.ts';
import { listView } from './digestListView.ts';

const PER_PAGE = 40;
const CRUMB = [{ text: 'Digests', href: '/digests' }];

/** The archive of digests: what was sent, to whom and whether it got there, each as it was written. */
export const digestRoutes: readonly PageRoute[] = [
  page(
    { method: 'get', path: '/digests', kind: 'view', allow: 'see-digest-archive', audit: 'viewed-digest' },
    async (visit) => {
      const after = queryParameter(visit.request, 'after');
      const school = queryParameter(visit.request, 'school');
      const digests = await listDigestsInScope(visit.store, visit.scope, {
        ...(/^\d{4}-W\d{2}:[\w:]{1,60}$/.test(after) ? { after } : {}),
        ...(isUrn(school) ? { schoolUrn: school } : {}),
        limit: PER_PAGE,
      });
      const schools = await listSchoolNames(visit.store, visit.scope, 'see-digest-archive');
      return {
        kind: 'page',
        template: 'digests/list',
        title: 'Digests',
        view: {
          ...listView(digests, { perPage: PER_PAGE, schools, school }),
          maySetUp: may(visit.viewer.role, 'see-digests'),
        },
        about: { what: 'list', count: digests.length },
      };
    },
  ),
  page(
    {
      method: 'get',
      path: '/digests/:digestId',
      kind: 'view',
      allow: 'see-digest-archive',
      audit: 'viewed-digest',
    },
    async (visit) => {
      const digest = await findDigest(visit);
      const earlier = await findEarlierDigestInScope(visit.store, visit.scope, digest);
      return {
        kind: 'page',
        template: 'digests/digest',
        title: digest.view.title,
        crumbs: CRUMB,
        view: digestPageView(digest, {
          earlier: earlier && { week: earlier.week, ...compareDigests(earlier.view, digest.view) },
          maySend: may(visit.viewer.role, 'see-digests'),
        }),
        about: aboutDigest(digest),
      };
    },
  ),
  page(
    {
      method: 'get',
      path: '/digests/:digestId/digest.pdf',
      kind: 'export',
      allow: 'see-digest-archive',
      audit: 'exported',
    },
    async (visit) => {
      const digest = await findDigest(visit);
      return {
        kind: 'file',
        contentType: 'application/pdf',
        fileName: `digest-${digest.week}.pdf`,
        body: await renderPdf(printDigest(digest.view, { by: visit.viewer.name, at: visit.now })),
        about: { ...aboutDigest(digest), what: 'PDF' },
      };
    },
  ),
  page(
    {
      method: 'post',
      path: '/digests/:digestId/resend',
      kind: 'change',
      allow: 'see-digests',
      audit: 'changed-digest-settings',
    },
    async (visit) => {
      const digest = await findDigest(visit);
      const asked = await askForResendInScope(visit.store, visit.scope, digest._id, visit.now);
      if (asked) {
        const { queues } = visit.context;
        await enqueueDigest(queues, { kind: 'send', digestId: digest._id, traceId: randomUUID() });
      }
      return {
        kind: 'redirect',
        to: `/digests/${digest._id}`,
        notice: asked
          ? 'It is being sent once more, as it was written.'
          : 'It is on its way already; nothing was changed.',
        about: { ...aboutDigest(digest), what: 'sent again' },
      };
    },
  ),
];

async function findDigest({ store, scope, param }: Visit): Promise<DigestRecord> {
  const digest = await findDigestInScope(store, scope, param('digestId'));
  if (!digest) throw NOT_FOUND;
  return digest;
}

function aboutDigest({ _id, schoolUrns }: DigestRecord) {
  return { digestId: _id, schoolUrns };
}
