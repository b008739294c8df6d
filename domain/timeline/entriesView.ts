import type { Chronology } from '../chronology/chronologyEntry.ts';
import { THEME_TITLES } from '../concern/themes.ts';
import { writeCountOf } from '../digest/sentences/writeCount.ts';
import { writeDate } from '../digest/sentences/writeDate.ts';
import type { LocalDate } from '../localDate.ts';
import type { Severity } from '../severity.ts';
import type { TimelineFacts } from './buildTimeline.ts';
import { buildMonths } from './monthsView.ts';
import { buildEntryView, type TimelineEntry } from './entryView.ts';
import { countFilters, filterEntries, SOURCES, type TimelineFilters } from './timelineFilters.ts';
import type { EntriesView, FiltersView, Option } from './timelineView.ts';

/** Entries of one page. */
export const ENTRIES_PER_PAGE = 40;

const SEVERITY_TITLES: Readonly<Record<Exclude<Severity, 0>, string>> = {
  1: 'Low or more',
  2: 'Moderate or more',
  3: 'High or more',
  4: 'Immediate risk',
};

/** The list of entries with its filters, newest first. */
export function buildEntriesView(
  facts: TimelineFacts,
  chronology: Chronology,
  today: LocalDate,
): EntriesView {
  const { pupilId, filters, may, isNow } = facts;
  const all = mergeSiblings(facts, chronology);
  const shown = filterEntries(all, filters);
  const last = Math.max(1, Math.ceil(shown.length / ENTRIES_PER_PAGE));
  const page = Math.min(Math.max(1, facts.page), last);
  const editing = { pupilId, correct: may.correct && isNow, add: may.add && isNow };
  const href = (to: number): string | null =>
    to < 1 || to > last ? null : `/children/${pupilId}${to === 1 ? '' : `?page=${to}`}#entries`;
  const pageOf = new Map(shown.map(({ entry }, i) => [entry.id, 1 + Math.floor(i / ENTRIES_PER_PAGE)]));
  const months = buildMonths(chronology, (entryId, anchor) => {
    const on = pageOf.get(entryId);
    if (on === undefined) return null;
    return on === page ? `#${anchor}` : `/children/${pupilId}?page=${on}#${anchor}`;
  });
  return {
    months: countFilters(filters) === 0 && months.recent.length > 0 ? months : null,
    heading: headingOf(shown.length, all.length, filters),
    list: shown
      .slice((page - 1) * ENTRIES_PER_PAGE, page * ENTRIES_PER_PAGE)
      .map((entry) => buildEntryView(entry, editing)),
    form: buildForm(all, filters),
    pages: {
      previous: href(page - 1),
      next: href(page + 1),
      text: last === 1 ? '' : `Page ${page} of ${last}`,
    },
    nothing: shown.length > 0 ? null : nothingLine(filters, today),
  };
}

/** The child's entries, with those of brothers and sisters among them when they are asked for. */
export function mergeSiblings(
  { merged, siblings }: TimelineFacts,
  { entries }: Chronology,
): readonly TimelineEntry[] {
  if (!merged) return entries;
  const others = siblings.flatMap((sibling) =>
    sibling.entries
      .filter(({ kind }) => kind !== 'gap')
      .map((entry) => ({ ...entry, id: `${sibling.pupilId}:${entry.id}`, ofSibling: sibling.name })),
  );
  return [...entries, ...others].sort((a, b) => (a.date === b.date ? 0 : a.date < b.date ? 1 : -1));
}

function headingOf(shown: number, all: number, filters: TimelineFilters): string {
  const entries = writeCountOf(shown, 'entry', 'entries');
  const text = countFilters(filters) === 0 ? entries : `${entries} of ${all}`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function nothingLine(filters: TimelineFilters, today: LocalDate): string {
  return countFilters(filters) === 0
    ? `Nothing had been recorded by ${writeDate(today)}.`
    : 'No entry answers to all of this. Take something away, or clear the filters.';
}

function buildForm(entries: readonly TimelineEntry[], filters: TimelineFilters): FiltersView {
  const people = [...new Set(entries.flatMap(({ by }) => by ?? []))].sort();
  const count = countFilters(filters);
  return {
    words: filters.words,
    from: filters.from ?? '',
    to: filters.to ?? '',
    onlyCounts: filters.onlyCounts,
    themes: options('Any theme', Object.entries(THEME_TITLES), filters.theme),
    severities: options('Any', Object.entries(SEVERITY_TITLES), String(filters.minSeverity ?? '')),
    sources: options(
      'Anywhere',
      Object.entries(SOURCES).map(([key, { title }]) => [key, title]),
      filters.source,
    ),
    people: options(
      'Anybody',
      people.map((person) => [person, person]),
      filters.person,
    ),
    count,
    open: count > (filters.words === '' ? 0 : 1),
  };
}

function options(
  any: string,
  entries: readonly (readonly [string, string])[],
  chosen: string | undefined,
): Option[] {
  return [
    { value: '', text: any, selected: chosen === undefined || chosen === '' },
    ...entries.map(([value, text]) => ({ value, text, selected: value === chosen })),
  ];
}
