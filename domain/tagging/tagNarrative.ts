import type { Severity } from '../severity.ts';
import { CONCERN_CATEGORIES } from '../taxonomy.ts';
import type { ConcernCategory } from '../taxonomy.ts';
import { featuresOf } from './model/featuresOf.ts';
import type { Feature } from './model/featuresOf.ts';
import { gradeEntry } from './model/gradeEntry.ts';
import { TAG_MODEL } from './model/tagModel.ts';
import type { TagModel } from './model/tagModel.ts';
import { explainTag } from './model/explainTag.ts';
import { readByRules } from './readByRules.ts';
import type { GradedGroup, NarrativeInput, RuleReading } from './readByRules.ts';
import { judgeEffect } from './severity/judgeEffect.ts';
import { spansOfSigns } from './spans.ts';
import type { Tag, Tagging } from './tag.ts';
import { TAGGER_VERSION } from './taggerVersion.ts';
import { USUAL_SEVERITY } from './severity/usualSeverity.ts';

export { TAGGER_VERSION };
export type { NarrativeInput } from './readByRules.ts';

/** How much likelier (in log-odds) the source's own category makes a concern that the words leave open. */
const CATEGORY_SPEAKS = 0.7;
/** Likelihood from which a concern is asserted although the rules only found it denied, past or another's. */
const AGAINST_THE_RULES = 0.75;
/** Likelihood below which the source's category says nothing: it is never the only evidence. */
const LEAST_IN_WORDS = 0.12;

/**
 * Reads one entry as an experienced DSL would: which concerns it raises about this child or family now, how
 * serious, in which words, and why. Takes the narrative and, optionally, the source's category (weak evidence,
 * never the last word). Returns tags (asserted ones first, most serious first), the entry's severity and
 * effect, and the version. The same input always gives the same answer.
 */
export function tagNarrative(input: NarrativeInput, model: TagModel = TAG_MODEL): Tagging {
  const reading = readByRules(input);
  const features = featuresOf(reading);
  const likelihoods = likelihoodsOf(reading, features, model);
  const spokenOtherwise = new Set(
    reading.groups.filter((group) => group.polarity !== 'asserted').map((group) => group.category),
  );
  const found = new Set(
    reading.groups.filter((group) => group.polarity === 'asserted').map((group) => group.category),
  );
  const raised = likelihoods.filter(
    ([category, likelihood]) =>
      likelihood >=
      (spokenOtherwise.has(category) && !found.has(category) ? AGAINST_THE_RULES : model.threshold),
  );
  const severity = raised.length === 0 ? 0 : gradeEntry(model, features, likelihoods);
  const asserted = gradeTags(raised, reading, severity).map(([category, likelihood, tagSeverity]): Tag => {
    const group = reading.groups.find((one) => one.category === category && one.polarity === 'asserted');
    const { evidence, why } = explainTag(model, { category, group, features, words: reading.read.words });
    return {
      category,
      severity: tagSeverity,
      confidence: Math.round(likelihood * 100) / 100,
      polarity: 'asserted',
      evidence,
      why,
      by: { kind: group === undefined ? 'model' : 'rule', version: TAGGER_VERSION },
    };
  });
  const others = reading.groups
    .filter(
      (group) => group.polarity !== 'asserted' && !raised.some(([category]) => category === group.category),
    )
    .map(unassertedTag);
  const tags = [...asserted, ...others].sort(byImportance);
  return { severity, effect: judgeEffect(severity, reading.read), tags, version: TAGGER_VERSION };
}

function likelihoodsOf(
  { expected }: RuleReading,
  features: readonly Feature[],
  model: TagModel,
): (readonly [ConcernCategory, number])[] {
  const sums = model.concerns.score(features);
  return CONCERN_CATEGORIES.map((category, place) => {
    const likelihood = model.calibrate(sums[place] ?? 0);
    if (!expected.includes(category) || likelihood < LEAST_IN_WORDS) return [category, likelihood];
    return [category, model.calibrate((sums[place] ?? 0) + CATEGORY_SPEAKS)];
  });
}

/** No concern is graver than the entry, and the gravest is as grave as it. */
function gradeTags(
  raised: readonly (readonly [ConcernCategory, number])[],
  { groups }: RuleReading,
  severity: Severity,
): (readonly [ConcernCategory, number, Severity])[] {
  const own = raised.map(([category]) => {
    const group = groups.find((one) => one.category === category && one.polarity === 'asserted');
    return group?.severity ?? USUAL_SEVERITY[category];
  });
  const gravest = Math.max(0, ...own);
  return raised.map(([category, likelihood], at) => {
    const mine = own[at] ?? 0;
    return [category, likelihood, mine === gravest || mine > severity ? severity : mine];
  });
}

function unassertedTag(group: GradedGroup): Tag {
  return {
    category: group.category,
    severity: 0,
    confidence: 0.7,
    polarity: group.polarity,
    evidence: spansOfSigns(group.signs),
    why: group.signs[0]?.rule.why ?? '',
    by: { kind: 'rule', version: TAGGER_VERSION },
  };
}

function byImportance(a: Tag, b: Tag): number {
  const assertedFirst = Number(b.polarity === 'asserted') - Number(a.polarity === 'asserted');
  return assertedFirst || b.severity - a.severity || b.confidence - a.confidence || compare(a, b);
}

function compare(a: Tag, b: Tag): number {
  return a.category < b.category ? -1 : a.category > b.category ? 1 : 0;
}
