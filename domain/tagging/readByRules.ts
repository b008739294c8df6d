import type { ChildName } from './context/ownPassages.ts';
import { keepTelling } from './keepTelling.ts';
import { mapSourceCategory, type SchoolCategories } from './mapSourceCategory.ts';
import { readSigns } from './readSigns.ts';
import type { Sign, SignsRead } from './readSigns.ts';
import { judgeSeverity } from './severity/judgeSeverity.ts';
import type { Severity } from '../severity.ts';
import type { ConcernCategory } from '../taxonomy.ts';
import type { Polarity } from './tag.ts';

/** What a school sent: the words as written, and its own name for the kind of entry, if it gave one. */
export interface NarrativeInput {
  readonly text: string;
  readonly category?: string;
  /** What the school says its categories mean. */
  readonly schoolCategories?: SchoolCategories;
  /** The children it is logged under or linked to: what it says of others by name is theirs. */
  readonly children?: readonly ChildName[];
}

/** The signs of one concern that speak of it the same way. */
export interface SignGroup {
  readonly category: ConcernCategory;
  readonly polarity: Polarity;
  readonly signs: readonly Sign[];
}

export interface GradedGroup extends SignGroup {
  /** 0 unless asserted. */
  readonly severity: Severity;
}

/** What the tables of signs make of an entry, before the trained model has looked. */
export interface RuleReading {
  readonly read: SignsRead;
  readonly groups: readonly GradedGroup[];
  /** Concerns that the source's own category makes likelier. */
  readonly expected: readonly ConcernCategory[];
  readonly severity: Severity;
}

/** Takes an entry; returns the signs in it by concern and polarity, each concern graded by the rules. */
export function readByRules(input: NarrativeInput): RuleReading {
  const found = readSigns(input.text);
  const mapped = mapSourceCategory(input.category, input.schoolCategories);
  const expected = mapped === 'unmapped' ? [] : mapped.evidence;
  const read = { ...found, signs: keepTelling(found.signs, expected) };
  const groups = groupSigns(read.signs).map((group): GradedGroup => ({
    ...group,
    severity: group.polarity === 'asserted' ? judgeSeverity(group, found) : 0,
  }));
  const severity = groups.reduce<Severity>(
    (most, group) => (group.severity > most ? group.severity : most),
    0,
  );
  return { read, groups, expected, severity };
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
