import { matchEntry, type EntryMatch } from '../../domain/search/matchEntry.ts';
import { excludedTerms, requiredTerms, type Search } from '../../domain/search/parseSearch.ts';
import { rankEntry } from '../../domain/search/rankEntry.ts';
import { searchedTexts } from '../../domain/search/searchTerms.ts';
import type { IncidentRecord } from '../../store/incidents.ts';
import type { Store } from '../../store/openStore.ts';
import type { Scope } from '../../store/scope.ts';
import { searchIncidents, type IncidentFilters, type SearchPlace } from '../../store/searchIncidents.ts';

/** An entry that answers, and how. */
export interface FoundEntry {
  readonly incident: IncidentRecord;
  readonly match: EntryMatch;
}

export interface FoundEntries {
  readonly entries: readonly FoundEntry[];
  /** Where the next page begins; absent when this is the last. */
  readonly next?: SearchCursor;
}

/** The list is ranked in stretches of so many entries, newest first: what is older than all of them comes after. */
const STRETCH = 200;
/** Stretches in which every entry fails a phrase are passed over, up to so many at a time. */
const MOST_STRETCHES = 10;

/** Where a page begins: so many down the ranked stretch that follows a place. */
export interface SearchCursor {
  readonly after?: SearchPlace;
  readonly offset: number;
}

export interface FindOptions {
  readonly filters: IncidentFilters;
  readonly order: 'best' | 'newest';
  readonly cursor: SearchCursor;
  readonly pageSize: number;
  readonly now: Date;
}

/** Entries the reader may read that answer a search, a page at a time; none when no word is sought in them. */
export async function findEntries(
  store: Store,
  scope: Scope,
  search: Search,
  { filters, order, cursor, pageSize, now }: FindOptions,
): Promise<FoundEntries> {
  const terms = requiredTerms(search);
  if (terms.length === 0) return { entries: [] };
  let { after, offset } = cursor;
  for (let stretch = 0; ; stretch += 1) {
    const found = await searchIncidents(store, scope, {
      ...filters,
      terms,
      withoutTerms: excludedTerms(search),
      limit: STRETCH + 1,
      ...(after === undefined ? {} : { after }),
    });
    const answers = found.slice(0, STRETCH).flatMap((incident): FoundEntry[] => {
      const match = matchEntry(search, searchedTexts(incident));
      return match === undefined ? [] : [{ incident, match }];
    });
    const ranked = order === 'best' ? rank(answers, now) : answers;
    const entries = ranked.slice(offset, offset + pageSize);
    const last = found.length > STRETCH ? found[STRETCH - 1] : undefined;
    const nextStretch =
      last === undefined
        ? undefined
        : { after: { occurredAt: last.occurredAt, incidentId: last._id }, offset: 0 };
    const here = { ...(after === undefined ? {} : { after }), offset: offset + pageSize };
    const next = ranked.length > offset + pageSize ? here : nextStretch;
    if (entries.length > 0 || next === undefined || stretch + 1 >= MOST_STRETCHES) {
      return { entries, ...(next === undefined ? {} : { next }) };
    }
    ({ after, offset } = { after: next.after, offset: next.offset });
  }
}

const MS_PER_DAY = 86_400_000;

function rank(answers: readonly FoundEntry[], now: Date): FoundEntry[] {
  return answers
    .map((answer) => ({
      answer,
      points: rankEntry(answer.match, {
        ageDays: (now.getTime() - answer.incident.occurredAt.getTime()) / MS_PER_DAY,
        severity: answer.incident.tagging?.severity ?? 0,
      }),
    }))
    .sort((a, b) => b.points - a.points)
    .map(({ answer }) => answer);
}
