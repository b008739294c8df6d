import type { Severity } from '../severity.ts';
import type { ConcernCategory } from '../taxonomy.ts';
import { ownPassages } from './context/ownPassages.ts';
import { readByModel } from './model/readByModel.ts';
import type { Raised } from './model/readByModel.ts';
import { TAG_MODEL } from './model/tagModel.ts';
import type { TagModel } from './model/tagModel.ts';
import { explainTag } from './model/explainTag.ts';
import { readByRules } from './readByRules.ts';
import type { GradedGroup, NarrativeInput, RuleReading } from './readByRules.ts';
import { judgeEffect } from './severity/judgeEffect.ts';
import { spansOfSigns } from './spans.ts';
import { foreignPassages } from './text/foreignPassages.ts';
import { readWords } from './text/readWords.ts';
import type { Tag, Tagging } from './tag.ts';
import { USUAL_SEVERITY } from './severity/usualSeverity.ts';

export type { NarrativeInput } from './readByRules.ts';

/**
 * Reads one entry as an experienced DSL would: which concerns it raises about this child or family now, how
 * serious, in which words, and why. Takes the narrative and, optionally, the source's category (weak evidence,
 * never the last word) and the children it is logged under (what is told of another by name is not theirs). Returns tags (asserted ones first, most serious first), the entry's severity and
 * effect, and the version. The same input always gives the same answer.
 */
export function tagNarrative(input: NarrativeInput, model: TagModel = TAG_MODEL): Tagging {
  const passages = ownPassages(input.text, input.children ?? []);
  const reading = readByRules({ ...input, text: passages.own });
  const { raised, severity: judged } = readByModel(reading, model);
  const settled = judged === 1 && reading.severity === 0 && reading.read.cues.has('resolved');
  const severity = settled ? 0 : isAllPast(reading) ? stepLower(judged) : judged;
  const asserted = gradeTags(raised, reading, severity).map(
    ([{ category, likelihood, features }, own]): Tag => {
      const group = assertedGroup(reading, category);
      const { evidence, why } = explainTag(model, { category, group, features, words: reading.read.words });
      return {
        category,
        severity: own,
        confidence: Math.round(likelihood * 100) / 100,
        polarity: 'asserted',
        evidence,
        why,
        by: { kind: group === undefined ? 'model' : 'rule', version: model.version },
      };
    },
  );
  const others = reading.groups
    .filter(
      (group) => group.polarity !== 'asserted' && !raised.some((one) => one.category === group.category),
    )
    .map((group) => unassertedTag(group, model.version));
  const named = new Set([...asserted, ...others].map(({ category }) => category));
  const told = tagsOfOthers(passages.others, model.version).filter(({ category }) => !named.has(category));
  const tags = [...asserted, ...others, ...told].sort(byImportance);
  const unread = foreignPassages(readWords(input.text));
  return {
    severity,
    effect: judgeEffect(severity, reading.read),
    tags,
    ...(unread.length === 0 ? {} : { unread }),
    version: model.version,
  };
}

/** What is told of another child by name. */
function tagsOfOthers(text: string | undefined, version: string): Tag[] {
  if (text === undefined) return [];
  return readByRules({ text })
    .groups.filter(({ polarity }) => polarity === 'asserted')
    .map((group) => unassertedTag({ ...group, polarity: 'other-person' }, version));
}

/** Harm told of the past stays a concern, a step lower. */
function isAllPast({ groups }: RuleReading): boolean {
  const signs = groups.filter(({ polarity }) => polarity === 'asserted').flatMap((group) => group.signs);
  return signs.length > 0 && signs.every(({ past }) => past);
}

function stepLower(severity: Severity): Severity {
  return severity === 4 ? 3 : severity === 3 ? 2 : severity;
}

function assertedGroup({ groups }: RuleReading, category: ConcernCategory): GradedGroup | undefined {
  return groups.find((one) => one.category === category && one.polarity === 'asserted');
}

/** No concern is graver than the entry, and the gravest is as grave as it. */
function gradeTags(
  raised: readonly Raised[],
  reading: RuleReading,
  severity: Severity,
): (readonly [Raised, Severity])[] {
  const own = raised.map(
    ({ category }) => assertedGroup(reading, category)?.severity ?? USUAL_SEVERITY[category],
  );
  const gravest = Math.max(0, ...own);
  return raised.map((one, at) => {
    const mine = own[at] ?? 0;
    return [one, mine === gravest || mine > severity ? severity : mine];
  });
}

function unassertedTag(group: GradedGroup, version: string): Tag {
  return {
    category: group.category,
    severity: 0,
    confidence: 0.7,
    polarity: group.polarity,
    evidence: spansOfSigns(group.signs),
    why: group.signs[0]?.rule.why ?? '',
    by: { kind: 'rule', version },
  };
}

function byImportance(a: Tag, b: Tag): number {
  const assertedFirst = Number(b.polarity === 'asserted') - Number(a.polarity === 'asserted');
  return assertedFirst || b.severity - a.severity || b.confidence - a.confidence || compare(a, b);
}

function compare(a: Tag, b: Tag): number {
  return a.category < b.category ? -1 : a.category > b.category ? 1 : 0;
}
