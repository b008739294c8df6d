import type { Urn } from '../domain/identifiers.ts';
import { mapSourceCategory } from '../domain/tagging/mapSourceCategory.ts';
import type { Store } from './openStore.ts';

/** A category as a school's system names it, and how many entries carry it. */
export interface CategoryInUse {
  readonly category: string;
  readonly entries: number;
}

/**
 * The categories in use in these schools that the tagger knows nothing of, most used first: for an admin to
 * look at. Entries under them are read by their words alone.
 */
export async function listUnmappedCategories(
  store: Store,
  scope: { readonly schoolUrns: readonly Urn[] },
): Promise<CategoryInUse[]> {
  const counted = await store.incidents.aggregate<{ _id: string; entries: number }>([
    { $match: { schoolUrn: { $in: [...scope.schoolUrns] }, category: { $type: 'string' } } },
    { $group: { _id: '$category', entries: { $sum: 1 } } },
  ]);
  return counted
    .filter(({ _id }) => mapSourceCategory(_id) === 'unmapped')
    .map(({ _id, entries }) => ({ category: _id, entries }))
    .sort((a, b) => b.entries - a.entries || (a.category < b.category ? -1 : 1));
}
