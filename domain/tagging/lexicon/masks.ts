import type { Mask } from './rule.ts';

/** Uses of words that are not a concern. */
export const MASKS: readonly Mask[] = [];
