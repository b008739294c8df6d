/** The categories that schools' own systems give their entries: which are in use, and which nobody has said anything of. */
import { may } from '../domain/access/actions.ts';
import type { Urn } from '../domain/identifiers.ts';
import { HIDDEN, suppressCount } from '../domain/smallNumbers.ts';
import { categoryKey, mapSourceCategory } from '../domain/tagging/mapSourceCategory.ts';
import { mapSchoolCategories, type CategoryMappingRecord } from './categoryMappings.ts';
import type { Store } from './openStore.ts';
import { remembered } from './remembered.ts';
import { schoolThingsInScope, type Scope } from './scope.ts';

/** A category as a school's system names it, and how many entries carry it. */
export interface CategoryInUse {
  readonly schoolUrn: Urn;
  readonly category: string;
  readonly entries: number;
}

/** Counts of many entries may be so old, milliseconds. */
const REMEMBER_MS = 60_000;

/**
 * The categories in use in the viewer's schools of which the tagger knows nothing and nobody has said anything, most
 * used first. Entries under them are read by their words alone. Whoever reads no entries is not told a name that few of
 * them bear, which could be a child's.
 */
export async function listUnmappedInScope(store: Store, scope: Scope, now: Date): Promise<CategoryInUse[]> {
  const mine = schoolThingsInScope(scope, 'see-categories');
  const key = `categories in use ${JSON.stringify(mine)}`;
  const used = await remembered(store, key, { now, forMs: REMEMBER_MS }, () => countCategories(store, mine));
  const unmapped = await withoutMapped(store, used);
  if (may(scope.viewer.role, 'see-narratives')) return unmapped;
  return unmapped.filter(({ entries }) => suppressCount(entries) !== HIDDEN);
}

/** The same of these schools, counted now; for the command line. */
export async function listUnmappedCategories(
  store: Store,
  { schoolUrns }: { readonly schoolUrns: readonly Urn[] },
): Promise<CategoryInUse[]> {
  return withoutMapped(store, await countCategories(store, { schoolUrn: { $in: [...schoolUrns] } }));
}

/** What was said of categories of the viewer's schools, by name; what was taken back is left out. */
export async function listMappingsInScope(store: Store, scope: Scope): Promise<CategoryMappingRecord[]> {
  return store.categoryMappings
    .find({ $and: [schoolThingsInScope(scope, 'review-matches') as never, { concerns: { $exists: true } }] })
    .sort({ key: 1, _id: 1 })
    .lean<CategoryMappingRecord[]>();
}

async function countCategories(store: Store, schools: object): Promise<CategoryInUse[]> {
  const counted = await store.incidents.aggregate<{ _id: { s: Urn; c: string }; entries: number }>([
    { $match: { ...schools, category: { $type: 'string' } } },
    { $group: { _id: { s: '$schoolUrn', c: '$category' }, entries: { $sum: 1 } } },
  ]);
  const byKey = new Map<string, CategoryInUse>();
  for (const { _id, entries } of counted.sort((a, b) => b.entries - a.entries)) {
    const key = `${_id.s}:${categoryKey(_id.c)}`;
    const known = byKey.get(key);
    byKey.set(key, {
      schoolUrn: _id.s,
      category: known?.category ?? _id.c,
      entries: (known?.entries ?? 0) + entries,
    });
  }
  return [...byKey.values()];
}

async function withoutMapped(store: Store, used: readonly CategoryInUse[]): Promise<CategoryInUse[]> {
  const said = await mapSchoolCategories(store, [...new Set(used.map(({ schoolUrn }) => schoolUrn))]);
  return used
    .filter(({ schoolUrn, category }) => mapSourceCategory(category, said.get(schoolUrn)) === 'unmapped')
    .sort((a, b) => b.entries - a.entries || (a.category < b.category ? -1 : 1));
}
