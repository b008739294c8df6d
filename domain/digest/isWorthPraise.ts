import type { ConcernCategory } from '../taxonomy.ts';
import type { EntryFacts } from './digestFacts.ts';

/**
 * What may still be the matter in an entry that tells of something going well, so that a word of praise is right:
 * friends again, a target met, a morning managed. Breakfast missed and toast given is kindly told, and no praise.
 */
const MAY_GET_BETTER: ReadonlySet<ConcernCategory> = new Set([
  'bullying-child-on-child',
  'send-unmet-need',
  'school-avoidance-ebsa',
]);

/** True for an entry of something going well that tells of nothing else. */
export function isWorthPraise({ effect, categories }: Pick<EntryFacts, 'effect' | 'categories'>): boolean {
  return effect === 'protective' && categories.every((category) => MAY_GET_BETTER.has(category));
}
