import { daysBetween, type LocalDate } from '../localDate.ts';
import type { ChronologyEntry } from './chronologyEntry.ts';

/** Weeks without an entry that are told as a gap once a chronology has begun. */
const GAP_WEEKS = 5;

/**
 * Gaps between dated entries, and from the last one to today: a silence is told, not passed over.
 * @param dates days with an entry, in any order
 * @param wasSeen whether the child was seen at school or by a visitor in a stretch, ends left out
 */
export function gapEntries(
  dates: readonly LocalDate[],
  today: LocalDate,
  wasSeen: (from: LocalDate, to: LocalDate) => boolean,
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
    const seen = wasSeen(from, to);
    gaps.push({
      id: `gap:${from}`,
      date: from,
      until: to,
      kind: 'gap',
      title: seen ? `${weeks} weeks with no entry` : `${weeks} weeks with no entry and no sighting`,
      effect: seen ? 'neutral' : 'worrying',
      weight: 0,
      reasons: seen
        ? ['Seen at school or by a visitor in that time']
        : ['Nobody is known to have seen the child'],
    });
  });
  return gaps;
}
