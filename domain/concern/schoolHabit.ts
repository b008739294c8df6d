import { CONCERN_CATEGORIES, type ConcernCategory } from '../taxonomy.ts';
import { epochDay, type LocalDate } from '../localDate.ts';
import type { JudgementConstants } from './constants.ts';
import type { SchoolContext, SchoolWeek } from './history.ts';

/**
 * What is usual in a school's log: how much it writes and about what, and how much absence it had in the same
 * weeks. A school that logs everything and one that logs little are each their own measure, shrunk towards a
 * norm while little is known of them.
 */
export interface SchoolHabit {
  /** Incidents per pupil and school week. */
  readonly entriesPerPupilWeek: number;
  /** Share of incidents that assert each concern, in taxonomy order. */
  readonly shares: Float64Array;
  /** Share of incidents about everyday matters only. */
  readonly routineShare: number;
  /** School weeks of the last year that the log covers. */
  readonly weeksObserved: number;
}

/**
 * Share of incidents asserting each concern in an ordinary log. No mix is published; this one is an
 * assumption, lower-level than what social workers find (DfE factors at end of assessment 2024/25), and a
 * school's own log soon replaces it.
 */
const NORMAL_SHARES: Readonly<Record<ConcernCategory, number>> = {
  'physical-abuse': 0.012,
  'sexual-abuse': 0.004,
  'emotional-abuse': 0.01,
  neglect: 0.035,
  'domestic-abuse': 0.015,
  'parental-mental-health': 0.01,
  'parental-substance-misuse': 0.01,
  'child-mental-health': 0.08,
  'self-harm-suicide': 0.008,
  'substance-misuse-child': 0.006,
  'child-criminal-exploitation': 0.008,
  'child-sexual-exploitation': 0.006,
  'online-safety': 0.025,
  'bullying-child-on-child': 0.06,
  'harmful-sexual-behaviour': 0.006,
  radicalisation: 0.004,
  'honour-based-abuse-fgm': 0.003,
  'missing-from-home': 0.006,
  'attendance-punctuality': 0.06,
  'school-avoidance-ebsa': 0.015,
  'send-unmet-need': 0.02,
  'young-carer': 0.01,
  'housing-poverty': 0.015,
  'bereavement-family-change': 0.03,
  'medical-health': 0.06,
  behaviour: 0.2,
  'police-involvement': 0.008,
  'social-care-involvement': 0.015,
  'parental-conflict-with-school': 0.02,
  'school-move': 0.01,
};
const NORMAL_ROUTINE_SHARE = 0.6;
const WEEKS_OF_HABIT = 52;

interface Tallies {
  incidents: number;
  routine: number;
  /** Incidents whose concerns are known, so that shares are formed of those alone. */
  described: number;
  readonly byConcern: Float64Array;
  firstMonday: number;
}

function addConcerns(tallies: Tallies, concerns: Readonly<Partial<Record<ConcernCategory, number>>>): void {
  CONCERN_CATEGORIES.forEach((category, i) => {
    tallies.byConcern[i] = (tallies.byConcern[i] ?? 0) + (concerns[category] ?? 0);
  });
}

/** Adds what one recorded week tells, of itself and of earlier weeks, as long as they are in the year looked at. */
function addWeek(tallies: Tallies, monday: number, week: SchoolWeek, fromDay: number): void {
  let late = 0;
  for (const [past, backfilled] of Object.entries(week.backfilled ?? {})) {
    late += backfilled.incidents;
    const pastDay = epochDay(past as LocalDate);
    if (pastDay < fromDay) continue;
    tallies.firstMonday = Math.min(tallies.firstMonday, pastDay);
    tallies.incidents += backfilled.incidents;
    tallies.described += backfilled.incidents;
    tallies.routine += backfilled.routine;
    addConcerns(tallies, backfilled.concerns);
  }
  const prompt = week.incidentsRecorded - late;
  if (prompt > 0 || week.sessionsPossible > 0) tallies.firstMonday = Math.min(tallies.firstMonday, monday);
  tallies.incidents += prompt;
  if (week.concerns === undefined) return;
  tallies.described += prompt;
  tallies.routine += week.routine ?? 0;
  addConcerns(tallies, week.concerns);
}

/**
 * What is usual at a school as of a day, from the whole weeks recorded by then.
 * @param context undefined for a school of which nothing is known: the norm
 * @param asOfDay epoch day
 */
export function schoolHabit(
  context: SchoolContext | undefined,
  asOfDay: number,
  constants: JudgementConstants,
): SchoolHabit {
  const fromDay = asOfDay - WEEKS_OF_HABIT * 7;
  const tallies: Tallies = {
    incidents: 0,
    routine: 0,
    described: 0,
    byConcern: new Float64Array(CONCERN_CATEGORIES.length),
    firstMonday: Infinity,
  };
  let openWeeks = 0;
  for (const [text, week] of Object.entries(context?.weeks ?? {})) {
    const monday = epochDay(text as LocalDate);
    if (monday + 6 > asOfDay || monday < fromDay) continue;
    addWeek(tallies, monday, week, fromDay);
    if (week.sessionsPossible > 0) openWeeks++;
  }
  const span = tallies.firstMonday === Infinity ? 0 : (asOfDay - tallies.firstMonday + 1) / 7;
  const schoolWeeks = span * (constants.schoolWeeksPerYear / 52);
  const weeksObserved = Math.max(openWeeks, Math.min(schoolWeeks, constants.schoolWeeksPerYear));
  const roll = Math.max(context?.roll ?? 1, 1);
  const norm = constants.normEntriesPerPupilYear / constants.schoolWeeksPerYear;
  const priorWeeks = constants.habitPriorWeeks * roll;
  const priorEvents = constants.habitPriorEvents;
  return {
    entriesPerPupilWeek: (norm * priorWeeks + tallies.incidents) / (priorWeeks + weeksObserved * roll),
    shares: Float64Array.from(
      CONCERN_CATEGORIES,
      (category, i) =>
        (NORMAL_SHARES[category] * priorEvents + (tallies.byConcern[i] ?? 0)) /
        (priorEvents + tallies.described),
    ),
    routineShare: (NORMAL_ROUTINE_SHARE * priorEvents + tallies.routine) / (priorEvents + tallies.described),
    weeksObserved,
  };
}
