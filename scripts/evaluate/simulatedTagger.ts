import { CONCERN_CATEGORIES, type ConcernCategory } from '../../domain/taxonomy.ts';
import type { Tagging } from '../../domain/tagging/tag.ts';
import type { Tagger } from '../replay/cohort.ts';
import type { Truth } from './narratives.ts';
import { createRandom } from './random.ts';

const WORRIES = CONCERN_CATEGORIES.filter((c) => !['behaviour', 'medical-health', 'school-move'].includes(c));

function hash(text: string): number {
  let h = 2166136261;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  return h;
}

/**
 * A tagger that knows the truth and gets a share of it wrong: half of the wrong ones name another concern,
 * half see none, and notes without a concern are sometimes given one.
 * @param wrong share, 0 to 1
 */
export function simulatedTagger(
  truths: ReadonlyMap<string, { readonly truth: Truth; readonly severity: 1 | 2 | 4 }>,
  wrong: number,
): Tagger {
  return ({ text }): Tagging => {
    const random = createRandom(hash(text));
    const known = truths.get(text);
    const truth = known?.truth ?? 'none';
    let category: ConcernCategory | undefined = truth === 'none' ? undefined : truth;
    if (truth === 'none') {
      if (random.next() < wrong / 10) category = random.pick(WORRIES);
    } else if (random.next() < wrong) category = random.next() < 0.5 ? undefined : random.pick(WORRIES);
    const severity = category === undefined ? 0 : (known?.severity ?? 1);
    return {
      severity,
      effect: category === undefined ? 'neutral' : 'worrying',
      version: 'simulated',
      tags:
        category === undefined
          ? []
          : [
              {
                category,
                severity,
                confidence: 0.7,
                polarity: 'asserted',
                evidence: [],
                why: 'simulated',
                by: { kind: 'rule', version: 'simulated' },
              },
            ],
    };
  };
}
