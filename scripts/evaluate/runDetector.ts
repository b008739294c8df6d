import type { Level, FlagKind } from '../../domain/concern/assessment.ts';
import type { JudgementConstants } from '../../domain/concern/constants.ts';
import { daysBetween } from '../../domain/localDate.ts';
import { buildCohort } from '../replay/buildCohort.ts';
import type { Tagger } from '../replay/cohort.ts';
import { replayCohort } from '../replay/replayCohort.ts';
import { FIRST_MONDAY, WEEKS, type Locality, type SimulatedChild, type SimulatedSchool } from './locality.ts';

/** What Throughline said of each child, week by week of the year. */
export interface DetectorRun {
  readonly scores: Map<SimulatedChild, Float64Array>;
  /** 1 in weeks at level concern or urgent for a cumulative reason. */
  readonly concern: Map<SimulatedChild, Float64Array>;
  /** 1 in weeks with an acute alert. */
  readonly acute: Map<SimulatedChild, Float64Array>;
  /** The school each child began the year at. */
  readonly schoolOf: Map<SimulatedChild, SimulatedSchool>;
}

function isConcern(level: Level | undefined, kinds: readonly FlagKind[]): boolean {
  return (level === 'concern' || level === 'urgent') && kinds.includes('cumulative');
}

/** Replays a simulated locality through the live rules. */
export function runDetector(
  locality: Locality,
  tag: Tagger,
  constants: Partial<JudgementConstants> = {},
): DetectorRun {
  const { pupils, versions, marks } = locality;
  const cohort = buildCohort({ pupils, versions, marks, contacts: [], tag });
  const rows = () => new Map(locality.children.map((child) => [child, new Float64Array(WEEKS)]));
  const schools = new Map(locality.schools.map((school) => [school.urn, school]));
  const run: DetectorRun = { scores: rows(), concern: rows(), acute: rows(), schoolOf: new Map() };
  for (const child of locality.children) {
    const school = schools.get(child.schoolUrn);
    if (school !== undefined) run.schoolOf.set(child, school);
  }
  const byUpn = new Map<string, SimulatedChild>(locality.children.map((child) => [child.upn, child]));
  for (const { upn, asOf, assessment } of replayCohort(cohort, { constants })) {
    const child = byUpn.get(upn);
    const week = (daysBetween(FIRST_MONDAY, asOf) - 6) / 7;
    if (child === undefined || week < 0 || week >= WEEKS) continue;
    const { score, cumulativeLevel, kinds } = assessment;
    const put = (row: Float64Array | undefined, value: number): void => {
      if (row !== undefined) row[week] = value;
    };
    put(run.scores.get(child), score);
    put(run.concern.get(child), isConcern(cumulativeLevel, kinds) ? 1 : 0);
    put(run.acute.get(child), kinds.includes('acute') ? 1 : 0);
  }
  return run;
}
