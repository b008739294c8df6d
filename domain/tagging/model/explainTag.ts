import { CONCERN_CATEGORIES } from '../../taxonomy.ts';
import type { ConcernCategory } from '../../taxonomy.ts';
import type { StemmedWord } from '../pattern/buildMatcher.ts';
import type { SignGroup } from '../readByRules.ts';
import type { Sign } from '../readSigns.ts';
import { joinSpans, spansOfSigns } from '../spans.ts';
import type { EvidenceSpan } from '../tag.ts';
import type { Feature } from './featuresOf.ts';
import type { TagModel } from './tagModel.ts';

/** What a tag stands on. */
export interface Grounds {
  readonly category: ConcernCategory;
  /** The asserted signs of the concern, where the rules found any. */
  readonly group: SignGroup | undefined;
  readonly features: readonly Feature[];
  readonly words: readonly StemmedWord[];
}

/** The words that weighed most; more would say less. */
const MOST_TELLING = 4;
const SHOWN_KINDS = new Set(['w', 'b', 'c']);

/**
 * Takes the grounds of an asserted tag; returns where in the text it can be shown and one sentence why: the
 * rule's own sentence where a rule found it, otherwise that the marked words weighed most.
 */
export function explainTag(
  model: TagModel,
  { category, group, features, words }: Grounds,
): { evidence: EvidenceSpan[]; why: string } {
  if (group !== undefined)
    return { evidence: spansOfSigns(group.signs), why: mostTelling(group.signs).rule.why };
  const answer = CONCERN_CATEGORIES.indexOf(category);
  const weighed = features
    .filter((feature) => SHOWN_KINDS.has(feature.name.charAt(0)))
    .map((feature) => ({ feature, weight: model.network.weightOf(feature.name, answer) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.feature.first - b.feature.first)
    .slice(0, MOST_TELLING);
  const ranges = weighed.map(({ feature }) => ({
    start: words[feature.first]?.start ?? 0,
    end: words[feature.last]?.end ?? 0,
  }));
  return {
    evidence: joinSpans(ranges.length > 0 ? ranges : wholeText(words)),
    why: 'No single sign decides it; the marked words together are those of entries about this concern.',
  };
}

function wholeText(words: readonly StemmedWord[]): EvidenceSpan[] {
  const end = words[words.length - 1]?.end;
  return end === undefined ? [] : [{ start: words[0]?.start ?? 0, end }];
}

function mostTelling(signs: readonly Sign[]): Sign {
  return signs.reduce((best, sign) => (sign.rule.severity > best.rule.severity ? sign : best));
}
