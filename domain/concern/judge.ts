import { epochDay, londonDate, londonInstant, addDays, weekday, type LocalDate } from '../localDate.ts';
import type { Urn } from '../identifiers.ts';
import { unseenState } from '../attendance/unseenState.ts';
import { absenceAfterContribution, absenceAfterEntries, contactDaysKnown } from './absenceAfterEntries.ts';
import type { Contribution, UnseenState } from './assessment.ts';
import { schoolAbsence, weeksTouched, type SchoolAbsence, type TouchedBy } from './attendanceChange.ts';
import { correctionsInForce, type ChildRecord, type SiblingRecord } from './childRecord.ts';
import type { JudgementConstants } from './constants.ts';
import { contributionOf, sumOf, themeContributions } from './contributions.ts';
import type { Evidence } from './evidence.ts';
import { standingEvidence } from './evidenceLog.ts';
import { findStory, joinHousehold, type EntryPart, type HouseholdMember, type Story } from './findStory.ts';
import type { Membership, SchoolContext } from './history.ts';
import { schoolHabit, type SchoolHabit } from './schoolHabit.ts';
import {
  attendanceContribution,
  breadthContribution,
  moveContribution,
  protectiveContribution,
  spellContribution,
  storyDeductions,
  unseenContribution,
} from './surroundings.ts';
import { placeWaits, type PlaceWait } from '../moves/placeWaits.ts';
import { usualRates, usualWorriesPerYear, type UsualRates } from './usualRates.ts';
import { weighEntries } from './weighEntries.ts';

/** The cumulative score of a child as of an instant, in the parts that add up to it. */
export interface CumulativeScore {
  readonly score: number;
  readonly contributions: readonly Contribution[];
  /** The child's own entries in the story that fits best, most telling first. */
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

/** One child's entries as they weigh at a moment, kept until something changes. */
interface OwnWeighing extends HouseholdMember {
  readonly asOfMs: number;
  readonly version: number;
  readonly evidence: readonly Evidence[];
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
  const own = new WeakMap<ChildRecord['log'], OwnWeighing>();
  let moment: Moment = { asOf: new Date(NaN), today: '' as LocalDate, day: NaN };
  let habits = new Map<string, SchoolHabit>();
  let absences = new Map<string, SchoolAbsence>();

  const habitOf = (schoolUrn: string): SchoolHabit =>
    remembered(habits, schoolUrn, () => schoolHabit(contexts.get(schoolUrn), moment.day, constants));
  const absenceOf = (schoolUrn: string): SchoolAbsence =>
    remembered(absences, schoolUrn, () => schoolAbsence(contexts.get(schoolUrn), moment.day));

  const weigh = (child: SiblingRecord, at: Moment): OwnWeighing => {
    const corrections = child.corrections ?? [];
    const asOfMs = at.asOf.getTime();
    const held = own.get(child.log);
    if (held?.asOfMs === asOfMs && held.version === child.log.version && corrections.length === 0)
      return held;
    const { horizonWeeks } = constants;
    const { factorOf, leftOut } = correctionsInForce(corrections, at.asOf);
    const evidence = standingEvidence(child.log, { asOfMs, asOfDay: at.day, horizonWeeks, leftOut });
    const school = currentSchool(child.memberships, at.today, evidence);
    const weeksObserved = childWeeks(habitOf(school), { ...child, constants }, evidence, at);
    const usual = { evidence, asOfDay: at.day, weeksObserved, constants };
    const rates = new Map<string, UsualRates>();
    const ratesAt = (urn: string): UsualRates =>
      remembered(rates, urn, () => usualRates(usual, habitOf(urn)));
    const entries = weighEntries({ evidence, asOfDay: at.day, ratesAt, factorOf, constants });
    const fresh = { asOfMs, version: child.log.version, evidence, entries, rates: ratesAt(school) };
    if (corrections.length === 0) own.set(child.log, fresh);
    return fresh;
  };

