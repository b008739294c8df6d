import { randomUUID } from 'node:crypto';
import { writeInstant } from '../../../domain/digest/sentences/writeDate.ts';
import { askForPreviewInScope, findPreviewInScope } from '../../../store/digestPreviews.ts';
import { enqueueDigest } from '../../../workers/queues.ts';
import { NOT_FOUND } from '../../problem.ts';
import { page, type PageRoute } from '../page.ts';
import { viewOnPage } from './digestPageView.ts';
import { findReader, READERS } from './readerRoutes.ts';

const PATH = '/digests/readers/:readerId/preview';

/** What a reader's next digest would say today, before it is sent. */
export const previewRoutes: readonly PageRoute[] = [
  page(
    { method: 'get', path: PATH, kind: 'view', allow: 'see-digests', audit: 'viewed-digest' },
    async (visit) => {
      const reader = await findReader(visit);
      const preview = await findPreviewInScope(visit.store, visit.scope, reader._id);
      const made = preview?.made;
      return {
        kind: 'page',
        template: 'digests/preview',
        title: `The next digest for ${reader.name}`,
        crumbs: READERS,
        view: {
          action: PATH.replace(':readerId', reader._id),
          isBeingMade: preview !== null && made === undefined,
          madeAt: made === undefined ? null : writeInstant(made.at),
          digest: made === undefined ? null : viewOnPage(made.view),
        },
        about: { schoolUrns: reader.schoolUrns, what: 'preview' },
      };
    },
  ),
  page(
    { method: 'post', path: PATH, kind: 'change', allow: 'see-digests', audit: 'viewed-digest' },
    async (visit) => {
      const readerId = visit.param('readerId');
      if (!(await askForPreviewInScope(visit.store, visit.scope, readerId, visit.now))) throw NOT_FOUND;
      await enqueueDigest(visit.context.queues, { kind: 'preview', readerId, traceId: randomUUID() });
      return {
        kind: 'redirect',
        to: PATH.replace(':readerId', readerId),
        about: { what: 'preview asked for' },
      };
    },
  ),
];
