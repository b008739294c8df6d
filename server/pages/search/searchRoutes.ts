import { parseSearch, asksNothing } from '../../../domain/search/parseSearch.ts';
import { mapChildren } from '../../../store/thisWeek.ts';
import { listSchoolNames } from '../../../store/schoolsInScope.ts';
import { findChildren } from '../../search/findChildren.ts';
import { findEntries, type FoundEntries } from '../../search/findEntries.ts';
import { formFields } from '../formFields.ts';
import { page, type Answer, type PageRoute, type Visit } from '../page.ts';
import { incidentFilters, NOTHING_ASKED, readSearchForm, searchState } from './searchState.ts';
import { buildSearchView, mayReadAnything } from './searchView.ts';

const PAGE_SIZE = 20;
const CHILDREN_SHOWN = 10;
const NOTHING_FOUND: FoundEntries = { entries: [] };

/** Searching children and what was written about them, in the viewer's schools. */
export const searchRoutes: readonly PageRoute[] = [
  page({ method: 'get', path: '/search', kind: 'search', allow: 'see-children', audit: 'searched' }, show),
  page(
    {
      method: 'post',
      path: '/search',
      kind: 'search',
      allow: 'see-children',
      audit: { none: 'keeps the question; the page that answers it is audited' },
    },
    (visit) => {
      visit.request.session.search = nextState(visit);
      return Promise.resolve({ kind: 'redirect', to: '/search' });
    },
  ),
];

function nextState(visit: Visit) {
  const fields = formFields(visit.request);
  const state = searchState(visit);
  if (fields['clear'] === 'yes') return NOTHING_ASKED;
  if (fields['page'] === 'previous')
    return { ...state, pages: state.pages.slice(0, Math.max(1, state.pages.length - 1)) };
  if (fields['page'] !== 'next') return readSearchForm(fields);
  return state.next === undefined ? state : { ...state, pages: [...state.pages, state.next] };
}

async function show(visit: Visit): Promise<Answer> {
  const { store, scope, viewer, now } = visit;
  const state = searchState(visit);
  const search = parseSearch(state.words);
  const asked = !asksNothing(search);
  const reads = mayReadAnything(viewer);
  const [children, found, schools] = await Promise.all([
    asked && state.pages.length === 1 ? findChildren(store, scope, search, CHILDREN_SHOWN) : [],
    asked && reads
      ? findEntries(store, scope, search, {
          filters: incidentFilters(state),
          order: state.order,
          cursor: state.pages.at(-1) ?? { offset: 0 },
          pageSize: PAGE_SIZE,
          now,
        })
      : NOTHING_FOUND,
    listSchoolNames(store, scope, 'see-children'),
  ]);
  const { next: _, ...kept } = state;
  visit.request.session.search = { ...kept, ...(found.next === undefined ? {} : { next: found.next }) };
  const named = await mapChildren(
    store,
    scope,
    found.entries.map(({ incident }) => incident.pupilId),
  );
  return {
    kind: 'page',
    template: 'search',
    title: 'Search',
    view: buildSearchView({
      state,
      search,
      asked,
      reads,
      children,
      found,
      named,
      schools,
      today: scope.today,
    }),
    about: { schoolUrns: viewer.schoolUrns, count: children.length + found.entries.length },
  };
}