  /** The story of the child alone, or of the household where that explains more. */
  const storyOf = (mine: OwnWeighing, record: ChildRecord, at: Moment): Story | undefined => {
    const asOfDay = at.day;
    const alone = findStory({ entries: mine.entries, asOfDay, constants, household: false });
    const telling = [...record.siblings]
      .sort((a, b) => (a.pupilId < b.pupilId ? -1 : 1))
      .map((sibling) => weigh(sibling, at))
      .filter(({ entries }) => entries.length > 0);
    if (alone === undefined || telling.length === 0) return alone;
    const entries = joinHousehold(mine, telling, constants);
    const together = findStory({ entries, asOfDay, constants, household: true });
    return together !== undefined && together.points > alone.points ? together : alone;
  };

  const storyContributions = (story: Story, mine: OwnWeighing): readonly Contribution[] => {
    const ownParts = story.parts.filter((part) => part.own);
    const siblingPoints = story.parts.reduce((sum, { own: isOwn, points }) => sum + (isOwn ? 0 : points), 0);
    const told = [
      ...themeContributions(ownParts, story.course.when),
      contributionOf(
        'household',
        'Entries about brothers and sisters that tell of the same home',
        siblingPoints,
      ),
      breadthContribution(ownParts, constants),
    ].filter((part) => part !== undefined);
    const worries = usualWorriesPerYear(mine.rates, constants);
    return [...told, ...storyDeductions(story, worries, sumOf(told), constants)];
  };

  const attendanceContributions = (
    { register, contacts }: ChildRecord,
    schoolUrn: string,
    story: Story | undefined,
    evidence: readonly Evidence[],
  ): readonly (Contribution | undefined)[] => {
    if (register === undefined) return [];
    const { attendanceBeforeWeeks, attendanceRecentWeeks } = constants;
    const recent = moment.day - 7 * attendanceRecentWeeks;
    const begun = story === undefined ? recent : story.sinceDay - 7 * attendanceBeforeWeeks;
    const strongest = (tally: TouchedBy) => {
      const question = { tally, asOfDay: moment.day, school: absenceOf(schoolUrn), constants };
      const [a, b] = [begun, recent].map((sinceDay) => weeksTouched(register, { ...question, sinceDay }));
      return (a?.points ?? 0) >= (b?.points ?? 0) ? a : b;
    };
    const events = { evidence, contactDays: contactDaysKnown(contacts, moment.asOf) };
    return [
      attendanceContribution('attendance-change', strongest('unexplained')),
      attendanceContribution('lateness-change', strongest('late')),
      story?.course.illnessShows && attendanceContribution('illness-change', strongest('illness')),
      absenceAfterContribution(absenceAfterEntries(register, events, moment.day), constants),
    ];
  };

  return {
    constants,
    scoreAt(record, asOf) {
      if (asOf.getTime() !== moment.asOf.getTime()) {
        const today = londonDate(asOf);
        const day = epochDay(today);
        if (day !== moment.day) {
          habits = new Map();
          absences = new Map();
        }
        moment = { asOf, today, day };
      }
      const at = moment;
      const mine = weigh(record, at);
      const story = storyOf(mine, record, at);
      const { register, memberships, contacts } = record;
      const school = currentSchool(memberships, at.today, mine.evidence);
      const waits = record.places === undefined ? [] : placeWaits(record.places, at.today);
      const unseen = unseenState(
        { memberships, register, contacts, placeSought: waits.length > 0 },
        asOf,
        at.today,
      );
      const told = story === undefined ? [] : storyContributions(story, mine);
      const worrying = [
        ...told,
        ...attendanceContributions(record, school, story, mine.evidence),
        unseenContribution(unseen, constants),
        moveContribution(memberships, at.today, sumOf(told), constants),
      ].filter((part) => part !== undefined);
      const contributions = [
        ...worrying,
        spellContribution(story, sumOf(worrying), constants),
        protectiveContribution(mine.evidence, at.day, sumOf(worrying), constants),
      ].filter((part) => part !== undefined);
      const parts = (story?.parts ?? []).filter((part) => part.own);
      return {
        score: sumOf(contributions),
        contributions,
        parts: parts.sort((a, b) => b.points - a.points),
        evidence: mine.evidence,
        unseen,
        waits,
        today: at.today,
      };
    },
  };
}

function remembered<T>(held: Map<string, T>, key: string, work: () => T): T {
  const known = held.get(key);
  if (known !== undefined) return known;
  const fresh = work();
  held.set(key, fresh);
  return fresh;
}
