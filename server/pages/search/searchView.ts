import { reachOf, type Viewer } from '../../../domain/access/viewer.ts';
import { THEME_TITLES } from '../../../domain/concern/themes.ts';
import { writeDate } from '../../../domain/digest/sentences/writeDate.ts';
import { londonDate, type LocalDate } from '../../../domain/localDate.ts';
import { whyFound } from '../../../domain/search/rankEntry.ts';
import type { Search } from '../../../domain/search/parseSearch.ts';
import { snippet } from '../../../domain/search/snippet.ts';
import { anchorOf } from '../../../domain/timeline/entryView.ts';
import { entryFacts } from '../../../store/entryFacts.ts';
import type { PupilRecord } from '../../../store/pupils.ts';
import type { FoundChild } from '../../search/findChildren.ts';
import type { FoundEntries, FoundEntry } from '../../search/findEntries.ts';
import { childName, schoolOf, yearOf } from '../children/describeChild.ts';
import type { SearchState } from './searchState.ts';

const SNIPPET_ROOM = 260;

/** True for who may read entries somewhere. */
export function mayReadAnything(viewer: Viewer): boolean {
  const reach = reachOf(viewer, 'see-narratives');
  return 'schoolUrns' in reach && reach.schoolUrns.length > 0;
}

interface SearchFacts {
  readonly state: SearchState;
  readonly search: Search;
  readonly asked: boolean;
  readonly reads: boolean;
  readonly children: readonly FoundChild[];
  readonly found: FoundEntries;
  readonly named: ReadonlyMap<string, PupilRecord>;
  readonly schools: readonly { readonly urn: string; readonly name: string }[];
  readonly today: LocalDate;
}

/** Everything the search page says. */
export function buildSearchView(facts: SearchFacts): object {
  const { state, asked, reads, children, found } = facts;
  const names = new Map(facts.schools.map(({ urn, name }) => [urn, name]));
  const entries = found.entries.flatMap((entry) => entryView(entry, facts.named));
  return {
    ...state,
    reads,
    asked,
    narrowed: state.theme + state.severity + state.from + state.to !== '' || state.order === 'newest',
    themes: options('Any theme', Object.entries(THEME_TITLES), state.theme),
    severities: options('Any', SEVERITIES, state.severity),
    orders: options(
      '',
      [
        ['best', 'Best answers first'],
        ['newest', 'Newest first'],
      ],
      state.order,
    ).slice(1),
    children: children.map(({ pupil, match }) => ({
      href: `/children/${pupil._id}`,
      name: childName(pupil),
      where: [
        yearOf(pupil),
        pupil.dateOfBirth === undefined ? undefined : `born ${writeDate(pupil.dateOfBirth)}`,
        schoolOf(pupil, names, facts.today),
      ]
        .filter((part) => part !== undefined)
        .join(', '),
      why: match.why,
    })),
    entries,
    nothing: asked && children.length === 0 && entries.length === 0,
    firstPage: state.pages.length === 1,
    next: found.next !== undefined,
    hasPages: found.next !== undefined || state.pages.length > 1,
  };
}

const SEVERITIES = [
  ['1', 'Low or more'],
  ['2', 'Moderate or more'],
  ['3', 'High or more'],
  ['4', 'Immediate risk'],
] as const;

function options(any: string, entries: readonly (readonly [string, string])[], chosen: string) {
  return [
    { value: '', text: any, selected: chosen === '' },
    ...entries.map(([value, text]) => ({ value, text, selected: value === chosen })),
  ];
}

function entryView({ incident, match }: FoundEntry, named: ReadonlyMap<string, PupilRecord>): object[] {
  const pupil = named.get(incident.pupilId);
  if (!pupil) return [];
  const day = londonDate(incident.occurredAt);
  return [
    {
      href: `/children/${pupil._id}#${anchorOf(incident._id)}`,
      name: childName(pupil),
      title: entryFacts(incident).title,
      iso: day,
      date: writeDate(day),
      by: incident.recordedBy ?? '',
      pieces: snippet(incident.narrative, match.spans[0] ?? [], SNIPPET_ROOM),
      why: whyFound(match),
    },
  ];
}
