import type { ConcernCategory, Theme } from '../taxonomy.ts';
import type { JudgementConstants } from './constants.ts';
import type { Evidence, EvidenceConcern } from './evidence.ts';
import type { IncidentRole } from './history.ts';
import { categoryIndex, FADING } from './themes.ts';
import type { UsualRates } from './usualRates.ts';

/** One entry with what it may say: how much it still counts, and how usual each of its concerns is. */
export interface WeighedEntry {
  readonly evidence: Evidence;
  /** False where it is a brother's or sister's. */
  readonly own: boolean;
  /** How often ordinary times bring any entry that asserts a concern, per school week. */
  readonly usualOfAll: number;
  readonly concerns: readonly WeighedConcern[];
}

export interface WeighedConcern {
  readonly category: ConcernCategory;
  /** Position in the taxonomy. */
  readonly index: number;
  /** Chance that the tag names the right concern. */
  readonly reliability: number;
  /** How often ordinary times bring such an entry, per school week. */
  readonly usual: number;
  /** Share that counts, by role, severity, repetition, correction and age. */
  readonly weight: number;
}

/** What the weighing of one child's entries looks at. */
export interface WeighingQuestion {
  /** Standing entries, each event once, oldest event first. */
  readonly evidence: readonly Evidence[];
  readonly asOfDay: number;
  /** What is usual for this child in the log of the school an entry came from. */
  ratesAt(schoolUrn: string): UsualRates;
  /** What people have put right: the share of its weight an entry keeps under a theme. */
  factorOf(evidence: Evidence, theme: Theme): number;
  readonly constants: JudgementConstants;
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

function severityFactor({ severity }: EvidenceConcern, constants: JudgementConstants): number {
  if (severity >= constants.acuteSeverity) return constants.graveFactor;
  return severity === 1 ? constants.lowSeverityFactor : 1;
}

/** What is left of an entry's weight after `ageDays`: halved every half-life, and led to zero at the horizon. */
export function fade(ageDays: number, halfLifeWeeks: number, constants: JudgementConstants): number {
  const weeks = Math.max(ageDays, 0) / 7;
  const left = constants.horizonWeeks - weeks;
  if (left <= 0) return 0;
  return 2 ** (-weeks / halfLifeWeeks) * Math.min(1, left / constants.taperWeeks);
}

/** Weighs each entry that asserts a concern; further ones of the same concern in one week are mostly one story. */
export function weighEntries(question: WeighingQuestion): readonly WeighedEntry[] {
  const { constants, asOfDay } = question;
  const seenInWeek = new Map<string, number>();
  const sums = new Map<UsualRates, number>();
  const weighed: WeighedEntry[] = [];
  for (const evidence of question.evidence) {
    const [first] = evidence.concerns;
    if (first === undefined) continue;
    const rates = question.ratesAt(evidence.schoolUrn);
    const key = `${Math.floor((evidence.occurredDay + 3) / 7)} ${first.category}`;
    const earlier = seenInWeek.get(key) ?? 0;
    seenInWeek.set(key, earlier + 1);
    const base = roleFactor(evidence.role, constants) * constants.repeatInWeekFactor ** earlier;
    const concerns = evidence.concerns.map((concern): WeighedConcern => {
      const { category, confidence } = concern;
      const index = categoryIndex(category);
      const { theme, halfLifeWeeks } = FADING[category];
      return {
        category,
        index,
        reliability: constants.tagReliability * (0.5 + 0.5 * confidence),
        usual: rates[index] ?? 0,
        weight:
          base *
          severityFactor(concern, constants) *
          question.factorOf(evidence, theme) *
          fade(asOfDay - evidence.occurredDay, halfLifeWeeks, constants),
      };
    });
    const usualOfAll = sums.get(rates) ?? rates.reduce((sum, rate) => sum + rate, 0);
    sums.set(rates, usualOfAll);
    weighed.push({ evidence, own: true, usualOfAll, concerns });
  }
  return weighed;
}
