/**
 * Counts of children as people outside a school may see them. The Department for Education's social care statistics
 * put `c` for a small count and hide a second one so that the first cannot be worked out; hospital figures round to
 * five. Ours is deliberately the stricter of each: 1 to 5 becomes `c`, the rest goes to the nearest five, and where
 * one count of a column is hidden another is hidden with it. Sums are rounded from the true sum, so that a hidden
 * count lies anywhere in a range at least five wide.
 */
export const HIDDEN = 'c';
const LARGEST_HIDDEN = 5;
const ROUNDED_TO = 5;

/** One count on its own. */
export function suppressCount(count: number): string {
  if (count === 0) return '0';
  return count <= LARGEST_HIDDEN ? HIDDEN : String(Math.round(count / ROUNDED_TO) * ROUNDED_TO);
}

/**
 * The counts of a column whose sum is shown too: where exactly one is hidden, the smallest of the others goes with it.
 * @param counts whole numbers, not negative
 */
export function suppressColumn(counts: readonly number[]): string[] {
  const shown = counts.map(suppressCount);
  const hidden = shown.filter((text) => text === HIDDEN).length;
  if (hidden !== 1) return shown;
  const others = counts.flatMap((count, place) =>
    shown[place] === HIDDEN || count === 0 ? [] : [{ count, place }],
  );
  const smallest = others.sort((a, b) => a.count - b.count || a.place - b.place)[0];
  return shown.map((text, place) => (place === smallest?.place ? HIDDEN : text));
}

/** Said under every table that holds such counts. */
export const SUPPRESSION_NOTE = `${HIDDEN}: 1 to ${LARGEST_HIDDEN} children, or hidden so that another number cannot be worked out. Other counts are rounded to the nearest ${ROUNDED_TO}.`;
