import { z } from 'zod';
import { REASONS } from '../../../domain/access/usualList.ts';
import { findPupilInScope } from '../../../store/pupilsInScope.ts';
import { NOT_FOUND } from '../../problem.ts';
import { aboutChild } from '../aboutChild.ts';
import { page, type PageAnswer, type PageRoute, type Visit } from '../page.ts';

const PATH = '/children/:pupilId/why';

const FORM = z.object({
  why: z.enum(Object.keys(REASONS)).optional(),
  more: z.string().trim().max(200).default(''),
  then: z.string().default(''),
});

/** "Why are you looking", asked once for each child in a session. */
export const whyRoutes: readonly PageRoute[] = [
  page(
    {
      method: 'get',
      path: PATH,
      kind: 'view',
      allow: 'see-children',
      audit: { none: 'shows nothing of the child; the answer is audited' },
    },
    async (visit) => {
      await findChild(visit);
      return askPage(visit, { more: '', then: String(visit.request.query['then'] ?? '') });
    },
  ),
  page(
    { method: 'post', path: PATH, kind: 'change', allow: 'see-children', audit: 'gave-reason' },
    async (visit) => {
      const { pupil } = await findChild(visit);
      const form = FORM.safeParse(visit.request.body);
      const { why, more, then } = form.success ? form.data : { why: undefined, more: '', then: '' };
      if (why === undefined || (why === 'other' && more === '')) {
        return askPage(visit, {
          more,
          then,
          error: why === undefined ? 'Choose why you are looking' : 'Say what the other reason is',
        });
      }
      visit.request.session.reasons = {
        ...visit.request.session.reasons,
        [pupil._id]: visit.now.getTime(),
      };
      const title = Object.entries(REASONS).find(([key]) => key === why)?.[1] ?? why;
      return {
        kind: 'redirect',
        to: wayOn(then, pupil._id),
        about: { ...aboutChild(visit, pupil), reason: more === '' ? title : `${title}: ${more}` },
      };
    },
  ),
];

async function findChild(visit: Visit) {
  const found = await findPupilInScope(visit.store, visit.scope, 'see-children', visit.param('pupilId'));
  if (!found) throw NOT_FOUND;
  return found;
}

/** Only to pages of this child: an address from elsewhere leads nowhere else. */
function wayOn(then: string, pupilId: string): string {
  const own = `/children/${pupilId}`;
  return then === own || /^[/?]/.test(then.startsWith(own) ? then.slice(own.length) : '') ? then : own;
}

function askPage(
  visit: Visit,
  { more, then, error }: { more: string; then: string; error?: string },
): PageAnswer {
  return {
    kind: 'page',
    template: 'why',
    title: 'Why are you looking at this child?',
    errors: error === undefined ? [] : [{ text: error, href: '#why-concern' }],
    view: {
      action: PATH.replace(':pupilId', visit.param('pupilId')),
      then,
      more,
      error: error ?? null,
      hint: 'This child is not on your usual list.',
      reasons: Object.entries(REASONS).map(([value, text]) => ({
        id: `why-${value}`,
        value,
        text,
        checked: false,
      })),
    },
  };
}
