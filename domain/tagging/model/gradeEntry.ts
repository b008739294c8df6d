import type { Severity } from '../../severity.ts';
import type { ConcernCategory } from '../../taxonomy.ts';
import type { Feature } from './featuresOf.ts';
import { likelihood } from './linearModel.ts';
import type { Told } from './passages.ts';
import type { TagModel } from './tagModel.ts';

/** Takes each concern with its likelihood; returns what the severity model is told of them. */
export function likelihoodFeatures(likelihoods: readonly (readonly [ConcernCategory, number])[]): Feature[] {
  return likelihoods
    .filter(([, value]) => value > 0.05)
    .map(([category, value]) => ({ name: `l${category}`, first: 0, last: 0, value: value * 2 }));
}

/**
 * Takes the chances that an entry is at least of severity 1, 2, 3 and 4, and the expected severity from which each
 * is given; returns its severity. The cuts are learnt: people give 3 where 2.2 is to be expected, since a grave
 * matter that reads as a lesser one is the worse mistake.
 */
export function severityFrom(chances: readonly number[], cuts: readonly number[]): Severity {
  const expected = chances.reduce((sum, chance) => sum + chance, 0);
  return toSeverity(cuts.filter((cut) => expected >= cut).length);
}

/** Takes what is told of an entry with its concerns' likelihoods; returns the severity of the whole entry. */
export function gradeEntry(
  model: TagModel,
  { features, meaning }: Told,
  likelihoods: readonly (readonly [ConcernCategory, number])[],
): Severity {
  const sums = model.severities.score([...features, ...likelihoodFeatures(likelihoods)], meaning);
  return severityFrom([...sums].map(likelihood), model.cuts);
}

function toSeverity(value: number): Severity {
  if (value >= 4) return 4;
  if (value === 3) return 3;
  if (value === 2) return 2;
  return value === 1 ? 1 : 0;
}
