import { CONCERN_CATEGORIES, type ConcernCategory, type Theme } from '../taxonomy.ts';
import type { JudgementConstants } from './constants.ts';
import { COURSE_SHARES } from './courses.ts';
import type { Evidence, EvidenceConcern } from './evidence.ts';
import type { IncidentRole } from './history.ts';
import type { SchoolHabit } from './schoolHabit.ts';
import { categoryIndex, FADING } from './themes.ts';

/**
 * How much better each course of harm explains a child's entries than this school's ordinary writing about
 * this child does: for every entry the logarithm of a likelihood ratio, faded by age, summed by course.
 */
export interface CourseScores {
  /** One sum a course, in the order of `COURSES`. */
  readonly points: Float64Array;
  /** What ordinary writing about this child would be expected to give to each course by chance. */
  readonly usual: Float64Array;
  /** What each entry gave to one course, oldest event first; entries that gave nothing are left out. */
  partsOf(course: number): readonly EntryPart[];
}

/** What one entry gives to a course. */
export interface EntryPart {
  readonly evidence: Evidence;
  readonly category: ConcernCategory;
  readonly points: number;
  /** How much more likely the entry is in the course than in ordinary writing. */
  readonly ratio: number;
}

/** What `scoreCourses` looks at. */
export interface CourseQuestion {
  /** Standing entries, each event once, oldest event first. */
  readonly evidence: readonly Evidence[];
  readonly asOfDay: number;
  /** The habit of the school the child is at, and of the school each entry came from. */
  readonly habit: SchoolHabit;
  habitOf(schoolUrn: string): SchoolHabit;
  /** School weeks for which the child has been written about or could have been. */
  readonly weeksObserved: number;
  readonly constants: JudgementConstants;
  /** What people have put right: the share of its weight an entry keeps under a theme. */
  factorOf(evidence: Evidence, theme: Theme): number;
}

function roleFactor(role: IncidentRole, constants: JudgementConstants): number {
  switch (role) {
    case 'subject':
    case 'hurt':
      return 1;
    case 'witness':
      return constants.witnessRoleFactor;
    case 'hurt-other':
    case 'linked-unknown':
      return constants.linkedRoleFactor;
  }
}

/** What is left of an entry's weight after `ageDays`: halved every half-life, and led to zero at the horizon. */
export function fade(ageDays: number, halfLifeWeeks: number, constants: JudgementConstants): number {
  const weeks = Math.max(ageDays, 0) / 7;
  const left = constants.horizonWeeks - weeks;
  if (left <= 0) return 0;
  return 2 ** (-weeks / halfLifeWeeks) * Math.min(1, left / constants.taperWeeks);
}

/**
 * How much more (or less) is written about this child than about others at the school, from routine entries
 * alone, so that a developing harm does not hide itself: gamma-Poisson shrinkage towards 1.
 */
export function childFactor(question: CourseQuestion): number {
  const { evidence, habit, weeksObserved, constants } = question;
  let routine = 0;
  for (const entry of evidence)
    if (entry.routine && entry.effect !== 'protective')
      routine += entry.role === 'subject' ? 1 : constants.linkedRoleFactor;
  const expected = habit.entriesPerPupilWeek * habit.routineShare * weeksObserved;
  const shape = constants.childGammaShape;
  return Math.max(constants.lowestChildFactor, (shape + routine) / (shape + expected));
}

/** Entries of each concern that describe the child's own past: more so the older they are, without a step. */
function ownPast(question: CourseQuestion): Float64Array {
  const counts = new Float64Array(CONCERN_CATEGORIES.length);
  const { ownPastLagWeeks, ownPastRampWeeks } = question.constants;
  for (const entry of question.evidence) {
    const lag = (question.asOfDay - entry.occurredDay) / 7 - ownPastLagWeeks;
    if (lag <= 0) break;
    const [first] = entry.concerns;
    if (first === undefined || entry.role === 'linked-unknown') continue;
    const index = categoryIndex(first.category);
    counts[index] = (counts[index] ?? 0) + Math.min(1, lag / ownPastRampWeeks);
  }
  return counts;
}

interface WeighedConcern {
  readonly category: ConcernCategory;
  readonly index: number;
  /** Expected share of pattern over ordinary rate, without the course's own share. */
  readonly odds: number;
  readonly weight: number;
}

interface WeighedEntry {
  readonly evidence: Evidence;
  readonly concerns: readonly WeighedConcern[];
}

