import type { PageRoute } from '../page.ts';
import { addRoutes } from './addRoutes.ts';
import { entryRoutes } from './entryRoutes.ts';
import { flagRoutes } from './flagRoutes.ts';
import { receiveRoutes } from './receiveRoutes.ts';
import { otherChildRoutes } from './otherChildRoutes.ts';
import { transferRoutes } from './transferRoutes.ts';
import { printRoutes } from './printRoutes.ts';
import { timelineRoutes } from './timelineRoutes.ts';
import { undoRoutes } from './undoRoutes.ts';

/** Every page about one child. */
export const childRoutes: readonly PageRoute[] = [
  ...timelineRoutes,
  ...printRoutes,
  ...flagRoutes,
  ...entryRoutes,
  ...undoRoutes,
  ...otherChildRoutes,
  ...addRoutes,
  ...transferRoutes,
  ...receiveRoutes,
];
