import { buildChildRecord } from '../concern/childRecord.ts';
import { judgementConstants } from '../concern/constants.ts';
import type { PupilHistory, SchoolContext } from '../concern/history.ts';
import { createJudge } from '../concern/judge.ts';
import type { WeeklyScore } from '../charts/scoreChart.ts';
import { addDays, londonDate, londonInstant, mondayOf, type LocalDate } from '../localDate.ts';

/**
 * The score as of the end of each Sunday of some weeks and as of the instant looked at, by the same code that weighs
 * the child today: what had not been recorded by a Sunday did not count on it.
 * @param weeks how many Sundays back; each costs one weighing of the history
 */
export function weeklyScores(
  history: PupilHistory,
  contexts: ReadonlyMap<string, SchoolContext>,
  { asOf, weeks }: { readonly asOf: Date; readonly weeks: number },
): WeeklyScore[] {
  const judge = createJudge(contexts, judgementConstants());
  const record = buildChildRecord(history);
  const today = londonDate(asOf);
  const sundays = Array.from({ length: weeks }, (_, i) => addDays(mondayOf(today), -1 - 7 * (weeks - 1 - i)));
  const scores = sundays.map((date: LocalDate) => ({
    date,
    score: judge.scoreAt(record, londonInstant(date, '23:59:00')).score,
  }));
  return sundays.at(-1) === today
    ? scores
    : [...scores, { date: today, score: judge.scoreAt(record, asOf).score }];
}
