import { countSessions, type Register } from '../attendance/register.ts';
import { mondayDay } from '../attendance/registerPeriods.ts';
import { epochDay, type LocalDate } from '../localDate.ts';
import type { JudgementConstants } from './constants.ts';
import type { SchoolContext } from './history.ts';

/** National share of possible sessions missed without leave, 2024/25 (DfE pupil absence in schools). */
const NATIONAL_UNAUTHORISED = 0.023;
/** A school's own weeks outweigh the national share from this many sessions on. */
const SCHOOL_PRIOR_SESSIONS = 400;
/** School weeks that the child's weeks since are compared with, at most. */
const PAST_WEEKS = 52;

/** Weeks of a child touched by something, before a day and since. */
export interface WeeksTouched {
  readonly points: number;
  readonly sinceTouched: number;
  readonly sinceWeeks: number;
  readonly beforeTouched: number;
  readonly beforeWeeks: number;
}

/** What a school's weeks say of absence without leave. */
export interface SchoolAbsence {
  /** Share of sessions missed without leave over the weeks known, shrunk to the national one. */
  readonly usualShare: number;
  /** Mondays (epoch days) of weeks in which far more of the whole school was away: they say nothing of a child. */
  readonly unlikeOthers: ReadonlySet<number>;
}

/** Times its usual from which a week's absence without leave is the school's and not the child's. */
const UNLIKE_OTHERS_RATIO = 3;

/**
 * Absence without leave at a school over the year to a day, from whole weeks.
 * @param context undefined for a school of which nothing is known: the national share
 */
export function schoolAbsence(context: SchoolContext | undefined, asOfDay: number): SchoolAbsence {
  let possible = SCHOOL_PRIOR_SESSIONS;
  let missed = SCHOOL_PRIOR_SESSIONS * NATIONAL_UNAUTHORISED;
  const weeks: (readonly [number, number])[] = [];
  for (const [text, week] of Object.entries(context?.weeks ?? {})) {
    const monday = epochDay(text as LocalDate);
    if (monday + 6 > asOfDay || monday < asOfDay - 7 * PAST_WEEKS || week.sessionsPossible === 0) continue;
    possible += week.sessionsPossible;
    missed += week.sessionsUnauthorised;
    weeks.push([monday, week.sessionsUnauthorised / week.sessionsPossible]);
  }
  const usualShare = missed / possible;
  const unlike = weeks.filter(([, share]) => share > UNLIKE_OTHERS_RATIO * usualShare);
  return { usualShare, unlikeOthers: new Set(unlike.map(([monday]) => monday)) };
}

/** What touches a week; of illness only odd days do, for a whole week of it is an illness and no sign. */
export type TouchedBy = 'unexplained' | 'late' | 'illness';

interface Counted {
  touched: number;
  weeks: number;
}

function countWeeks(
  register: Register,
  tally: TouchedBy,
  span: { readonly fromDay: number; readonly toDay: number; readonly leftOut: ReadonlySet<number> },
): Counted {
  const counted: Counted = { touched: 0, weeks: 0 };
  const from = Math.max(mondayDay(span.fromDay), mondayDay(register.firstDay));
  for (let monday = from; monday <= span.toDay; monday += 7) {
    const sunday = Math.min(monday + 6, span.toDay);
    if (span.leftOut.has(monday) || countSessions(register, 'possible', monday, sunday) === 0) continue;
    const touching = countSessions(register, tally, monday, sunday);
    if (tally === 'illness' && touching >= countSessions(register, 'possible', monday, sunday)) continue;
    counted.weeks++;
    if (touching > 0) counted.touched++;
  }
  return counted;
}

/** Logarithm of the chance of `x` of `n` when the share is unknown, a beta of `a` and `b`: a Pólya urn. */
function logChance({ touched, weeks }: Counted, a: number, b: number): number {
  let sum = 0;
  for (let i = 0; i < touched; i++) sum += Math.log(a + i);
  for (let i = 0; i < weeks - touched; i++) sum += Math.log(b + i);
  for (let i = 0; i < weeks; i++) sum -= Math.log(a + b + i);
  return sum;
}

/**
 * How much likelier a child's school weeks are if something changed on a day than if nothing did. Weeks count,
 * not sessions, since one spell away is one event; a child who was always away was so before, too.
 * A Bayes factor of two beta-binomial models: one share throughout, or another since, drawn from higher ones. Only
 * half of all harm shows in the register, so the points are those of an even mixture, discounted and capped.
 */
export function weeksTouched(
  register: Register,
  question: {
    readonly tally: TouchedBy;
    readonly sinceDay: number;
    readonly asOfDay: number;
    readonly school: SchoolAbsence;
    readonly constants: JudgementConstants;
  },
): WeeksTouched | undefined {
  const { tally, sinceDay, asOfDay, school, constants } = question;
  const leftOut = school.unlikeOthers;
  const start = mondayDay(sinceDay);
  const since = countWeeks(register, tally, { fromDay: start, toDay: asOfDay, leftOut });
  if (since.touched < 2) return undefined;
  const fromDay = start - 7 * PAST_WEEKS;
  const before = countWeeks(register, tally, { fromDay, toDay: start - 1, leftOut });
  const all = { touched: since.touched + before.touched, weeks: since.weeks + before.weeks };
  const level = Math.min(3, Math.max(0.5, school.usualShare / NATIONAL_UNAUTHORISED));
  const a = constants.weeksTouchedPrior * constants.weeksTouchedShare * level;
  const b = constants.weeksTouchedPrior - constants.weeksTouchedPrior * constants.weeksTouchedShare;
  const raised = constants.weeksTouchedRaised;
  const raisedPrior = constants.weeksTouchedRaisedPrior;
  const changed =
    logChance(before, a, b) + logChance(since, raised * raisedPrior, (1 - raised) * raisedPrior);
  const factor = Math.exp(constants.attendanceDiscount * (changed - logChance(all, a, b)));
  const points = Math.min(constants.attendanceCap, Math.log(0.5 + 0.5 * factor));
  if (points <= 0) return undefined;
  return {
    points: tally === 'unexplained' ? points : points * constants.latenessShare,
    sinceTouched: since.touched,
    sinceWeeks: since.weeks,
    beforeTouched: before.touched,
    beforeWeeks: before.weeks,
  };
}
