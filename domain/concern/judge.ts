import { epochDay, londonDate, londonInstant, addDays, weekday, type LocalDate } from '../localDate.ts';
import type { Urn } from '../identifiers.ts';
import { attendanceChange, schoolUnauthorisedShare } from './attendanceChange.ts';
import type { Contribution, UnseenState } from './assessment.ts';
import { correctionsInForce, type ChildRecord, type SiblingRecord } from './childRecord.ts';
import type { JudgementConstants } from './constants.ts';
import { contributionOf, sumOf, themeContributions } from './contributions.ts';
import { COURSES } from './courses.ts';
import { scoreCourses, type CourseScores, type EntryPart } from './courseScores.ts';
import type { Evidence } from './evidence.ts';
import { standingEvidence } from './evidenceLog.ts';
import type { Correction, Membership, SchoolContext } from './history.ts';
import { schoolHabit, type SchoolHabit } from './schoolHabit.ts';
import {
  attendanceContribution,
  breadthContribution,
  moveContribution,
  protectiveContribution,
  unseenContribution,
  usualContribution,
} from './surroundings.ts';
import { placeWaits, type PlaceWait } from '../moves/placeWaits.ts';
import { unseenState } from '../attendance/unseenState.ts';

/** The cumulative score of a child as of an instant, in the parts that add up to it. */
export interface CumulativeScore {
  readonly score: number;
  readonly contributions: readonly Contribution[];
  /** Entries of the course that fits best, most telling first. */
  readonly parts: readonly EntryPart[];
  readonly evidence: readonly Evidence[];
  readonly unseen: UnseenState;
  /** What the child is waiting for, as far as people have said. */
  readonly waits: readonly PlaceWait[];
  /** The London day of the instant. */
  readonly today: LocalDate;
}

/** Scores children of known schools, remembering what it worked out for the instant it was last asked about. */
export interface Judge {
  scoreAt(record: ChildRecord, asOf: Date): CumulativeScore;
  readonly constants: JudgementConstants;
}

interface Moment {
  readonly asOf: Date;
  readonly today: LocalDate;
  readonly day: number;
}

interface OwnScores {
  readonly asOfMs: number;
  readonly version: number;
  readonly evidence: readonly Evidence[];
  readonly scores: CourseScores;
  readonly highestAtHome: number;
}

/** The end of the Sunday `weeks` Sundays before an instant's own: what the weekly step of that time looked at. */
export function sundayBefore(asOf: Date, weeks: number): Date {
  const today = londonDate(asOf);
  const thisSunday = addDays(today, weekday(today) === 7 ? 0 : -weekday(today));
  const back = weekday(today) === 7 ? weeks : weeks - 1;
  return londonInstant(addDays(thisSunday, -7 * back), '23:59:00');
}

function currentSchool(memberships: readonly Membership[], today: LocalDate, evidence: readonly Evidence[]) {
  let school: Urn | undefined;
  let since = '';
  for (const { schoolUrn, joined } of memberships) {
    if (joined !== undefined && joined > today) continue;
    if (school === undefined || (joined ?? '') >= since) {
      school = schoolUrn;
      since = joined ?? '';
    }
  }
  return school ?? evidence.at(-1)?.schoolUrn ?? '';
}

/** School weeks for which the child has been, or could have been, written about; at least as long as it was. */
function childWeeks(
  habit: SchoolHabit,
  { memberships, constants }: { memberships: readonly Membership[]; constants: JudgementConstants },
  evidence: readonly Evidence[],
  moment: Moment,
): number {
  const termTime = constants.schoolWeeksPerYear / 52;
  const first = evidence[0]?.occurredDay ?? moment.day;
  const written = Math.min((moment.day - first) / 7, 52) * termTime;
  const joins = memberships.flatMap(({ joined }) => (joined === undefined ? [] : [joined]));
  const known = joins.length > 0 && joins.length === memberships.length;
  const days = known ? Math.max(moment.day - Math.min(...joins.map(epochDay)), 0) : Infinity;
  return Math.max(written, Math.min(habit.weeksObserved, (days / 7) * termTime));
}

/**
 * @param contexts what is usual at each school; a school without one is taken to be like the norm
 */
