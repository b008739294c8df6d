import type { PageRoute } from './page.ts';
import { whyRoutes } from './why/whyRoutes.ts';

/** Every page there is. A journey's routes are declared in its folder and listed here. */
export const PAGES: readonly PageRoute[] = [...whyRoutes];
