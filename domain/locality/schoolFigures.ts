import type { AttendanceSummary, Contribution, FlagKind, Level } from '../concern/assessment.ts';
import { THEME_TITLES } from '../concern/themes.ts';
import { isToDiscuss } from '../flags/isToDiscuss.ts';
import type { Theme } from '../taxonomy.ts';

/** The themes in the order of their titles. */
export const THEMES = Object.keys(THEME_TITLES) as readonly Theme[];

/** What figures need of an assessment: no name, no reason, no entry. */
export interface CountedChild {
  readonly level: Level;
  readonly kinds: readonly FlagKind[];
  readonly contributions: readonly Pick<Contribution, 'id' | 'points'>[];
  readonly attendance:
    | Pick<
        AttendanceSummary,
        | 'possibleYear'
        | 'absentYear'
        | 'possibleLastFourWeeks'
        | 'absentLastFourWeeks'
        | 'persistent'
        | 'severe'
      >
    | null
    | undefined;
}

/** Sessions of all children of a school together. */
export interface Sessions {
  readonly possible: number;
  readonly absent: number;
}

/** A school's true counts at a moment. They go through `maskSchool` before anybody sees one. */
export interface SchoolFigures {
  /** On roll and assessed. */
  readonly children: number;
  readonly levels: Readonly<Record<Exclude<Level, 'none'>, number>>;
  /** Children on a list with the theme in their score; a child may have several. */
  readonly themes: Readonly<Record<Theme, number>>;
  readonly absence: {
    /** Children for whom a session was possible this academic year. */
    readonly registers: number;
    /** A tenth and more missed, less than half (DfE). */
    readonly persistentNotSevere: number;
    /** Half and more missed (DfE). */
    readonly severe: number;
    readonly year: Sessions;
    readonly fourWeeks: Sessions;
  };
}

/** Counts children one after the other; none is kept. */
export function countSchoolFigures(children: Iterable<CountedChild>): SchoolFigures {
  const figures = {
    children: 0,
    levels: { watch: 0, concern: 0, urgent: 0 },
    themes: Object.fromEntries(THEMES.map((theme) => [theme, 0])) as Record<Theme, number>,
    absence: {
      registers: 0,
      persistentNotSevere: 0,
      severe: 0,
      year: { possible: 0, absent: 0 },
      fourWeeks: { possible: 0, absent: 0 },
    },
  };
  for (const child of children) {
    const { level, contributions, attendance } = child;
    figures.children += 1;
    // Absence has figures of its own: who is on a list for that alone is not counted as a list of concern.
    if (level !== 'none' && isToDiscuss(child)) {
      figures.levels[level] += 1;
      for (const theme of THEMES)
        if (contributions.some(({ id, points }) => id === `theme:${theme}` && points > 0))
          figures.themes[theme] += 1;
    }
    if (attendance) addAbsence(figures.absence, attendance);
  }
  return figures;
}

function addAbsence(
  absence: { -readonly [K in keyof SchoolFigures['absence']]: SchoolFigures['absence'][K] },
  child: NonNullable<CountedChild['attendance']>,
): void {
  absence.registers += 1;
  if (child.severe) absence.severe += 1;
  else if (child.persistent) absence.persistentNotSevere += 1;
  absence.year = add(absence.year, child.possibleYear, child.absentYear);
  absence.fourWeeks = add(absence.fourWeeks, child.possibleLastFourWeeks, child.absentLastFourWeeks);
}

function add(sessions: Sessions, possible: number, absent: number): Sessions {
  return { possible: sessions.possible + possible, absent: sessions.absent + absent };
}
