import type { PageRoute } from '../page.ts';
import { flagRoutes } from './flagRoutes.ts';
import { printRoutes } from './printRoutes.ts';
import { timelineRoutes } from './timelineRoutes.ts';

/** Every page about one child. */
export const childRoutes: readonly PageRoute[] = [...timelineRoutes, ...printRoutes, ...flagRoutes];
