import { CONCERN_CATEGORIES } from '../taxonomy.ts';
import type { Course } from './course.ts';
import { COURSES_AT_HOME } from './coursesAtHome.ts';
import { COURSES_OUTSIDE_HOME } from './coursesOutsideHome.ts';

/** Every course, in the one order that scores are kept in. */
export const COURSES: readonly Course[] = [...COURSES_AT_HOME, ...COURSES_OUTSIDE_HOME];

/** Shares as dense rows in taxonomy order, one a course. */
export const COURSE_SHARES: readonly Float64Array[] = COURSES.map((course) =>
  Float64Array.from(CONCERN_CATEGORIES, (category) => course.shares[category] ?? 0),
);
