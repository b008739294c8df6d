import { fromEpochDay, epochDay, type LocalDate } from '../localDate.ts';
import { THEME_TITLES } from '../concern/themes.ts';
import type { Theme } from '../taxonomy.ts';
import type { ChronologyEntry, ChronologyKind, PeriodSummary } from './chronologyEntry.ts';

function counted(count: number, one: string, many: string): string {
  return count === 1 ? `1 ${one}` : `${count} ${many}`;
}

function monthEnd(month: string): LocalDate {
  const [year = 0, index = 1] = month.split('-').map(Number);
  return fromEpochDay(Date.UTC(year, index, 0) / 86_400_000);
}

function themesOf(entries: readonly ChronologyEntry[]): string {
  const counts = new Map<Theme, number>();
  for (const { theme, effect } of entries)
    if (theme !== undefined && effect === 'worrying') counts.set(theme, (counts.get(theme) ?? 0) + 1);
  const named = [...counts].sort((a, b) => b[1] - a[1]).map(([theme]) => THEME_TITLES[theme].toLowerCase());
  return named.length === 0 ? '' : `, on ${named.join(', ')}`;
}

/** What is told by its own title, in this order; the rest is counted. */
const TOLD_BY_TITLE: readonly ChronologyKind[] = ['attendance', 'move', 'referral', 'plan', 'gap'];
const COUNTED: readonly (readonly [ChronologyKind, string, string])[] = [
  ['intervention', 'intervention', 'interventions'],
  ['action', 'action', 'actions'],
  ['decision', 'decision', 'decisions'],
  ['note', 'note', 'notes'],
];

function sentences(entries: readonly ChronologyEntry[]): string {
  const of = (kind: ChronologyEntry['kind']) => entries.filter((entry) => entry.kind === kind);
  const worrying = of('incident').filter(({ effect }) => effect === 'worrying');
  const good = [...of('incident'), ...of('note')].filter(({ effect }) => effect === 'protective');
  const other =
    of('incident').length - worrying.length - good.filter(({ kind }) => kind === 'incident').length;
  return [
    worrying.length > 0 &&
      `${counted(worrying.length, 'worrying entry', 'worrying entries')}${themesOf(worrying)}.`,
    other > 0 && `${counted(other, 'other entry', 'other entries')}.`,
    good.length > 0 && `${counted(good.length, 'entry', 'entries')} of something going well.`,
    ...TOLD_BY_TITLE.flatMap(of).map(({ title }) => `${title}.`),
    of('contact').length > 0 && `${counted(of('contact').length, 'contact', 'contacts')} with the family.`,
    ...COUNTED.map(([kind, one, many]) => of(kind).length > 0 && `${counted(of(kind).length, one, many)}.`),
  ]
    .filter((sentence) => typeof sentence === 'string')
    .join(' ');
}

/** A few generated sentences for every calendar month with entries, newest first, each citing all it counts. */
export function periodSummaries(entries: readonly ChronologyEntry[]): readonly PeriodSummary[] {
  const months = new Map<string, ChronologyEntry[]>();
  for (const entry of entries) {
    const month = entry.date.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), entry]);
  }
  return [...months.keys()]
    .sort()
    .reverse()
    .map((month) => {
      const held = months.get(month) ?? [];
      const to = monthEnd(month);
      return {
        from: fromEpochDay(epochDay(to) - +to.slice(8, 10) + 1),
        to,
        text: sentences(held),
        entryIds: held.map(({ id }) => id),
      };
    });
}
