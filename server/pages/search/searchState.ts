import { z } from 'zod';
import type { SearchCursor } from '../../search/findEntries.ts';
import { parseLocalDate, londonInstant, addDays } from '../../../domain/localDate.ts';
import { LONGEST_SEARCH } from '../../../domain/search/parseSearch.ts';
import { CONCERN_CATEGORIES } from '../../../domain/taxonomy.ts';
import { themeOf } from '../../../domain/concern/themes.ts';
import type { Severity } from '../../../domain/severity.ts';
import type { IncidentFilters } from '../../../store/searchIncidents.ts';
import type { Visit } from '../page.ts';

/** What somebody asks, kept with their session: what they look for is personal data and never in an address. */
export interface SearchState {
  readonly words: string;
  readonly theme: string;
  readonly severity: string;
  readonly from: string;
  readonly to: string;
  readonly order: 'best' | 'newest';
  /** Where each page shown so far begins. */
  readonly pages: readonly SearchCursor[];
  /** Where the page after the last one shown begins. */
  readonly next?: SearchCursor;
}

declare module 'express-session' {
  interface SessionData {
    search: SearchState;
  }
}

const FIRST_PAGE: readonly SearchCursor[] = [{ offset: 0 }];

export const NOTHING_ASKED: SearchState = {
  words: '',
  theme: '',
  severity: '',
  from: '',
  to: '',
  order: 'best',
  pages: FIRST_PAGE,
};

const FORM = z.object({
  words: z.string().trim().max(LONGEST_SEARCH).catch(''),
  theme: z.string().max(40).catch(''),
  severity: z.enum(['1', '2', '3', '4']).or(z.literal('')).catch(''),
  from: z.string().max(10).catch(''),
  to: z.string().max(10).catch(''),
  order: z.enum(['best', 'newest']).catch('best'),
});

/** Reads the search form; what makes no sense narrows nothing. */
export function readSearchForm(fields: Readonly<Record<string, string>>): SearchState {
  return { ...FORM.parse(fields), pages: FIRST_PAGE };
}

/** What is asked, with cursors as they were before the session was kept as text. */
export function searchState({ request }: Pick<Visit, 'request'>): SearchState {
  const held = request.session.search ?? NOTHING_ASKED;
  return {
    ...held,
    pages: held.pages.map(revive),
    ...(held.next === undefined ? {} : { next: revive(held.next) }),
  };
}

function revive({ after, offset }: SearchCursor): SearchCursor {
  return after === undefined
    ? { offset }
    : { after: { ...after, occurredAt: new Date(after.occurredAt) }, offset };
}

const SEVERITIES: Readonly<Record<string, Severity>> = { 1: 1, 2: 2, 3: 3, 4: 4 };

/** The filters of a search as the store wants them. */
export function incidentFilters({ theme, severity, from, to }: SearchState): IncidentFilters {
  const categories = CONCERN_CATEGORIES.filter((category) => themeOf(category) === theme);
  const first = parseLocalDate(from);
  const last = parseLocalDate(to);
  const minSeverity = SEVERITIES[severity];
  return {
    ...(categories.length === 0 ? {} : { categories }),
    ...(minSeverity === undefined ? {} : { minSeverity }),
    ...(first === undefined ? {} : { from: londonInstant(first, '00:00:00') }),
    ...(last === undefined ? {} : { to: londonInstant(addDays(last, 1), '00:00:00') }),
  };
}
