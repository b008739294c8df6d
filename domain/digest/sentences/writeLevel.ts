import type { Level } from '../../concern/assessment.ts';

const LEVEL_WORDS: Readonly<Record<Level, string>> = {
  none: 'not on the list',
  watch: 'watch',
  concern: 'concern',
  urgent: 'urgent',
};

/** Higher asks for attention sooner: none 0, watch 1, concern 2, urgent 3. */
export const LEVEL_RANK: Readonly<Record<Level, number>> = { none: 0, watch: 1, concern: 2, urgent: 3 };

/** A level as a word in a sentence. */
export function writeLevel(level: Level): string {
  return LEVEL_WORDS[level];
}
