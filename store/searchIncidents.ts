import type { Severity } from '../domain/severity.ts';
import type { ConcernCategory } from '../domain/taxonomy.ts';
import type { IncidentRecord } from './incidents.ts';
import type { Store } from './openStore.ts';
import { recordsInScope, type RecordsFilter, type Scope } from './scope.ts';

/** What narrows a search; each that is given must hold. */
export interface IncidentFilters {
  readonly pupilIds?: readonly string[];
  /** By when it happened, the end left out. */
  readonly from?: Date;
  readonly to?: Date;
  readonly minSeverity?: Severity;
  readonly categories?: readonly ConcernCategory[];
  readonly sourceId?: string;
}

export interface IncidentSearch extends IncidentFilters {
  /** All of these an entry must be filed under; at least one. */
  readonly terms: readonly string[];
  readonly withoutTerms?: readonly string[];
  /** Only what comes after this one, newest first. */
  readonly after?: SearchPlace;
  readonly limit: number;
}

/** A place in the list of entries, newest first. */
export interface SearchPlace {
  readonly occurredAt: Date;
  readonly incidentId: string;
}

/** So many of a term's newest entries are looked at to tell how rare it is. */
const RARITY_SAMPLE = 200;
/** A question so wide that it cannot be answered in this time is given up rather than slow everybody down. */
const GIVE_UP_AFTER_MS = 5000;

/**
 * Entries that the reader's own schools recorded and that are filed under every term, newest first. There is one index
 * entry an incident and term, in order of date, so that the newest entries of the rarest term are read and nothing
 * else, however many there are.
 */
export async function searchIncidents(
  store: Store,
  scope: Scope,
  search: IncidentSearch,
): Promise<IncidentRecord[]> {
  if (search.terms.length === 0) return [];
  const ours = recordsInScope(scope, 'see-narratives');
  const [rarest, ...others] = await byRarity(store, ours, search.terms);
  const { after, limit, withoutTerms = [] } = search;
  return store.incidents
    .find({
      ...ours,
      searchTerms: rarest,
      withdrawnAt: { $exists: false },
      ...whenOf(search),
      $and: [
        ...others.map((term) => ({ searchTerms: term })),
        ...(withoutTerms.length === 0 ? [] : [{ searchTerms: { $nin: [...withoutTerms] } }]),
        ...(after === undefined ? [] : [afterPlace(after)]),
        ...filtersOf(search),
        {},
      ],
    } as never)
    .sort({ occurredAt: -1, _id: -1 })
    .limit(limit)
    .maxTimeMS(GIVE_UP_AFTER_MS)
    .lean<IncidentRecord[]>();
}

function whenOf({ from, to, after }: IncidentSearch): object {
  if (from === undefined && to === undefined && after === undefined) return {};
  return {
    occurredAt: {
      ...(from === undefined ? {} : { $gte: from }),
      ...(after === undefined ? {} : { $lte: after.occurredAt }),
      ...(to === undefined ? {} : { $lt: to }),
    },
  };
}

function afterPlace({ occurredAt, incidentId }: SearchPlace): object {
  return { $or: [{ occurredAt: { $lt: occurredAt } }, { occurredAt, _id: { $lt: incidentId } }] };
}

function filtersOf({ pupilIds, minSeverity, categories, sourceId }: IncidentFilters): object[] {
  return [
    ...(pupilIds === undefined ? [] : [{ pupilId: { $in: [...pupilIds] } }]),
    ...(minSeverity === undefined ? [] : [{ 'tagging.severity': { $gte: minSeverity } }]),
    ...(categories === undefined
      ? []
      : [
          {
            'tagging.tags': {
              $elemMatch: { category: { $in: [...categories] }, polarity: 'asserted' },
            },
          },
        ]),
    ...(sourceId === undefined ? [] : [{ sourceId }]),
  ];
}

/** Terms with the one that fewest entries are filed under first, told by how far back its newest entries reach. */
async function byRarity(
  store: Store,
  ours: RecordsFilter,
  terms: readonly string[],
): Promise<readonly string[]> {
  if (terms.length === 1) return terms;
  const reaches = await Promise.all(
    terms.map(async (term) => {
      const sampled = await store.incidents
        .find({ ...ours, searchTerms: term } as never, { occurredAt: 1, _id: 0 })
        .sort({ occurredAt: -1 })
        .limit(RARITY_SAMPLE)
        .lean<{ occurredAt: Date }[]>();
      const oldest = sampled.at(-1)?.occurredAt.getTime() ?? 0;
      return { term, count: sampled.length, oldest };
    }),
  );
  return reaches
    .sort((a, b) => a.count - b.count || a.oldest - b.oldest || b.term.length - a.term.length)
    .map(({ term }) => term);
}
