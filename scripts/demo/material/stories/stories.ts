import type { Story } from '../../story.ts';

/** The hand-written stories of the demo. */
export const STORIES: readonly Story[] = [];
