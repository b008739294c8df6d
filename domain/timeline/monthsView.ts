import type { Chronology, PeriodSummary } from '../chronology/chronologyEntry.ts';
import { writeDateBeside, writeMonth } from '../digest/sentences/writeDate.ts';
import type { LocalDate } from '../localDate.ts';
import { anchorOf } from './entryView.ts';
import type { MonthsView, MonthView } from './timelineView.ts';

/** Months told at once; the others unfold. */
const RECENT_MONTHS = 3;

/**
 * What each month came to, in a few sentences made from its entries, each with the entries it counts.
 * @param hrefOf where an entry stands on the timeline, by its anchor; null where it is not shown
 */
export function buildMonths(
  { periods, entries }: Chronology,
  hrefOf: (entryId: string, anchor: string) => string | null,
): MonthsView {
  const dateOf = new Map(entries.map(({ id, date }) => [id, date]));
  const months = periods.map((period): MonthView => ({
    title: writeMonth(period.from),
    text: period.text,
    cites: period.entryIds.map((id) => ({
      text: writeDateBeside(dateOf.get(id) ?? period.from, period.from),
      href: hrefOf(id, anchorOf(id)),
    })),
  }));
  return { recent: months.slice(0, RECENT_MONTHS), earlier: months.slice(RECENT_MONTHS) };
}

/** A month in one line for paper, oldest first, with the days of the entries it counts. */
export function printedMonths({ periods, entries }: Chronology): readonly string[] {
  const dateOf = new Map(entries.map(({ id, date }) => [id, date]));
  return [...periods]
    .reverse()
    .map((period) => `${writeMonth(period.from)}: ${period.text} ${daysOf(period, dateOf)}`);
}

function daysOf({ entryIds, from }: PeriodSummary, dateOf: ReadonlyMap<string, LocalDate>): string {
  const days = [...new Set(entryIds.map((id) => dateOf.get(id) ?? from))].sort();
  return `(${days.map((day) => Number(day.slice(8, 10))).join(', ')} ${writeMonth(from)})`;
}
