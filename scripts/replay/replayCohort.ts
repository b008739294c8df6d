import { countAttendance } from '../../domain/attendance/attendanceSummary.ts';
import type { Assessment } from '../../domain/concern/assessment.ts';
import { assessRecord } from '../../domain/concern/assessPupil.ts';
import { judgementConstants, type JudgementConstants } from '../../domain/concern/constants.ts';
import { createJudge } from '../../domain/concern/judge.ts';
import { addDays, londonDate, londonInstant, weekday, type LocalDate } from '../../domain/localDate.ts';
import type { Cohort, ReplayChild } from './cohort.ts';

/** What was made of one child as of one Sunday. */
export interface ReplayStep {
  readonly upn: string;
  readonly asOf: LocalDate;
  readonly assessment: Assessment;
}

/** How far a replay has come. */
export interface ReplayOptions {
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  readonly constants?: Partial<JudgementConstants>;
  /** Called once a week. */
  readonly onWeek?: (asOf: LocalDate) => void;
}

function sundayOf(date: LocalDate): LocalDate {
  return addDays(date, 7 - weekday(date));
}

/**
 * Steps through a cohort as of each Sunday, 23:59 in London, with the same domain code as the live system, and
 * yields every child about whom anything was known by then. Weeks before `from` are judged too, because a
 * level once given is held; they are not yielded.
 */
export function* replayCohort(cohort: Cohort, options: ReplayOptions = {}): Generator<ReplayStep> {
  if (!Number.isFinite(cohort.firstMs)) return;
  const judge = createJudge(cohort.contexts, judgementConstants(options.constants));
  const last = sundayOf(options.to ?? londonDate(new Date(cohort.lastMs)));
  const trails = new Map<ReplayChild, number[]>();
  for (let asOf = sundayOf(londonDate(new Date(cohort.firstMs))); asOf <= last; asOf = addDays(asOf, 7)) {
    if (options.to !== undefined && asOf > options.to) return;
    const instant = londonInstant(asOf, '23:59:00');
    options.onWeek?.(asOf);
    for (const child of cohort.children) {
      if (child.knownFromMs > instant.getTime()) continue;
      const { record } = child;
      const { register } = record;
      let trail = trails.get(child);
      if (trail === undefined) trails.set(child, (trail = []));
      const scores = trail;
      const assessment = assessRecord(
        judge,
        record,
        instant,
        register === undefined ? undefined : countAttendance(register, asOf),
        (weeks) => scores[scores.length - weeks] ?? 0,
      );
      scores.push(assessment.score);
      if (options.from === undefined || asOf >= options.from) yield { upn: child.upn, asOf, assessment };
    }
  }
}
