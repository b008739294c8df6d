import { CONCERN_CATEGORIES, type ConcernCategory } from '../taxonomy.ts';
import type { Course } from './course.ts';
import { COURSES_AT_HOME } from './coursesAtHome.ts';
import { COURSES_OUTSIDE_HOME } from './coursesOutsideHome.ts';
import { isRoutineConcern } from './evidence.ts';
import { themeOf } from './themes.ts';

/** Every course, in the one order that scores are kept in. */
export const COURSES: readonly Course[] = [...COURSES_AT_HOME, ...COURSES_OUTSIDE_HOME];

/** Shares as dense rows in taxonomy order, one a course. */
export const COURSE_SHARES: readonly Float64Array[] = COURSES.map((course) =>
  Float64Array.from(CONCERN_CATEGORIES, (category) => course.shares[category] ?? 0),
);

/** Of entries read as a wrong concern: read as another of the same theme. The rest are read as any worry. */
const MISREAD_WITHIN_THEME = 0.65;
const WORRIES = CONCERN_CATEGORIES.filter((category) => !isRoutineConcern(category));

/** How likely an entry of a concern that is misread is read as another. */
function misreadAs(from: ConcernCategory, to: ConcernCategory): number {
  if (isRoutineConcern(to)) return 0;
  const near = WORRIES.filter((worry) => themeOf(worry) === themeOf(from));
  const anything = (1 - MISREAD_WITHIN_THEME) / WORRIES.length;
  return near.includes(to) ? anything + MISREAD_WITHIN_THEME / near.length : anything;
}

/** What entries of each course are read as where they are misread: shares as above. */
export const COURSE_MISREADINGS: readonly Float64Array[] = COURSE_SHARES.map((shares) =>
  Float64Array.from(CONCERN_CATEGORIES, (to) =>
    CONCERN_CATEGORIES.reduce((sum, from, i) => sum + (shares[i] ?? 0) * misreadAs(from, to), 0),
  ),
);
