import type { Severity } from '../../severity.ts';
import type { ConcernCategory } from '../../taxonomy.ts';
import type { Feature } from './featuresOf.ts';
import { likelihood } from './linearModel.ts';
import type { TagModel } from './tagModel.ts';

/** A chance of severity 3 or 4 that is worth the DSL's look, even where the likeliest severity is lower. */
export const WORTH_A_LOOK = 0.3;

/** Takes each concern with its likelihood; returns what the severity model is told of them. */
export function likelihoodFeatures(likelihoods: readonly (readonly [ConcernCategory, number])[]): Feature[] {
  return likelihoods
    .filter(([, value]) => value > 0.05)
    .map(([category, value]) => ({ name: `l${category}`, first: 0, last: 0, value: value * 2 }));
}

/**
 * Takes the chances that an entry is at least of severity 1, 2, 3 and 4; returns its severity: the expected
 * one, rounded, but never below 2 where 3 or 4 is a real possibility.
 */
export function severityFrom(chances: readonly number[]): Severity {
  const expected = Math.round(chances.reduce((sum, chance) => sum + chance, 0));
  const floor = (chances[2] ?? 0) > WORTH_A_LOOK ? 2 : 0;
  return toSeverity(Math.max(expected, floor));
}

/** Takes an entry's features with its concerns' likelihoods; returns the severity of the whole entry. */
export function gradeEntry(
  model: TagModel,
  features: readonly Feature[],
  likelihoods: readonly (readonly [ConcernCategory, number])[],
): Severity {
  const sums = model.severities.score([...features, ...likelihoodFeatures(likelihoods)]);
  return severityFrom([...sums].map(likelihood));
}

function toSeverity(value: number): Severity {
  if (value >= 4) return 4;
  if (value === 3) return 3;
  if (value === 2) return 2;
  return value === 1 ? 1 : 0;
}
