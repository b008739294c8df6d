import type { PageRoute } from '../page.ts';
import { registerRoutes } from './registerRoutes.ts';
import { requestRoutes } from './requestRoutes.ts';
import { reviewRoutes } from './reviewRoutes.ts';

/** Every page about subject access requests. */
export const subjectAccessRoutes: readonly PageRoute[] = [
  ...registerRoutes,
  ...requestRoutes,
  ...reviewRoutes,
];
