import type { Tagging } from '../../domain/tagging/tag.ts';
import { CONCERN_CATEGORIES } from '../../domain/taxonomy.ts';

/** A narrative with what people read in it; `negated` marks one that denies some concern. */
export interface Labelled {
  readonly id: string | number;
  readonly text: string;
  readonly labels: readonly string[];
  readonly severity: number;
  readonly negated: boolean;
}

export interface Counts {
  readonly right: number;
  readonly extra: number;
  readonly missed: number;
}

export interface LabelScore extends Counts {
  readonly label: string;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface Mistake {
  readonly id: string | number;
  readonly missed: readonly string[];
  readonly extra: readonly string[];
  readonly severityExpected: number;
  readonly severityGiven: number;
}

export interface Score {
  readonly narratives: number;
  readonly labels: readonly LabelScore[];
  readonly micro: LabelScore;
  /** Mean F1 over the labels that the file holds. */
  readonly macroF1: number;
  /** Cohen's kappa with quadratic weights over severities 0 to 4 (J. Cohen, 1968). */
  readonly severityKappa: number;
  /** Share of severity 3-4 narratives given 2 or more. */
  readonly severeFound: number;
  /** Share of narratives with no concern given 2 or more. */
  readonly benignAlarmed: number;
  /** Share of narratives that only deny concerns in which one is asserted. */
  readonly negatedAsserted: number;
  /** Per band of confidence: how many asserted tags, and the share that was right. */
  readonly calibration: readonly { readonly band: string; readonly tags: number; readonly right: number }[];
  readonly worst: readonly Mistake[];
}

const BANDS: readonly (readonly [number, number])[] = [
  [0, 0.6],
  [0.6, 0.7],
  [0.7, 0.8],
  [0.8, 0.9],
  [0.9, 1.01],
];
const MOST_MISTAKES = 20;

/** Takes labelled narratives and the tagging of each, in the same order; returns how well they agree. */
export function scoreTagging(labelled: readonly Labelled[], taggings: readonly Tagging[]): Score {
  const rows = labelled.map((expected, index) => {
    const tagging = taggings[index];
    const tags = tagging?.tags.filter((tag) => tag.polarity === 'asserted') ?? [];
    const truth = new Set(expected.labels.filter((label) => label !== 'none'));
    return {
      expected,
      tags,
      given: new Set<string>(tags.map((tag) => tag.category)),
      truth,
      severity: tagging?.severity ?? 0,
    };
  });
  const labels = CONCERN_CATEGORIES.map((label) =>
    scoreOf(label, {
      right: rows.filter((row) => row.truth.has(label) && row.given.has(label)).length,
      extra: rows.filter((row) => !row.truth.has(label) && row.given.has(label)).length,
      missed: rows.filter((row) => row.truth.has(label) && !row.given.has(label)).length,
    }),
  );
  const present = labels.filter((label) => label.right + label.missed > 0);
  const severe = rows.filter((row) => row.expected.severity >= 3);
  const benign = rows.filter((row) => row.truth.size === 0);
  const onlyDenied = rows.filter((row) => row.expected.negated && row.truth.size === 0);
  return {
    narratives: rows.length,
    labels,
    micro: scoreOf('all', {
      right: sum(labels.map((label) => label.right)),
      extra: sum(labels.map((label) => label.extra)),
      missed: sum(labels.map((label) => label.missed)),
    }),
    macroF1: sum(present.map((label) => label.f1)) / Math.max(1, present.length),
    severityKappa: weightedKappa(rows.map((row) => [row.expected.severity, row.severity])),
    severeFound: share(severe, (row) => row.severity >= 2),
    benignAlarmed: share(benign, (row) => row.severity >= 2),
    negatedAsserted: share(onlyDenied, (row) => row.given.size > 0),
    calibration: BANDS.map(([from, to]) => {
      const inBand = rows.flatMap((row) =>
        row.tags
          .filter((tag) => tag.confidence >= from && tag.confidence < to)
          .map((tag) => row.truth.has(tag.category)),
      );
      return {
        band: `${from} to ${Math.min(1, to)}`,
        tags: inBand.length,
        right: share(inBand, (right) => right),
      };
    }),
    worst: rows
      .map((row): Mistake => ({
        id: row.expected.id,
        missed: [...row.truth].filter((label) => !row.given.has(label)),
        extra: [...row.given].filter((label) => !row.truth.has(label)),
        severityExpected: row.expected.severity,
        severityGiven: row.severity,
      }))
      .filter((row) => badness(row) > 0)
      .sort((a, b) => badness(b) - badness(a))
      .slice(0, MOST_MISTAKES),
  };
}

function badness(row: Mistake): number {
  return row.missed.length + row.extra.length + Math.abs(row.severityExpected - row.severityGiven) ** 2;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function share<Row>(rows: readonly Row[], holds: (row: Row) => boolean): number {
  return rows.length === 0 ? 0 : rows.filter(holds).length / rows.length;
}

function scoreOf(label: string, counts: Counts): LabelScore {
  const { right, extra, missed } = counts;
  const precision = right + extra === 0 ? 0 : right / (right + extra);
  const recall = right + missed === 0 ? 0 : right / (right + missed);
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { label, ...counts, precision, recall, f1 };
}

/** Takes pairs of severities (expected, given); returns quadratic-weighted kappa: 1 agrees, 0 no better than chance. */
export function weightedKappa(pairs: readonly (readonly [number, number])[]): number {
  const count = (side: 0 | 1, value: number): number => pairs.filter((pair) => pair[side] === value).length;
  let observed = 0;
  let chance = 0;
  for (const [expected, given] of pairs) observed += (expected - given) ** 2;
  for (let a = 0; a <= 4; a += 1)
    for (let b = 0; b <= 4; b += 1) chance += ((a - b) ** 2 * count(0, a) * count(1, b)) / pairs.length;
  return chance === 0 ? 1 : 1 - observed / chance;
}
