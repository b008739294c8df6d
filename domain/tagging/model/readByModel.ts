import type { Severity } from '../../severity.ts';
import { CONCERN_CATEGORIES } from '../../taxonomy.ts';
import type { ConcernCategory } from '../../taxonomy.ts';
import type { RuleReading } from '../readByRules.ts';
import { floorOf, floorSigns } from '../severity/floorOf.ts';
import { featuresOf } from './featuresOf.ts';
import type { Feature } from './featuresOf.ts';
import { passagesOf } from './passages.ts';
import type { TagModel } from './tagModel.ts';

/** How much likelier (in log-odds) the source's own category makes a concern that the words leave open. */
const CATEGORY_SPEAKS = 0.7;
/** Likelihood below which the source's category says nothing: it is never the only evidence. */
const LEAST_IN_WORDS = 0.12;
/** Likelihood from which the likeliest concern is asserted in an entry that reads as for the DSL, and as grave. */
const LEAST_WHERE_FOR_DSL = 0.1;
const LEAST_WHERE_GRAVE = 0.05;
/** Likelihood from which a concern is asserted although the rules only found it denied, past or another's. */
const AGAINST_THE_RULES = 0.85;
/** Likelihood of a denial from which a concern must be clear to be asserted, and how clear. */
const DENYING = 0.3;
const CLEAR_ALTHOUGH_DENYING = 0.7;

/** A concern the model asserts, how sure it is, and what was noticed in the passage that says so most clearly. */
export interface Raised {
  readonly category: ConcernCategory;
  readonly likelihood: number;
  readonly features: readonly Feature[];
}

/** Takes what the rules made of an entry; returns the concerns asserted in it and how severe it is as a whole. */
export function readByModel(reading: RuleReading, model: TagModel): { raised: Raised[]; severity: Severity } {
  const leastFor = thresholds(reading, model);
  const clearest = new Map<ConcernCategory, Raised>();
  let severity: Severity = 0;
  for (const told of passagesOf(featuresOf(reading), reading.read)) {
    const { features } = told;
    const { concerns, severity: expected, denial } = model.network.read(told);
    const least = (category: ConcernCategory): number =>
      denial < DENYING || leastFor(category) === 0
        ? leastFor(category)
        : Math.max(leastFor(category), CLEAR_ALTHOUGH_DENYING);
    const likelihoods = likelihoodsOf(concerns, reading, model);
    const grade = model.grade(expected);
    const clear = likelihoods.filter(([category, likelihood]) => likelihood >= least(category));
    const raised = clear.length === 0 && grade >= 2 ? likeliest(likelihoods, least, grade, model) : clear;
    for (const [category, likelihood] of raised)
      if (likelihood > (clearest.get(category)?.likelihood ?? 0))
        clearest.set(category, { category, likelihood, features });
    if (raised.length > 0 && grade > severity) severity = grade;
  }
  const floor = floorOf(reading, [...clearest.values()]);
  return { raised: [...clearest.values()], severity: floor > severity ? floor : severity };
}

function thresholds(reading: RuleReading, model: TagModel): (category: ConcernCategory) => number {
  const { groups } = reading;
  const always = new Set(floorSigns(reading).map(({ rule }) => rule.category));
  const asserted = new Set<ConcernCategory>();
  const otherwise = new Set<ConcernCategory>();
  for (const { category, polarity } of groups) (polarity === 'asserted' ? asserted : otherwise).add(category);
  return (category) => {
    if (always.has(category)) return 0;
    return otherwise.has(category) && !asserted.has(category) ? AGAINST_THE_RULES : model.threshold;
  };
}

/** Grave words whose concern is not clear are better shown under the likeliest one than not at all. */
function likeliest(
  likelihoods: readonly (readonly [ConcernCategory, number])[],
  leastFor: (category: ConcernCategory) => number,
  grade: Severity,
  model: TagModel,
): (readonly [ConcernCategory, number])[] {
  const [best] = [...likelihoods].sort((a, b) => b[1] - a[1]);
  const least = grade > 2 ? LEAST_WHERE_GRAVE : LEAST_WHERE_FOR_DSL;
  if (best === undefined || best[1] < least || leastFor(best[0]) > model.threshold) return [];
  return [best];
}

function likelihoodsOf(
  logOdds: Float64Array,
  { expected }: RuleReading,
  { calibrate }: TagModel,
): (readonly [ConcernCategory, number])[] {
  return CONCERN_CATEGORIES.map((category, place) => {
    const sum = logOdds[place] ?? 0;
    const likelihood = calibrate(sum);
    return [
      category,
      expected.includes(category) && likelihood >= LEAST_IN_WORDS
        ? calibrate(sum + CATEGORY_SPEAKS)
        : likelihood,
    ];
  });
}
