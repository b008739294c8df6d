import { daysBetween, type LocalDate } from '../localDate.ts';
import type { ChronologyEntry } from './chronologyEntry.ts';

/** Weeks without an entry that are told as a gap once a chronology has begun. */
const GAP_WEEKS = 5;

/** What is known of a stretch of days without an entry. */
export interface Stretch {
  /** Whether the child was seen at school or by a visitor. */
  readonly seen: boolean;
  /** Days on which school was open to the child: few over a holiday. Absent without a register. */
  readonly schoolDays?: number;
}

/**
 * Gaps between dated entries, and from the last one to today: a silence is told, not passed over.
 * @param dates days with an entry, in any order
 * @param within what is known of a stretch, ends left out
 */
export function gapEntries(
  dates: readonly LocalDate[],
  today: LocalDate,
  within: (from: LocalDate, to: LocalDate) => Stretch,
): readonly ChronologyEntry[] {
  const inOrder = [...new Set(dates)].filter((date) => date <= today).sort();
  if (inOrder.length === 0) return [];
  const marks = [...inOrder, today];
  const gaps: ChronologyEntry[] = [];
  marks.forEach((to, i) => {
    const from = marks[i - 1];
    if (from === undefined) return;
    const weeks = Math.floor(daysBetween(from, to) / 7);
    if (weeks < GAP_WEEKS) return;
    const { seen, schoolDays } = within(from, to);
    gaps.push({
      id: `gap:${from}`,
      date: from,
      until: to,
      kind: 'gap',
      title: seen ? `${weeks} weeks with no entry` : `${weeks} weeks with no entry and no sighting`,
      effect: seen ? 'neutral' : 'worrying',
      weight: 0,
      reasons: [
        seen ? 'Seen at school or by a visitor in that time' : 'Nobody is known to have seen the child',
        ...(schoolDays === undefined ? [] : [`School was open on ${schoolDays} days of it`]),
      ],
    });
  });
  return gaps;
}
