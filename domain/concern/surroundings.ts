import type { Contribution, UnseenState } from './assessment.ts';
import type { WeeksTouched } from './attendanceChange.ts';
import type { JudgementConstants } from './constants.ts';
import { writeDate } from '../digest/sentences/writeDate.ts';
import { contributionOf } from './contributions.ts';
import type { Evidence } from './evidence.ts';
import type { EntryPart, Story } from './findStory.ts';
import type { Membership } from './history.ts';
import { daysBetween, fromEpochDay, type LocalDate } from '../localDate.ts';
import { fade } from './weighEntries.ts';

/** An entry that gives this many points or more counts wholly as seen by another member of staff. */
const TELLING_POINTS = 0.5;

/** Who saw it: each further member of staff who wrote down a part of the course, as long as it still tells. */
export function breadthContribution(
  parts: readonly EntryPart[],
  constants: JudgementConstants,
): Contribution | undefined {
  const tellingOf = new Map<string, number>();
  for (const { points, evidence } of parts)
    if (evidence.recordedBy !== undefined)
      tellingOf.set(
        evidence.recordedBy,
        Math.max(tellingOf.get(evidence.recordedBy) ?? 0, Math.min(1, points / TELLING_POINTS)),
      );
  if (tellingOf.size < 2) return undefined;
  const telling = [...tellingOf.values()].sort((a, b) => b - a);
  const further = telling.slice(1).reduce((sum, share) => sum + share, 0);
  return contributionOf(
    'breadth',
    `Noticed by ${tellingOf.size} members of staff independently`,
    Math.min(constants.breadthCap, further * constants.breadthPointsPerRecorder),
    parts.map(({ evidence }) => evidence.entryId),
  );
}

/** What is taken off a story; together never more than there is. */
export function storyDeductions(
  story: Story,
  usualWorriesPerYear: number,
  available: number,
  constants: JudgementConstants,
): readonly Contribution[] {
  let left = Math.max(available, 0);
  const deductions: Contribution[] = [];
  const takeOff = (id: string, what: string, points: number): void => {
    const deduction = contributionOf(id, what, -Math.min(points, left));
    if (deduction === undefined) return;
    left += deduction.points;
    deductions.push(deduction);
  };
  takeOff(
    'quiet',
    `School weeks since ${writeDate(fromEpochDay(story.sinceDay))} in which nothing was noticed, taken off`,
    story.quiet,
  );
  takeOff(
    'usual',
    'What chance alone brings where this much is written, taken off',
    constants.chanceShare * Math.log(1 + usualWorriesPerYear),
  );
  return deductions;
}

/** Points by which a single spell stays below a concern however much it is, so that rounding cannot reach it. */
const BELOW_CONCERN = 0.01;

/**
 * One bad spell is watched and is no concern yet: what all fell within five weeks comes ever nearer to that level
 * and does not pass it (more is still more), until enough outside them shows that it lasts.
 */
export function spellContribution(
  story: Story | undefined,
  available: number,
  constants: JudgementConstants,
): Contribution | undefined {
  if (story === undefined) return undefined;
  const lasting = Math.min(1, story.outside / constants.lastingPoints);
  const room = constants.spellRoom;
  const over = Math.max(0, available - (constants.concernScore - BELOW_CONCERN - room));
  const left = room * (1 - Math.exp(-over / room));
  return contributionOf(
    'spell',
    'Nearly all of it within five weeks, which may be one bad spell: taken off until it lasts',
    -(over - left) * (1 - lasting),
  );
}

const OF_WEEKS = {
  'attendance-change': 'Away without explanation',
  'lateness-change': 'Late',
  'illness-change': 'Odd days of illness',
} as const;

/** More school weeks with unexplained absence, or lateness, than the child's own past and the school's habit explain. */
export function attendanceContribution(
  id: keyof typeof OF_WEEKS,
  touched: WeeksTouched | undefined,
): Contribution | undefined {
  if (touched === undefined) return undefined;
  const { sinceTouched, sinceWeeks, beforeTouched, beforeWeeks, points } = touched;
  const before = beforeWeeks === 0 ? '' : `; in ${beforeTouched} of the ${beforeWeeks} before`;
  const what = OF_WEEKS[id];
  return contributionOf(
    id,
    `${what} in ${sinceTouched} of the last ${sinceWeeks} school weeks${before}`,
    points,
  );
}

/** School days on which nobody saw the child, from the tenth on. */
export function unseenContribution(
  unseen: UnseenState,
  constants: JudgementConstants,
): Contribution | undefined {
  if (unseen.kind === 'no-data' || unseen.schoolDaysSince < constants.unseenFromSchoolDays) return undefined;
  const weeks = 1 + (unseen.schoolDaysSince - constants.unseenFromSchoolDays) / 5;
  return contributionOf(
    'unseen',
    `Nobody has seen the child for ${unseen.schoolDaysSince} school days`,
    Math.min(constants.unseenCap, weeks * constants.unseenPointsPerWeek),
  );
}

/** The date of the latest in-year move as of a day: a second place at a school begun since September's intake. */
export function latestMove(memberships: readonly Membership[], asOf: LocalDate): LocalDate | undefined {
  if (memberships.length < 2) return undefined;
  const joins = memberships.flatMap(({ joined }) => (joined !== undefined && joined <= asOf ? [joined] : []));
  const latest = joins.sort().at(-1);
  if (latest === undefined || joins.length < 2) return undefined;
  return latest.slice(5) >= '09-01' && latest.slice(5) <= '09-20' ? undefined : latest;
}

/** A change of school in the year asks what came with the child; it adds to a story and does not make one. */
export function moveContribution(
  memberships: readonly Membership[],
  asOf: LocalDate,
  ownPoints: number,
  constants: JudgementConstants,
): Contribution | undefined {
  const moved = latestMove(memberships, asOf);
  if (moved === undefined || ownPoints <= 0) return undefined;
  const left = 1 - daysBetween(moved, asOf) / 7 / constants.moveFadeWeeks;
  if (left <= 0) return undefined;
  return contributionOf(
    'move',
    `Changed school within the year, on ${writeDate(moved)}`,
    constants.movePoints * left,
  );
}

/** Good news takes a little off, fades, and never outweighs a pattern. */
export function protectiveContribution(
  evidence: readonly Evidence[],
  asOfDay: number,
  available: number,
  constants: JudgementConstants,
): Contribution | undefined {
  const good = evidence.filter(({ effect, concerns }) => effect === 'protective' && concerns.length === 0);
  if (good.length === 0 || available <= 0) return undefined;
  let points = 0;
  for (const { occurredDay } of good)
    points +=
      constants.protectivePoints * fade(asOfDay - occurredDay, constants.protectiveHalfLifeWeeks, constants);
  return contributionOf(
    'protective',
    good.length === 1
      ? 'One entry of something going well'
      : `${good.length} entries of something going well`,
    -Math.min(points, constants.protectiveCap, available),
    good.map(({ entryId }) => entryId),
  );
}
