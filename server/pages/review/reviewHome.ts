import { may } from '../../../domain/access/actions.ts';
import { writeCountOf } from '../../../domain/digest/sentences/writeCount.ts';
import { countDeliveryProblems } from '../../../store/deliveriesInScope.ts';
import { listHouseholdSuggestions } from '../../../store/householdAnswers.ts';
import { countMissingRows } from '../../../store/missingRows.ts';
import { countHeldForReview } from '../../../store/thisWeek.ts';
import { listUnmappedInScope } from '../../../store/sourceCategories.ts';
import { page, type PageRoute, type Visit } from '../page.ts';
import { problemsSince } from './deliveryRoutes.ts';

/** What waits for a person, queue by queue; technicians have that of deliveries alone, administrators categories too. */
export const reviewHome: readonly PageRoute[] = [
  page(
    { method: 'get', path: '/review', kind: 'view', allow: 'see-deliveries', audit: 'viewed-deliveries' },
    async (visit) => ({
      kind: 'page',
      template: 'review/home',
      title: 'To review',
      view: { queues: await queuesOf(visit), made: madeOf(visit) },
      about: { schoolUrns: visit.viewer.schoolUrns, what: 'queues' },
    }),
  ),
];

interface Queue {
  readonly text: string;
  readonly href: string;
  readonly waiting: string | null;
  readonly hint: string;
}

async function queuesOf({ store, scope, viewer, now }: Visit): Promise<Queue[]> {
  const problems = await countDeliveryProblems(store, scope, problemsSince(now));
  const deliveries = queue(
    'Delivery problems',
    '/review/deliveries',
    'What was sent in the last 90 days and could not be used, by row and field.',
    problems === 0 ? null : writeCountOf(problems, 'delivery', 'deliveries'),
  );
  if (!may(viewer.role, 'see-categories')) return [deliveries];
  const unmapped = await listUnmappedInScope(store, scope, now);
  const categories = queue(
    'Unmapped categories',
    '/review/categories',
    'What a school’s own system calls entries, and nobody has said yet what it means.',
    unmapped.length === 0 ? null : writeCountOf(unmapped.length, 'category', 'categories'),
  );
  if (!may(viewer.role, 'review-matches')) return [categories, deliveries];
  const [held, missing, households] = await Promise.all([
    countHeldForReview(store, scope),
    countMissingRows(store, scope),
    listHouseholdSuggestions(store, scope),
  ]);
  return [
    queue(
      'Unmatched pupils',
      '/review/pupils',
      'Rows held because it is not clear which child is meant. They are on nobody’s file until you say.',
      held === 0 ? null : writeCountOf(held, 'row', 'rows'),
    ),
    queue(
      'Missing from an export',
      '/review/missing',
      'Incidents that a full export of their source did not have: do they still stand?',
      missing === 0 ? null : writeCountOf(missing, 'incident', 'incidents'),
    ),
    categories,
    queue(
      'Brothers and sisters?',
      '/review/households',
      'Children of one address of whom nobody has said whether they live together.',
      households.length === 0 ? null : writeCountOf(households.length, 'address', 'addresses'),
    ),
    deliveries,
  ];
}

/** What was decided before, to look at and to put right. */
function madeOf({ viewer }: Visit): { text: string; href: string }[] {
  if (!may(viewer.role, 'review-matches')) return [];
  return [
    { text: 'Matches people decided', href: '/review/decisions' },
    { text: 'Two records of one child', href: '/review/records' },
    { text: 'Concerns put right', href: '/review/corrections' },
    { text: 'Subject access requests', href: '/subject-access' },
  ];
}

function queue(text: string, href: string, hint: string, waiting: string | null): Queue {
  return { text, href, hint, waiting };
}
