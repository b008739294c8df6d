import { z } from 'zod';
import type { ChronologyEntry, ChronologyKind } from '../chronology/chronologyEntry.ts';
import { parseLocalDate, type LocalDate } from '../localDate.ts';
import { matchEntry, type EntryMatch } from '../search/matchEntry.ts';
import { asksNothing, parseSearch, type Search } from '../search/parseSearch.ts';
import type { Severity } from '../severity.ts';
import type { Theme } from '../taxonomy.ts';

/** Where an entry comes from, as a reader chooses it. */
export const SOURCES = {
  incidents: { title: 'What staff logged', kinds: ['incident'] },
  register: { title: 'The register', kinds: ['attendance', 'gap'] },
  contacts: { title: 'Contacts and visits', kinds: ['contact'] },
  added: {
    title: 'Actions, plans, referrals and notes',
    kinds: ['referral', 'plan', 'intervention', 'action', 'note', 'decision'],
  },
  moves: { title: 'Changes of school', kinds: ['move'] },
} as const satisfies Readonly<Record<string, { title: string; kinds: readonly ChronologyKind[] }>>;
export type SourceKey = keyof typeof SOURCES;

/** What a reader has narrowed a timeline to; what is not given does not narrow. */
export interface TimelineFilters {
  readonly words: string;
  readonly theme?: Theme;
  readonly minSeverity?: Severity;
  readonly source?: SourceKey;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  /** Who wrote it down, as the entry names them. */
  readonly person?: string;
  /** Only what gives points to the score. */
  readonly onlyCounts: boolean;
}

export const NO_FILTERS: TimelineFilters = { words: '', onlyCounts: false };

const THEMES = [
  'harm-at-home',
  'family-circumstances',
  'own-health',
  'exploitation-and-risk',
  'school-life',
  'agencies',
] as const satisfies readonly Theme[];

const date = z
  .string()
  .trim()
  .transform((text) => parseLocalDate(text))
  .optional();
const choice = <const T extends readonly [string, ...string[]]>(of: T) =>
  z.enum(of).optional().catch(undefined);

const FORM = z.object({
  words: z.string().max(300).catch(''),
  theme: choice(THEMES),
  severity: choice(['1', '2', '3', '4']),
  source: choice(['incidents', 'register', 'contacts', 'added', 'moves']),
  from: date.catch(undefined),
  to: date.catch(undefined),
  person: z.string().max(200).optional().catch(undefined),
  counts: z.literal('yes').optional().catch(undefined),
});

const SEVERITIES: Readonly<Record<string, Severity>> = { 1: 1, 2: 2, 3: 3, 4: 4 };

/** Reads the filters' form; what makes no sense narrows nothing. */
export function parseTimelineFilters(body: unknown): TimelineFilters {
  const form = FORM.safeParse(body ?? {});
  if (!form.success) return NO_FILTERS;
  const { words, theme, severity, source, from, to, person, counts } = form.data;
  const minSeverity = severity === undefined ? undefined : SEVERITIES[severity];
  return {
    words: words.trim(),
    ...(theme === undefined ? {} : { theme }),
    ...(minSeverity === undefined ? {} : { minSeverity }),
    ...(source === undefined ? {} : { source }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(person === undefined || person === '' ? {} : { person }),
    onlyCounts: counts === 'yes',
  };
}

/** How many filters narrow anything. */
export function countFilters(filters: TimelineFilters): number {
  return Object.values(filters).filter((value) => value !== '' && value !== false).length;
}

/** An entry that passes, and where the words looked for stand in it. */
export interface FilteredEntry<E extends ChronologyEntry> {
  readonly entry: E;
  readonly match: EntryMatch | undefined;
}

/** The texts of an entry that are searched, in the order in which `EntryMatch.spans` gives their places. */
export function textsOf(entry: ChronologyEntry): readonly string[] {
  return [
    entry.incident?.narrative ?? entry.text ?? '',
    entry.title,
    entry.actionTaken ?? '',
    entry.outcome ?? '',
    entry.incident?.category ?? '',
  ];
}

/** Entries that pass every filter, in the order given. */
export function filterEntries<E extends ChronologyEntry>(
  entries: readonly E[],
  filters: TimelineFilters,
): FilteredEntry<E>[] {
  const search = parseSearch(filters.words);
  const searching = !asksNothing(search);
  return entries
    .filter((entry) => passes(entry, filters))
    .flatMap((entry) => found(entry, search, searching));
}

function found<E extends ChronologyEntry>(entry: E, search: Search, searching: boolean): FilteredEntry<E>[] {
  if (!searching) return [{ entry, match: undefined }];
  const match = matchEntry(search, textsOf(entry));
  return match === undefined ? [] : [{ entry, match }];
}

function passes(entry: ChronologyEntry, filters: TimelineFilters): boolean {
  const { theme, minSeverity, source, from, to, person, onlyCounts } = filters;
  const kinds: readonly ChronologyKind[] | undefined =
    source === undefined ? undefined : SOURCES[source].kinds;
  return (
    (theme === undefined || entry.theme === theme) &&
    (minSeverity === undefined || (entry.incident?.tagging.severity ?? 0) >= minSeverity) &&
    (kinds === undefined || kinds.includes(entry.kind)) &&
    (from === undefined || (entry.until ?? entry.date) >= from) &&
    (to === undefined || entry.date <= to) &&
    (person === undefined || entry.by === person) &&
    (!onlyCounts || entry.weight !== 0)
  );
}
