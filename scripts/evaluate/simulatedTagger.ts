import { CONCERN_CATEGORIES, type ConcernCategory } from '../../domain/taxonomy.ts';
import type { Severity } from '../../domain/severity.ts';
import type { Tag, Tagging } from '../../domain/tagging/tag.ts';
import { themeOf } from '../../domain/concern/themes.ts';
import type { Tagger } from '../replay/cohort.ts';
import type { NoteTruth } from './narratives.ts';
import { createRandom, type Random } from './random.ts';

const WORRIES = CONCERN_CATEGORIES.filter((c) => !['behaviour', 'medical-health', 'school-move'].includes(c));

function hash(text: string): number {
  let h = 2166136261;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  return h;
}

/** Of the wrong readings: four in ten see nothing, four name a neighbour, two name anything. */
function misread(random: Random, category: ConcernCategory): ConcernCategory | undefined {
  const kind = random.next();
  if (kind < 0.4) return undefined;
  if (kind < 0.8) return random.pick(WORRIES.filter((one) => themeOf(one) === themeOf(category)));
  return random.pick(WORRIES);
}

/** One reading in five is a step too low or too high; never a grave matter taken for a small one. */
function misjudge(random: Random, severity: Severity): Severity {
  const chance = random.next();
  if (severity >= 3) return chance < 0.2 ? 3 : severity;
  if (chance < 0.16) return severity === 1 ? 2 : 1;
  return chance < 0.18 && severity === 2 ? 3 : severity;
}

function tagOf(random: Random, category: ConcernCategory, severity: Severity, right: boolean): Tag {
  return {
    category,
    severity,
    confidence: Math.round(100 * (right ? 0.6 + 0.35 * random.next() : 0.45 + 0.35 * random.next())) / 100,
    polarity: 'asserted',
    evidence: [],
    why: 'simulated',
    by: { kind: 'rule', version: 'simulated' },
  };
}

/**
 * A tagger that knows the truth and gets a share of it wrong: misses, neighbours, anything at all, a second
 * label that is not there, severities a step off, and concerns in notes that have none.
 * @param wrong share, 0 to 1; a grave note is missed a tenth as often
 */
export function simulatedTagger(truths: ReadonlyMap<string, NoteTruth>, wrong: number): Tagger {
  return ({ text }): Tagging => {
    const random = createRandom(hash(text));
    const read = new Map<ConcernCategory, Tag>();
    const put = (category: ConcernCategory | undefined, severity: Severity, right: boolean): void => {
      if (category !== undefined && !read.has(category))
        read.set(category, tagOf(random, category, severity, right));
    };
    const truth = truths.get(text) ?? [];
    for (const { category, severity } of truth) {
      const right = random.next() >= (severity >= 3 ? wrong / 10 : wrong);
      put(right ? category : misread(random, category), misjudge(random, severity), right);
    }
    if (random.next() < wrong / (truth.length === 0 ? 8 : 6))
      put(random.pick(WORRIES), truth[0]?.severity ?? 1, false);
    const tags = [...read.values()];
    const severity = tags.reduce<Severity>((most, tag) => (tag.severity > most ? tag.severity : most), 0);
    return { severity, effect: severity > 0 ? 'worrying' : 'neutral', version: 'simulated', tags };
  };
}
