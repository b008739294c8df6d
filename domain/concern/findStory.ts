import type { ConcernCategory } from '../taxonomy.ts';
import type { JudgementConstants } from './constants.ts';
import type { Course } from './course.ts';
import { COURSE_MISREADINGS, COURSE_SHARES, COURSES } from './courses.ts';
import type { Evidence } from './evidence.ts';
import { isSameEvent } from './sameEvent.ts';
import type { UsualRates } from './usualRates.ts';
import type { WeighedConcern, WeighedEntry } from './weighEntries.ts';

/** What one entry gives to a story. */
export interface EntryPart {
  readonly evidence: Evidence;
  /** False where it is a brother's or sister's. */
  readonly own: boolean;
  readonly category: ConcernCategory;
  readonly points: number;
  /** How much more likely the entry is while the harm develops than in ordinary writing. */
  readonly ratio: number;
  /** True where the concern is one that the course is known by; otherwise it only adds to the pace. */
  readonly fits: boolean;
}

/**
 * The story that explains a child's entries best: one known course of harm, begun on one day, at one pace.
 * Every entry since then gives the logarithm of how much likelier it is in the story than in ordinary times.
 */
export interface Story {
  readonly course: Course;
  /** Epoch day of its first entry. */
  readonly sinceDay: number;
  /** Entries that tell of it, oldest first. */
  readonly parts: readonly EntryPart[];
  /** Taken off for school weeks in which more would have been noticed, had the harm gone on. */
  readonly quiet: number;
  /** Points of what the course is known by outside the five weeks in which most of that fell: they show that it lasts. */
  readonly outside: number;
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

/** What a school would see of one course at one pace. */
interface Telling {
  readonly shares: Float64Array;
  readonly misread: Float64Array;
  readonly pace: number;
  readonly constants: JudgementConstants;
}

/** How often the story brings such an entry, over how often ordinary times do. */
function ratioOf(concern: WeighedConcern, usualOfAll: number, telling: Telling): number {
  const { shares, misread, pace, constants } = telling;
  const { index, reliability, usual } = concern;
  const { misreadShown, unspecificShare } = constants;
  const read = reliability * (shares[index] ?? 0) + (1 - reliability) * misreadShown * (misread[index] ?? 0);
  return 1 + pace * (((1 - unspecificShare) * read) / usual + unspecificShare / usualOfAll);
}

interface BestConcern {
  readonly concern: WeighedConcern;
  readonly ratio: number;
  readonly points: number;
}

/** The concern of an entry that tells most of the story. */
function bestConcern({ concerns, usualOfAll }: WeighedEntry, telling: Telling): BestConcern | undefined {
  let best: BestConcern | undefined;
  for (const concern of concerns) {
    if (concern.weight === 0) continue;
    const ratio = ratioOf(concern, usualOfAll, telling);
    const points = Math.min(telling.constants.entryCap, Math.log(ratio)) * concern.weight;
    if (points > (best?.points ?? 0)) best = { concern, ratio, points };
  }
  return best;
}

interface Opening {
  readonly at: number;
  readonly quiet: number;
  readonly points: number;
}

/** The day a story is best taken to have begun: each entry's own day is tried, newest first. */
function bestOpening(
  pointsOf: Float64Array,
  pace: number,
  { entries, asOfDay, constants, household }: StoryQuestion,
): Opening | undefined {
  const schoolWeeksPerDay = constants.schoolWeeksPerYear / 365;
  let best: Opening | undefined;
  let sum = 0;
  let own = 0;
  for (let at = entries.length - 1; at >= 0; at--) {
    const entry = entries[at];
    const gives = pointsOf[at] ?? 0;
    if (entry === undefined || gives === 0) continue;
    sum += gives;
    if (entry.own) own += gives;
    if (household && own < constants.ownPartInHousehold) continue;
    const days = Math.max(0, asOfDay - entry.evidence.occurredDay);
    const quiet = constants.quietShare * pace * days * schoolWeeksPerDay;
    const points = sum - quiet;
    if (best === undefined || points > best.points) best = { at, quiet, points };
  }
  return best;
}

function partsSince(entries: readonly WeighedEntry[], telling: Telling): readonly EntryPart[] {
  return entries.flatMap((entry) => {
    const best = bestConcern(entry, telling);
    if (best === undefined) return [];
    const { concern, ratio, points } = best;
    const fits = (telling.shares[concern.index] ?? 0) > 0;
    return [{ evidence: entry.evidence, own: entry.own, category: concern.category, points, ratio, fits }];
  });
}

/** The points outside the stretch of `spellDays` in which most of them fell. Parts are oldest first. */
function outsideSpell(parts: readonly EntryPart[], spellDays: number): number {
  let densest = 0;
  let all = 0;
  let within = 0;
  let oldest = 0;
  for (const { evidence, points } of parts) {
    all += points;
    within += points;
    for (let gone = parts[oldest]; gone !== undefined; gone = parts[oldest]) {
      if (evidence.occurredDay - gone.evidence.occurredDay < spellDays) break;
      within -= gone.points;
      oldest++;
    }
    densest = Math.max(densest, within);
  }
  return all - densest;
}

/** Finds the story that explains the entries best, or undefined where none fits any course. */
export function findStory(question: StoryQuestion): Story | undefined {
  const { entries, constants, asOfDay } = question;
  const pointsOf = new Float64Array(entries.length);
  let best: { opening: Opening; course: Course; telling: Telling } | undefined;
  COURSES.forEach((course, i) => {
    const shares = COURSE_SHARES[i];
    const misread = COURSE_MISREADINGS[i];
    if (shares === undefined || misread === undefined || (question.household && !course.atHome)) return;
    for (const pace of paces(constants)) {
      const telling = { shares, misread, pace, constants };
      entries.forEach((entry, at) => (pointsOf[at] = bestConcern(entry, telling)?.points ?? 0));
      const opening = bestOpening(pointsOf, pace, question);
      if (opening === undefined || opening.points <= (best?.opening.points ?? -Infinity)) continue;
      best = { opening, course, telling };
    }
  });
  if (best === undefined) return undefined;
  const { course, telling, opening } = best;
  const parts = partsSince(entries.slice(opening.at), telling);
  return {
    course,
    sinceDay: entries[opening.at]?.evidence.occurredDay ?? asOfDay,
    parts,
    quiet: opening.quiet,
    points: opening.points,
    outside: outsideSpell(
      parts.filter(({ fits }) => fits),
      constants.spellDays,
    ),
  };
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
  const ofAll = usual.reduce((sum, rate) => sum + rate, 0);
  const joined: WeighedEntry[] = [];
  const join = (entry: WeighedEntry, mine: boolean): void => {
    const concerns = entry.concerns.map((concern) => ({
      ...concern,
      usual: Math.max(concern.usual, usual[concern.index] ?? 0),
      weight: concern.weight * (mine ? 1 : share),
    }));
    joined.push({ ...entry, own: mine, concerns, usualOfAll: Math.max(entry.usualOfAll, ofAll) });
  };
  for (const entry of own.entries) join(entry, true);
  for (const { entries } of siblings)
    for (const entry of entries)
      if (!joined.some(({ evidence }) => isSameEvent(evidence, entry.evidence))) join(entry, false);
  return joined.sort((a, b) => a.evidence.occurredDay - b.evidence.occurredDay);
}
