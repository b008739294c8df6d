import type { Contribution } from '../../concern/assessment.ts';
import { THEME_TITLES } from '../../concern/themes.ts';
import { londonDate, type LocalDate } from '../../localDate.ts';
import { THEMES } from '../../locality/schoolFigures.ts';
import type { EntryFacts } from '../digestFacts.ts';
import { writeCountOf } from './writeCount.ts';
import { writeDateBeside } from './writeDate.ts';

/**
 * What a part of the score is for, as short as a digest has it: of entries only the theme, how many and the latest.
 * What they are about stands in the reason above, and all of it in the chronology.
 * @param entries those known; where one of the part is not, its own words stand
 * @param weekEnd a date in its calendar year is written without the year
 */
export function writePart(part: Contribution, entries: readonly EntryFacts[], weekEnd: LocalDate): string {
  const theme = THEMES.find((one) => part.id === `theme:${one}`);
  const own = new Set(part.entryIds);
  const known = entries.filter(({ entryId }) => own.has(entryId));
  const latest = known
    .map(({ occurredAt }) => londonDate(occurredAt))
    .sort()
    .at(-1);
  if (theme === undefined || latest === undefined || known.length < own.size) return part.what;
  const count = writeCountOf(known.length, 'entry', 'entries');
  const on = `${known.length === 1 ? 'of' : 'the latest of'} ${writeDateBeside(latest, weekEnd)}`;
  return `${THEME_TITLES[theme]}: ${count}, ${on}`;
}