export function createJudge(
  contexts: ReadonlyMap<string, SchoolContext>,
  constants: JudgementConstants,
): Judge {
  const remembered = new Map<string, SchoolHabit | number>();
  const own = new WeakMap<ChildRecord['log'], OwnScores>();
  let moment: Moment = { asOf: new Date(NaN), today: '' as LocalDate, day: 0 };

  const habitAt =
    (day: number) =>
    (schoolUrn: string): SchoolHabit => {
      const key = `${schoolUrn} ${day}`;
      const held = remembered.get(key);
      if (typeof held === 'object') return held;
      const habit = schoolHabit(contexts.get(schoolUrn), day, constants);
      remembered.set(key, habit);
      return habit;
    };
  const shareBetween =
    (schoolUrn: string) =>
    (fromDay: number, toDay: number): number => {
      const key = `${schoolUrn} ${fromDay} ${toDay}`;
      const held = remembered.get(key);
      if (typeof held === 'number') return held;
      const share = schoolUnauthorisedShare(contexts.get(schoolUrn), fromDay, toDay);
      remembered.set(key, share);
      return share;
    };

  const ownScores = (child: SiblingRecord, corrections: readonly Correction[], at: Moment): OwnScores => {
    const asOfMs = at.asOf.getTime();
    const held = own.get(child.log);
    if (held?.asOfMs === asOfMs && held.version === child.log.version && corrections.length === 0)
      return held;
    const { horizonWeeks } = constants;
    const { factorOf, leftOut } = correctionsInForce(corrections, at.asOf);
    const evidence = standingEvidence(child.log, { asOfMs, asOfDay: at.day, horizonWeeks, leftOut });
    const habitOf = habitAt(at.day);
    const habit = habitOf(currentSchool(child.memberships, at.today, evidence));
    const scores = scoreCourses({
      evidence,
      asOfDay: at.day,
      habit,
      habitOf,
      weeksObserved: childWeeks(habit, { memberships: child.memberships, constants }, evidence, at),
      constants,
      factorOf,
    });
    let highestAtHome = 0;
    COURSES.forEach(({ atHome }, i) => {
      if (atHome) highestAtHome = Math.max(highestAtHome, scores.points[i] ?? 0);
    });
    const fresh = { asOfMs, version: child.log.version, evidence, scores, highestAtHome };
    if (corrections.length === 0) own.set(child.log, fresh);
    return fresh;
  };

  /** What siblings' entries add to each course at home; more for the child most is written about. */
  const householdPoints = (record: ChildRecord, mine: OwnScores, at: Moment): Float64Array => {
    const points = new Float64Array(COURSES.length);
    let leads = true;
    for (const sibling of record.siblings) {
      const theirs = ownScores(sibling, sibling.corrections ?? [], at);
      if (
        theirs.highestAtHome > mine.highestAtHome ||
        (theirs.highestAtHome === mine.highestAtHome && sibling.pupilId < record.pupilId)
      )
        leads = false;
      COURSES.forEach(({ atHome }, i) => {
        if (atHome)
          points[i] =
            (points[i] ?? 0) + Math.max(0, (theirs.scores.points[i] ?? 0) - (theirs.scores.usual[i] ?? 0));
      });
    }
    const share = leads ? constants.siblingShare : constants.siblingShareFollowing;
    return points.map((sum) => Math.min(constants.siblingCap, sum * share));
  };

  return {
    constants,
    scoreAt(record, asOf) {
      if (asOf.getTime() !== moment.asOf.getTime()) {
        const today = londonDate(asOf);
        moment = { asOf, today, day: epochDay(today) };
        if (remembered.size > 5000) remembered.clear();
      }
      const at = moment;
      const mine = ownScores(record, record.corrections, at);
      const household = householdPoints(record, mine, at);
      let best = 0;
      const total = (i: number): number =>
        (mine.scores.points[i] ?? 0) + (household[i] ?? 0) - (mine.scores.usual[i] ?? 0);
      for (let i = 1; i < COURSES.length; i++) if (total(i) > total(best)) best = i;
      const parts = mine.scores.partsOf(best);
      const { register, memberships, contacts } = record;
      const school = currentSchool(memberships, at.today, mine.evidence);
      const change =
        register === undefined
          ? undefined
          : attendanceChange(register, at.day, constants, shareBetween(school));
      const waits = record.places === undefined ? [] : placeWaits(record.places, at.today);
      const unseen = unseenState(
        { memberships, register, contacts, placeSought: waits.length > 0 },
        asOf,
        at.today,
      );
      const story = [
        ...themeContributions(parts, COURSES[best]?.when ?? ''),
        contributionOf(
          'household',
          'Entries about brothers and sisters that tell of the same home',
          household[best] ?? 0,
        ),
        breadthContribution(parts, constants),
      ].filter((part) => part !== undefined);
      const worrying = [
        ...story,
        usualContribution(mine.scores.usual[best] ?? 0, sumOf(story)),
        attendanceContribution(change),
        unseenContribution(unseen, constants),
        moveContribution(memberships, at.today, sumOf(story), constants),
      ].filter((part) => part !== undefined);
      const protective = protectiveContribution(mine.evidence, at.day, sumOf(worrying), constants);
      const contributions = protective === undefined ? worrying : [...worrying, protective];
      return {
        score: sumOf(contributions),
        contributions,
        parts: [...parts].sort((a, b) => b.points - a.points),
        evidence: mine.evidence,
        unseen,
        waits,
        today: at.today,
      };
    },
  };
}
