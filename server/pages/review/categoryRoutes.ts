import { randomUUID } from 'node:crypto';
import { may } from '../../../domain/access/actions.ts';
import { TAXONOMY } from '../../../domain/concernDefinitions.ts';
import { writeCountOf } from '../../../domain/digest/sentences/writeCount.ts';
import { writeInstant } from '../../../domain/digest/sentences/writeDate.ts';
import type { Urn } from '../../../domain/identifiers.ts';
import { categoryKey } from '../../../domain/tagging/mapSourceCategory.ts';
import { CONCERN_CATEGORIES, type ConcernCategory } from '../../../domain/taxonomy.ts';
import { recordCategoryMapping, type CategoryMappingRecord } from '../../../store/categoryMappings.ts';
import { listSchoolNames } from '../../../store/schoolsInScope.ts';
import {
  listMappingsInScope,
  listUnmappedInScope,
  type CategoryInUse,
} from '../../../store/sourceCategories.ts';
import { enqueueDecisions } from '../../../workers/queues.ts';
import { NOT_FOUND } from '../../problem.ts';
import { formFields } from '../formFields.ts';
import { problemLinks, type Problems } from '../formView.ts';
import { page, type PageAnswer, type PageRoute, type Visit } from '../page.ts';

const PATH = '/review/categories';
const SHOWN = 50;
/** What the name of a box begins with; the concern follows. */
const BOX = 'concern-';

/** What a school calls its entries: said once, it is weak evidence for every entry so called, and never the last word. */
export const categoryRoutes: readonly PageRoute[] = [
  page({ method: 'get', path: PATH, kind: 'view', allow: 'see-categories', audit: 'viewed-list' }, (visit) =>
    categoriesPage(visit),
  ),
  page(
    { method: 'post', path: PATH, kind: 'change', allow: 'review-matches', audit: 'reviewed-match' },
    async (visit) => {
      const fields = formFields(visit.request);
      const category = await findCategory(visit, fields);
      const concerns = CONCERN_CATEGORIES.filter((one) => `${BOX}${one}` in fields);
      const { says } = fields;
      const problem = problemOf(says, concerns);
      if (problem !== undefined) {
        const at = placeOf(category);
        return categoriesPage(visit, { at, concerns, problem });
      }
      const kept = await recordCategoryMapping(visit.store, visit.scope, {
        ...category,
        concerns: says === 'take-back' ? undefined : says === 'nothing' ? [] : concerns,
        at: visit.now,
      });
      if (!kept) throw NOT_FOUND;
      await enqueueDecisions(visit.context.queues, randomUUID());
      return {
        kind: 'redirect',
        to: PATH,
        notice: 'It is kept. The entries under this category are being read again.',
        about: { schoolUrns: [category.schoolUrn], what: `category ${says ?? ''}` },
      };
    },
  ),
];

interface Named {
  readonly schoolUrn: Urn;
  readonly category: string;
}

/** What was filled in for one category, and what is wrong with it. */
interface Refused {
  readonly at: string;
  readonly concerns: readonly ConcernCategory[];
  readonly problem: string;
}

function problemOf(says: string | undefined, concerns: readonly ConcernCategory[]): string | undefined {
  if (says === 'nothing' || says === 'take-back') return undefined;
  if (says !== 'concerns') return 'Choose what the category says';
  return concerns.length === 0 ? 'Tick at least one concern' : undefined;
}

/** One that is in use at a school of theirs, or of which something was said. */
async function findCategory(
  { store, scope, now }: Visit,
  { schoolUrn, category = '' }: Readonly<Record<string, string>>,
): Promise<Named> {
  const [unmapped, mapped] = await Promise.all([
    listUnmappedInScope(store, scope, now),
    listMappingsInScope(store, scope),
  ]);
  const found = [...unmapped, ...mapped].find(
    (one) => one.schoolUrn === schoolUrn && categoryKey(one.category) === categoryKey(category),
  );
  if (!found) throw NOT_FOUND;
  return { schoolUrn: found.schoolUrn, category: found.category };
}

function placeOf({ schoolUrn, category }: Named): string {
  return `category-${schoolUrn}-${categoryKey(category).replaceAll(' ', '-')}`;
}

async function categoriesPage({ store, scope, viewer, now }: Visit, refused?: Refused): Promise<PageAnswer> {
  const [unmapped, mapped, schools] = await Promise.all([
    listUnmappedInScope(store, scope, now),
    listMappingsInScope(store, scope),
    listSchoolNames(store, scope, 'see-categories'),
  ]);
  const names = new Map<string, string>(schools.map(({ urn, name }) => [urn, name]));
  const where = ({ schoolUrn }: Named) => (schools.length > 1 ? (names.get(schoolUrn) ?? schoolUrn) : '');
  const problems: Problems = refused ? { [refused.at]: refused.problem } : {};
  return {
    kind: 'page',
    template: 'review/categories',
    title: 'Unmapped categories',
    crumbs: [{ text: 'To review', href: '/review' }],
    errors: problemLinks(problems),
    view: {
      maySay: may(viewer.role, 'review-matches'),
      unmapped: unmapped.slice(0, SHOWN).map((one) => ({ ...unmappedView(one, refused), where: where(one) })),
      more: unmapped.length > SHOWN ? `The ${SHOWN} most used of ${unmapped.length} are shown.` : null,
      mapped: mapped.map((one) => ({ ...mappedView(one), where: where(one) })),
    },
    about: { schoolUrns: viewer.schoolUrns, what: 'categories', count: unmapped.length },
  };
}

function unmappedView({ schoolUrn, category, entries }: CategoryInUse, refused: Refused | undefined): object {
  const place = placeOf({ schoolUrn, category });
  const own = refused?.at === place ? refused : undefined;
  return {
    id: `field-${place}`,
    schoolUrn,
    category,
    entries: writeCountOf(entries, 'entry', 'entries'),
    open: own !== undefined,
    problem: own?.problem ?? null,
    boxes: CONCERN_CATEGORIES.map((concern) => ({
      id: `${place}-${concern}`,
      name: `${BOX}${concern}`,
      text: TAXONOMY[concern].title,
      ticked: own?.concerns.includes(concern) ?? false,
    })),
  };
}

function mappedView({ schoolUrn, category, concerns = [], by, at }: CategoryMappingRecord): object {
  return {
    schoolUrn,
    category,
    means:
      concerns.length === 0
        ? 'Says nothing about a concern'
        : concerns.map((concern) => TAXONOMY[concern].title).join('; '),
    by: `${by}, ${writeInstant(at)}`,
  };
}
