import type { ConcernCategory } from '../taxonomy.ts';
import type { JudgementConstants } from './constants.ts';
import type { Course } from './course.ts';
import { COURSE_SHARES, COURSES } from './courses.ts';
import type { Evidence } from './evidence.ts';
import { isSameEvent } from './sameEvent.ts';
import type { UsualRates } from './usualRates.ts';
import type { WeighedEntry } from './weighEntries.ts';

/** What one entry gives to a story. */
export interface EntryPart {
  readonly evidence: Evidence;
  /** False where it is a brother's or sister's. */
  readonly own: boolean;
  readonly category: ConcernCategory;
  readonly points: number;
  /** How much more likely the entry is while the harm develops than in ordinary writing. */
  readonly ratio: number;
}

/**
 * The story that explains a child's entries best: one known course of harm, begun on one day, at one pace.
 * Every entry since then gives the logarithm of how much likelier it is in the story than in ordinary times.
 */
export interface Story {
  readonly course: Course;
  /** Epoch day of its first entry. */
  readonly sinceDay: number;
  /** Entries that fit, oldest first. */
  readonly parts: readonly EntryPart[];
  /** Taken off for school weeks in which more would have been noticed, had the harm gone on. */
  readonly quiet: number;
  /** Points of the five weeks in which most of it fell; the rest shows that it lasts. */
  readonly densest: number;
  /** The parts less what is taken off. */
  readonly points: number;
}

/** What a story is looked for in. */
export interface StoryQuestion {
  /** Oldest event first. */
  readonly entries: readonly WeighedEntry[];
  readonly asOfDay: number;
  readonly constants: JudgementConstants;
  /** Looks only at courses whose place is the home, and only where the child's own entries have a part in it. */
  readonly household: boolean;
}

/** Entries a school week while a harm develops: some are noticed once in seven weeks, some nearly every other. */
function paces(constants: JudgementConstants): readonly number[] {
  return [constants.slowEntriesPerWeek, constants.quickEntriesPerWeek];
}

function partOf(entry: WeighedEntry, shares: Float64Array, pace: number, cap: number): EntryPart | undefined {
  let best: EntryPart | undefined;
  for (const { category, index, reliability, usual, weight } of entry.concerns) {
    const share = shares[index] ?? 0;
    if (share === 0 || weight === 0) continue;
    const ratio = 1 + (pace * reliability * share) / usual;
    const points = Math.min(cap, Math.log(ratio)) * weight;
    if (points > (best?.points ?? 0))
      best = { evidence: entry.evidence, own: entry.own, category, points, ratio };
  }
  return best;
}

interface Opening {
  readonly at: number;
  readonly quiet: number;
  readonly points: number;
}

/** The day a story of these parts is best taken to have begun: each part's own day is tried, newest first. */
function bestOpening(
  parts: readonly EntryPart[],
  pace: number,
  { asOfDay, constants, household }: StoryQuestion,
): Opening | undefined {
  const schoolWeeksPerDay = constants.schoolWeeksPerYear / 365;
  let best: Opening | undefined;
  let sum = 0;
  let own = 0;
  for (let at = parts.length - 1; at >= 0; at--) {
    const part = parts[at];
    if (part === undefined) continue;
    sum += part.points;
    if (part.own) own += part.points;
    if (household && own < constants.ownPartInHousehold) continue;
    const days = Math.max(0, asOfDay - part.evidence.occurredDay);
    const quiet = constants.quietShare * pace * days * schoolWeeksPerDay;
    const points = sum - quiet;
    if (best === undefined || points > best.points) best = { at, quiet, points };
  }
  return best;
}

/** The most points that fell within any stretch of `spellDays`. Parts are oldest first. */
function densestSpell(parts: readonly EntryPart[], spellDays: number): number {
  let densest = 0;
  let within = 0;
  let oldest = 0;
  for (const { evidence, points } of parts) {
    within += points;
    for (let gone = parts[oldest]; gone !== undefined; gone = parts[oldest]) {
      if (evidence.occurredDay - gone.evidence.occurredDay < spellDays) break;
      within -= gone.points;
      oldest++;
    }
    densest = Math.max(densest, within);
  }
  return densest;
}

/** Finds the story that explains the entries best, or undefined where none fits any course. */
export function findStory(question: StoryQuestion): Story | undefined {
  const { entries, constants } = question;
  let best: Omit<Story, 'densest'> | undefined;
  COURSES.forEach((course, i) => {
    const shares = COURSE_SHARES[i];
    if (shares === undefined || (question.household && !course.atHome)) return;
    for (const pace of paces(constants)) {
      const parts: EntryPart[] = [];
      for (const entry of entries) {
        const part = partOf(entry, shares, pace, constants.entryCap);
        if (part !== undefined) parts.push(part);
      }
      const opening = bestOpening(parts, pace, question);
      if (opening === undefined || opening.points <= (best?.points ?? -Infinity)) continue;
      const { at, quiet, points } = opening;
      const sinceDay = parts[at]?.evidence.occurredDay ?? question.asOfDay;
      best = { course, sinceDay, parts: parts.slice(at), quiet, points };
    }
  });
  return best && { ...best, densest: densestSpell(best.parts, constants.spellDays) };
}

/** One member of a household: weighed entries and what is usual for the child. */
export interface HouseholdMember {
  readonly entries: readonly WeighedEntry[];
  readonly rates: UsualRates;
}

/**
 * A household's entries as one log: the child's own beside the siblings', each event once, oldest first. What is
 * usual is the sum of what is usual for each, so a large family is not a story by itself.
 */
export function joinHousehold(
  own: HouseholdMember,
  siblings: readonly HouseholdMember[],
  constants: JudgementConstants,
): readonly WeighedEntry[] {
  const share = constants.siblingShare;
  const usual = own.rates.map((rate, i) =>
    siblings.reduce((sum, { rates }) => sum + share * (rates[i] ?? 0), rate),
  );
  const joined: WeighedEntry[] = [];
  const join = (entry: WeighedEntry, mine: boolean): void => {
    const concerns = entry.concerns.map((concern) => ({
      ...concern,
      usual: Math.max(concern.usual, usual[concern.index] ?? 0),
      weight: concern.weight * (mine ? 1 : share),
    }));
    joined.push({ ...entry, own: mine, concerns });
  };
  for (const entry of own.entries) join(entry, true);
  for (const { entries } of siblings)
    for (const entry of entries)
      if (!joined.some(({ evidence }) => isSameEvent(evidence, entry.evidence))) join(entry, false);
  return joined.sort((a, b) => a.evidence.occurredDay - b.evidence.occurredDay);
}