function severityFactor(concern: EvidenceConcern, constants: JudgementConstants): number {
  if (concern.severity >= constants.acuteSeverity) return constants.graveFactor;
  return concern.severity === 1 ? constants.lowSeverityFactor : 1;
}

function weighEntries(question: CourseQuestion): readonly WeighedEntry[] {
  const { constants, asOfDay } = question;
  const factor = childFactor(question);
  const past = ownPast(question);
  const pastWeeks = Math.max(
    0,
    question.weeksObserved - (constants.ownPastLagWeeks * constants.schoolWeeksPerYear) / 52,
  );
  const seenInWeek = new Map<string, number>();
  const weighed: WeighedEntry[] = [];
  for (const evidence of question.evidence) {
    const [first] = evidence.concerns;
    if (first === undefined) continue;
    const habit = question.habitOf(evidence.schoolUrn);
    const key = `${Math.floor((evidence.occurredDay + 3) / 7)} ${first.category}`;
    const earlier = seenInWeek.get(key) ?? 0;
    seenInWeek.set(key, earlier + 1);
    const base = roleFactor(evidence.role, constants) * constants.repeatInWeekFactor ** earlier;
    const concerns: WeighedConcern[] = [];
    for (const concern of evidence.concerns) {
      const { category } = concern;
      const index = categoryIndex(category);
      const usual = factor * habit.entriesPerPupilWeek * (habit.shares[index] ?? 0);
      const shape = constants.ownPastShape;
      const own = (shape + (past[index] ?? 0)) / (shape + usual * pastWeeks);
      const expected = usual * Math.max(1, own);
      const { theme, halfLifeWeeks } = FADING[category];
      concerns.push({
        category,
        index,
        odds:
          (constants.patternEntriesPerWeek * constants.tagReliability * (0.5 + 0.5 * concern.confidence)) /
          expected,
        weight:
          base *
          severityFactor(concern, constants) *
          question.factorOf(evidence, theme) *
          fade(asOfDay - evidence.occurredDay, halfLifeWeeks, constants),
      });
    }
    weighed.push({ evidence, concerns });
  }
  return weighed;
}

function bestPart(entry: WeighedEntry, course: number, cap: number): EntryPart | undefined {
  const shares = COURSE_SHARES[course];
  let best: EntryPart | undefined;
  for (const concern of entry.concerns) {
    const ratio = 1 + concern.odds * (shares?.[concern.index] ?? 0);
    if (ratio === 1) continue;
    const points = Math.min(cap, Math.log(ratio)) * concern.weight;
    if (points > (best?.points ?? 0))
      best = { evidence: entry.evidence, category: concern.category, points, ratio };
  }
  return best;
}

/**
 * What ordinary writing about this child would give to each course by chance, while it fades: a school that
 * writes much gives every child some points, and they say nothing.
 */
function usualPoints(question: CourseQuestion): Float64Array {
  const { habit, constants, weeksObserved } = question;
  const written = childFactor(question) * habit.entriesPerPupilWeek;
  const lasting = CONCERN_CATEGORIES.map((category) => {
    const schoolWeeks = (FADING[category].halfLifeWeeks / Math.LN2) * (constants.schoolWeeksPerYear / 52);
    return schoolWeeks * (1 - Math.exp(-weeksObserved / schoolWeeks));
  });
  return Float64Array.from(COURSE_SHARES, (shares) => {
    let sum = 0;
    shares.forEach((share, i) => {
      if (share === 0) return;
      const rate = written * (habit.shares[i] ?? 0);
      const ratio = 1 + (constants.patternEntriesPerWeek * constants.tagReliability * share) / rate;
      sum += rate * Math.min(constants.entryCap, Math.log(ratio)) * (lasting[i] ?? 0);
    });
    return constants.usualShare * sum;
  });
}

/** Scores every course for a child as of a day. */
export function scoreCourses(question: CourseQuestion): CourseScores {
  const weighed = weighEntries(question);
  const cap = question.constants.entryCap;
  const partsOf = (course: number): EntryPart[] => {
    const parts: EntryPart[] = [];
    for (const entry of weighed) {
      const part = bestPart(entry, course, cap);
      if (part !== undefined) parts.push(part);
    }
    return parts;
  };
  const points = new Float64Array(COURSE_SHARES.length);
  if (weighed.length > 0)
    for (let course = 0; course < points.length; course++)
      for (const part of partsOf(course)) points[course] = (points[course] ?? 0) + part.points;
  const usual = weighed.length > 0 ? usualPoints(question) : new Float64Array(COURSE_SHARES.length);
  return { points, usual, partsOf };
}
