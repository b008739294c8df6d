import { addShown, HIDDEN, isBase, leavesFewOutside, suppressCount, takenFor } from '../smallNumbers.ts';
import type { Theme } from '../taxonomy.ts';
import { THEMES, type SchoolFigures, type Sessions } from './schoolFigures.ts';

/** Attendance in percent, to so many decimals; null where it is not shown. */
export interface Rate {
  readonly percent: number;
  readonly decimals: 0 | 1;
}

/** Counts as they are shown, one a school: read as their sum. */
export type Cells = readonly string[];

/**
 * What may be known of a school, or of several together, at a moment. Counts are as they are shown.
 *
 * A school's numbers are masked once, each the same for every reader and in every table; those that are masked
 * (three levels, two bands of absence) do not overlap. Every sum, share and rate of several schools is worked out of
 * masked numbers alone. So subtracting tables, totals, readers' scopes or weeks from one another leads to nothing
 * that the masked numbers do not say (disclosure control calls it invariance under post-processing), and a masked
 * count of 1 to 5 may be any of the five.
 */
export interface MaskedFigures {
  readonly children: Cells;
  readonly levels: { readonly watch: Cells; readonly concern: Cells; readonly urgent: Cells };
  readonly themes: Readonly<Record<Theme, Cells>>;
  readonly registers: Cells;
  readonly persistentNotSevere: Cells;
  readonly severe: Cells;
  readonly year: Rate | null;
  readonly fourWeeks: Rate | null;
}

/** The one door from a school's true counts to what is shown. */
export function maskSchool({ children, levels, themes, absence }: SchoolFigures): MaskedFigures {
  const { watch, concern, urgent } = levels;
  const { registers, persistentNotSevere, severe } = absence;
  const hidesLists = leavesFewOutside(children, [watch, concern, urgent]);
  const hidesAbsence = leavesFewOutside(registers, [persistentNotSevere, severe]);
  const list = (count: number): Cells => [hidesLists ? HIDDEN : suppressCount(count)];
  const band = (count: number): Cells => [hidesAbsence ? HIDDEN : suppressCount(count)];
  return {
    children: [suppressCount(children)],
    levels: { watch: list(watch), concern: list(concern), urgent: list(urgent) },
    themes: byTheme((theme) => list(themes[theme])),
    registers: [suppressCount(registers)],
    persistentNotSevere: band(persistentNotSevere),
    severe: band(severe),
    year: maskRate(registers, absence.year),
    fourWeeks: maskRate(registers, absence.fourWeeks),
  };
}

/** The last digit of a rate stands for so many sessions at least: a week's absence of one child. */
const SESSIONS_A_STEP = 10;

/** @returns null where there are too few children or sessions for a rate that tells of no one child */
function maskRate(children: number, { possible, absent }: Sessions): Rate | null {
  if (!isBase(suppressCount(children)) || possible < 100 * SESSIONS_A_STEP) return null;
  const decimals = possible < 1000 * SESSIONS_A_STEP ? 0 : 1;
  return { percent: Number((100 - (100 * absent) / possible).toFixed(decimals)), decimals };
}

/** Several schools together, out of what is shown of each. */
export function addMasked(schools: readonly MaskedFigures[]): MaskedFigures {
  const all = (pick: (school: MaskedFigures) => Cells): Cells => schools.flatMap(pick);
  return {
    children: all(({ children }) => children),
    levels: {
      watch: all(({ levels }) => levels.watch),
      concern: all(({ levels }) => levels.concern),
      urgent: all(({ levels }) => levels.urgent),
    },
    themes: byTheme((theme) => all(({ themes }) => themes[theme])),
    registers: all(({ registers }) => registers),
    persistentNotSevere: all((school) => school.persistentNotSevere),
    severe: all(({ severe }) => severe),
    year: meanRate(schools, ({ year }) => year),
    fourWeeks: meanRate(schools, ({ fourWeeks }) => fourWeeks),
  };
}

/** Weighed by the children as shown, over the schools that show a rate. */
function meanRate(
  schools: readonly MaskedFigures[],
  pick: (school: MaskedFigures) => Rate | null,
): Rate | null {
  const rated = schools.flatMap((school) => {
    const rate = pick(school);
    return rate ? [{ rate, weight: takenFor(addShown(school.registers)) }] : [];
  });
  const weight = rated.reduce((sum, one) => sum + one.weight, 0);
  if (weight === 0) return null;
  const decimals = rated.every(({ rate }) => rate.decimals === 1) ? 1 : 0;
  const mean = rated.reduce((sum, { rate, weight }) => sum + rate.percent * weight, 0) / weight;
  return { percent: Number(mean.toFixed(decimals)), decimals };
}

/** Children on any list. */
export function onAList({ levels }: MaskedFigures): string {
  return addShown([...levels.watch, ...levels.concern, ...levels.urgent]);
}

export function concernOrUrgent({ levels }: MaskedFigures): string {
  return addShown([...levels.concern, ...levels.urgent]);
}

/** A tenth and more missed, as DfE counts: the severely absent are among them. */
export function persistentlyAbsent({ persistentNotSevere, severe }: MaskedFigures): string {
  return addShown([...persistentNotSevere, ...severe]);
}

function byTheme(write: (theme: Theme) => Cells): Record<Theme, Cells> {
  return Object.fromEntries(THEMES.map((theme) => [theme, write(theme)])) as Record<Theme, Cells>;
}
