import type { Contribution } from './assessment.ts';
import type { Theme } from '../taxonomy.ts';
import type { EntryPart } from './findStory.ts';
import { FADING, THEME_TITLES, themeOf } from './themes.ts';
import { writeDate } from '../digest/sentences/writeDate.ts';
import { fromEpochDay } from '../localDate.ts';

/** Points are whole thousandths, so that what is shown adds up exactly to what was judged. */
const POINTS_SCALE = 1000;

/** A contribution with its points rounded to thousandths, or undefined when nothing is left of it. */
export function contributionOf(
  id: string,
  what: string,
  points: number,
  entryIds: readonly string[] = [],
): Contribution | undefined {
  const rounded = Math.round(points * POINTS_SCALE) / POINTS_SCALE;
  return rounded === 0 ? undefined : { id, what, points: rounded, entryIds };
}

/** The sum of the contributions, exact to the thousandth and never below zero by more than they say. */
export function sumOf(contributions: readonly Contribution[]): number {
  let thousandths = 0;
  for (const { points } of contributions) thousandths += Math.round(points * POINTS_SCALE);
  return thousandths / POINTS_SCALE;
}

function plural(count: number, one: string): string {
  return count === 1 ? `1 ${one}` : `${count} ${one.replace(/y$/, 'ie')}s`;
}

function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/**
 * What the child's own entries give to the course that fits best, one contribution a theme, most telling first.
 * @param when completes "often seen together when …", said once, at the first theme that the course is known by; left out where one entry stands alone
 */
export function themeContributions(parts: readonly EntryPart[], when: string): readonly Contribution[] {
  const byTheme = new Map<Theme, EntryPart[]>();
  for (const part of parts) {
    const theme = themeOf(part.category);
    byTheme.set(theme, [...(byTheme.get(theme) ?? []), part]);
  }
  const fitting = parts.filter(({ fits }) => fits);
  const named = new Set(fitting.map(({ category }) => `theme:${themeOf(category)}`));
  const together = fitting.length > 1 ? ` (often seen together when ${when})` : '';
  const contributions: Contribution[] = [];
  for (const [theme, held] of byTheme) {
    const telling = [...held].sort((a, b) => b.points - a.points);
    const titles = [...new Set(telling.map(({ category }) => FADING[category].title))];
    const latest = Math.max(...held.map(({ evidence }) => evidence.occurredDay));
    const retold = held.reduce((sum, { evidence }) => sum + (evidence.retold ?? 0), 0);
    const once = retold === 0 ? '' : `; ${plural(retold, 'further account')} of the same events not counted`;
    const contribution = contributionOf(
      `theme:${theme}`,
      `${THEME_TITLES[theme]}: ${plural(held.length, 'entry')} on ${listed(titles)}, the latest of ${writeDate(fromEpochDay(latest))}${once}`,
      held.reduce((sum, part) => sum + part.points, 0),
      telling.map(({ evidence }) => evidence.entryId),
    );
    if (contribution !== undefined) contributions.push(contribution);
  }
  contributions.sort((a, b) => b.points - a.points);
  const tells = contributions.findIndex(({ id }) => named.has(id));
  return contributions.map((one, i) => (i === tells ? { ...one, what: `${one.what}${together}` } : one));
}
