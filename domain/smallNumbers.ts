/**
 * Counts of children as people outside a school may see them. The Department for Education's social care statistics
 * put `c` for a small count; hospital figures round to five. Ours is deliberately both: 1 to 5 becomes `c`, the rest
 * goes to the nearest five. Where they hide a second count so that a true sum does not give the first away, we show no
 * true sum: seven hidden counts beside a sum of 7 would each be 1, however it is rounded. Sums are of shown counts.
 */
export const HIDDEN = 'c';
const LARGEST_HIDDEN = 5;
const ROUNDED_TO = 5;

/** One count on its own. */
export function suppressCount(count: number): string {
  if (count === 0) return '0';
  return count <= LARGEST_HIDDEN ? HIDDEN : String(Math.round(count / ROUNDED_TO) * ROUNDED_TO);
}

/** What a hidden count is taken for in a sum: the middle of what it may be. */
const TAKEN_FOR = 3;
/** Fewer left outside the parts of a whole tell as much of those as a small part tells of its own. */
const LEAST_OUTSIDE = 10;

/**
 * What a shown count is taken for when it is added up or divided. Whatever is worked out of shown counts alone
 * tells nothing beyond them.
 */
export function takenFor(shown: string): number {
  return shown === HIDDEN ? TAKEN_FOR : Number(shown);
}

/**
 * True where parts of a whole, none of which overlap, leave so few outside them that whole and parts together could
 * give one away: then none of the parts is shown. Judged by the counts as shown.
 * @param parts whole numbers, not negative, whose sum is at most `whole`
 */
export function leavesFewOutside(whole: number, parts: readonly number[]): boolean {
  const taken = parts.reduce((sum, part) => sum + takenFor(suppressCount(part)), 0);
  return takenFor(suppressCount(whole)) - taken < LEAST_OUTSIDE;
}

const LEAST_BASE_SHOWN = 30;

/**
 * True for a shown count that may be the base of a percentage. Whatever rounding and hidden counts did to a sum, the
 * true count behind thirty is ten at least, below which there is no percentage.
 */
export function isBase(shown: string): boolean {
  return takenFor(shown) >= LEAST_BASE_SHOWN;
}

/**
 * The sum of counts as they are shown, never of what they stand for: no subtraction of sums and counts, in whatever
 * order or week, leads behind them. Rounded to five; hidden where it may itself stand for 1 to 5.
 */
export function addShown(shown: readonly string[]): string {
  const some = shown.filter((text) => text !== '0');
  const [first = '0', ...more] = some;
  if (more.length === 0) return first;
  if (some.length <= LARGEST_HIDDEN && some.every((text) => text === HIDDEN)) return HIDDEN;
  const sum = some.reduce((total, text) => total + takenFor(text), 0);
  return String(Math.round(sum / ROUNDED_TO) * ROUNDED_TO);
}

/** Said under every table that holds such counts. */
export const SUPPRESSION_NOTE = `${HIDDEN}: 1 to ${LARGEST_HIDDEN} children, or hidden so that another number cannot be worked out. Other counts are rounded to the nearest ${ROUNDED_TO}.`;
