import { daysBetween, londonDate, mondayOf, type LocalDate } from '../localDate.ts';
import type { Urn } from '../identifiers.ts';
import type { Tagging } from '../tagging/tag.ts';
import type { ConcernCategory } from '../taxonomy.ts';
import { assertedConcerns, isRoutine } from './evidence.ts';
import type { BackfilledWeek, SchoolContext, SchoolWeek } from './history.ts';

/** An incident recorded this long after it happened describes the week it happened in, days. */
const LATE_DAYS = 28;

interface GrowingCounts {
  incidents: number;
  routine: number;
  concerns: Partial<Record<ConcernCategory, number>>;
}

interface GrowingWeek {
  prompt: GrowingCounts;
  backfilled: Map<LocalDate, GrowingCounts>;
  sessionsPossible: number;
  sessionsAbsent: number;
  sessionsUnauthorised: number;
}

/** An incident as far as a school's habit of recording goes. */
export interface RecordedIncident {
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  readonly tagging: Tagging;
}

/** Collects a school's weeks, in any order; `build` gives the context of what was collected. */
export interface SchoolContextBuilder {
  /** Counts one event once: leave out repeats and copies for linked children. */
  addIncident(incident: RecordedIncident): void;
  addSessions(monday: LocalDate, possible: number, absent: number, unauthorised: number): void;
  build(): SchoolContext;
}

function emptyCounts(): GrowingCounts {
  return { incidents: 0, routine: 0, concerns: {} };
}

function count(counts: GrowingCounts, tagging: Tagging): void {
  const concerns = assertedConcerns(tagging);
  counts.incidents++;
  if (isRoutine(concerns)) counts.routine++;
  for (const { category } of concerns) counts.concerns[category] = (counts.concerns[category] ?? 0) + 1;
}

function finish(week: GrowingWeek): SchoolWeek {
  const backfilled: Record<LocalDate, BackfilledWeek> = {};
  let late = 0;
  for (const [monday, counts] of week.backfilled) {
    backfilled[monday] = counts;
    late += counts.incidents;
  }
  return {
    incidentsRecorded: week.prompt.incidents + late,
    sessionsPossible: week.sessionsPossible,
    sessionsAbsent: week.sessionsAbsent,
    sessionsUnauthorised: week.sessionsUnauthorised,
    concerns: week.prompt.concerns,
    routine: week.prompt.routine,
    backfilled,
  };
}

/**
 * An empty collector of what is usual at a school, by the week things were recorded in.
 * @param roll pupils on roll
 */
export function createSchoolContextBuilder(schoolUrn: Urn, roll: number): SchoolContextBuilder {
  const weeks = new Map<LocalDate, GrowingWeek>();
  const weekOf = (monday: LocalDate): GrowingWeek => {
    const held = weeks.get(monday);
    if (held !== undefined) return held;
    const fresh: GrowingWeek = {
      prompt: emptyCounts(),
      backfilled: new Map(),
      sessionsPossible: 0,
      sessionsAbsent: 0,
      sessionsUnauthorised: 0,
    };
    weeks.set(monday, fresh);
    return fresh;
  };
  return {
    addIncident({ occurredAt, recordedAt, tagging }) {
      const recorded = londonDate(recordedAt);
      const occurred = londonDate(occurredAt);
      const week = weekOf(mondayOf(recorded));
      if (daysBetween(occurred, recorded) <= LATE_DAYS) {
        count(week.prompt, tagging);
        return;
      }
      const monday = mondayOf(occurred);
      const counts = week.backfilled.get(monday) ?? emptyCounts();
      week.backfilled.set(monday, counts);
      count(counts, tagging);
    },
    addSessions(monday, possible, absent, unauthorised) {
      const week = weekOf(monday);
      week.sessionsPossible += possible;
      week.sessionsAbsent += absent;
      week.sessionsUnauthorised += unauthorised;
    },
    build() {
      const finished: Record<LocalDate, SchoolWeek> = {};
      for (const monday of [...weeks.keys()].sort()) {
        const week = weeks.get(monday);
        if (week !== undefined) finished[monday] = finish(week);
      }
      return { schoolUrn, roll, weeks: finished };
    },
  };
}
