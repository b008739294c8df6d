import { academicYearOf, londonInstant, weekday, type LocalDate } from '../../domain/localDate.ts';
import { schoolDays, schoolWeeksBefore, type SchoolWeekDays } from './schoolCalendar.ts';
import type { StoryMoment } from './story.ts';

/** A term is some 13 school weeks, a year has three: one and a half terms. */
const SCHOOL_WEEKS = 19;

/** The stretch of school time the demo tells of. */
export interface DemoTimeline {
  /** Oldest first. */
  readonly weeks: readonly SchoolWeekDays[];
  readonly days: readonly LocalDate[];
  readonly lastDay: LocalDate;
  /** The academic year of the last day, by the year it began in. */
  readonly academicYear: number;
}

/** One and a half terms of school weeks that end on the last school day before `today`. */
export function demoTimeline(today: LocalDate): DemoTimeline {
  const weeks = schoolWeeksBefore(today, SCHOOL_WEEKS);
  const days = weeks.flatMap((week) => week.days);
  const lastDay = days.at(-1);
  if (lastDay === undefined) throw new RangeError(`no school day before ${today}`);
  return { weeks, days, lastDay, academicYear: academicYearOf(lastDay) };
}

/** The week `weeksAgo` school weeks before the last; the earliest there is for anything further back. */
export function weekAgo(timeline: DemoTimeline, weeksAgo: number): SchoolWeekDays {
  const week = timeline.weeks[Math.max(0, timeline.weeks.length - 1 - weeksAgo)];
  if (week === undefined) throw new RangeError('a timeline has weeks');
  return week;
}

/**
 * The instant of a story's moment. Where its weekday was no school day, or has not come yet in a week under
 * way, the school day before it in that week stands in, or else the week's first.
 */
export function momentInstant(timeline: DemoTimeline, moment: StoryMoment): Date {
  const { days } = weekAgo(timeline, moment.weeksAgo);
  const day = days.filter((each) => weekday(each) <= moment.weekday).at(-1) ?? days[0];
  if (day === undefined) throw new RangeError('a school week has days');
  return londonInstant(day, moment.time);
}

/** The first day of school in the academic year that begins in September of `year`. */
export function firstSchoolDay(year: number): LocalDate {
  const day = schoolDays(year)[0];
  if (day === undefined) throw new RangeError(`no school days in ${year}`);
  return day;
}
