import type { Effect, Severity } from '../severity.ts';
import type { ConcernCategory } from '../taxonomy.ts';
import { TAGGER_VERSION } from './taggerVersion.ts';
import { mapSourceCategory } from './mapSourceCategory.ts';
import { keepTelling } from './keepTelling.ts';
import { readSigns } from './readSigns.ts';
import type { Sign } from './readSigns.ts';
import type { Polarity, Tag, Tagging } from './tag.ts';
import { judgeSeverity } from './severity/judgeSeverity.ts';
import { judgeEffect } from './severity/judgeEffect.ts';

export { TAGGER_VERSION };

/** What a school sent: the words as written, and its own name for the kind of entry, if it gave one. */
export interface NarrativeInput {
  readonly text: string;
  readonly category?: string;
}

const MOST_SPANS = 8;

/**
 * Reads one entry as an experienced DSL would: which concerns it raises about this child or family now, how
 * serious, in which words, and why. Takes the narrative and, optionally, the source's category (weak evidence,
 * never the last word). Returns tags (asserted ones first, most serious first), the entry's severity and
 * effect, and the version. The same input always gives the same answer.
 */
export function tagNarrative(input: NarrativeInput): Tagging {
  const read = readSigns(input.text);
  const mapped = mapSourceCategory(input.category);
  const expected = mapped === 'unmapped' ? [] : mapped.evidence;
  const groups = groupSigns(keepTelling(read.signs, expected));
  const tags = groups
    .map((group): Tag => {
      const severity = group.polarity === 'asserted' ? judgeSeverity(group, read) : 0;
      return {
        category: group.category,
        severity,
        confidence: confidenceOf(group, groups, expected),
        polarity: group.polarity,
        evidence: spansOf(group.signs),
        why: mostTelling(group.signs).rule.why,
        by: { kind: 'rule', version: TAGGER_VERSION },
      };
    })
    .sort(byImportance);
  const severity = tags.reduce<Severity>(
    (most, tag) => (tag.polarity === 'asserted' && tag.severity > most ? tag.severity : most),
    0,
  );
  const effect: Effect = judgeEffect(severity, read);
  return { severity, effect, tags, version: TAGGER_VERSION };
}

/** The signs of one concern that speak of it the same way. */
export interface SignGroup {
  readonly category: ConcernCategory;
  readonly polarity: Polarity;
  readonly signs: readonly Sign[];
}

function groupSigns(signs: readonly Sign[]): SignGroup[] {
  const groups = new Map<string, { category: ConcernCategory; polarity: Polarity; signs: Sign[] }>();
  for (const sign of signs) {
    const key = `${sign.rule.category} ${sign.polarity}`;
    const group = groups.get(key) ?? { category: sign.rule.category, polarity: sign.polarity, signs: [] };
    group.signs.push(sign);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function mostTelling(signs: readonly Sign[]): Sign {
  return signs.reduce((best, sign) => (sign.rule.severity > best.rule.severity ? sign : best));
}

function spansOf(signs: readonly Sign[]): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  for (const { start, end } of [...signs].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = spans[spans.length - 1];
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else if (spans.length < MOST_SPANS) spans.push({ start, end });
  }
  return spans;
}

/** More independent signs, and a source category that agrees, make it surer; denials nearby make it less sure. */
function confidenceOf(
  group: SignGroup,
  groups: readonly SignGroup[],
  expected: readonly ConcernCategory[],
): number {
  const distinct = new Set(group.signs.map((sign) => sign.rule.id)).size;
  const faintOnly = group.signs.every((sign) => sign.rule.faint === true);
  const disputed = groups.some((other) => other !== group && other.category === group.category);
  const raw =
    (faintOnly ? 0.5 : 0.75) +
    Math.min(0.2, 0.1 * (distinct - 1)) +
    (expected.includes(group.category) ? 0.05 : 0) -
    (disputed ? 0.15 : 0);
  return Math.round(Math.min(0.98, Math.max(0.2, raw)) * 100) / 100;
}

function byImportance(a: Tag, b: Tag): number {
  const assertedFirst = Number(b.polarity === 'asserted') - Number(a.polarity === 'asserted');
  return assertedFirst || b.severity - a.severity || b.confidence - a.confidence || compare(a, b);
}

function compare(a: Tag, b: Tag): number {
  return a.category < b.category ? -1 : a.category > b.category ? 1 : 0;
}
