import { classifyMark } from '../domain/attendance/codes.ts';
import type { DayMarks } from '../domain/attendance/marks.ts';
import type { SchoolContext } from '../domain/concern/history.ts';
import { createSchoolContextBuilder, type SchoolContextBuilder } from '../domain/concern/schoolContext.ts';
import type { Urn } from '../domain/identifiers.ts';
import { academicYearOf, londonDate, mondayOf, type LocalDate } from '../domain/localDate.ts';
import { listRecorded } from '../store/incidents.ts';
import { streamMarksOfSchool } from '../store/marks.ts';
import type { Store } from '../store/openStore.ts';
import { countPupilsOnRoll } from '../store/pupils.ts';
import { findSchoolContext, recordSchoolContext } from '../store/schoolContexts.ts';

/** A school's habits change slowly; within this time the last count of them is good enough. */
const FRESH_FOR_MS = 60_000;
/** How far back a school's habit of recording is counted. */
const HABIT_DAYS = 730;

/** What is usual at a school, counted anew unless that was done within the last minute. */
export async function freshSchoolContext(store: Store, schoolUrn: Urn, now: Date): Promise<SchoolContext> {
  const known = await findSchoolContext(store, schoolUrn);
  if (known && now.getTime() - known.computedAt.getTime() < FRESH_FOR_MS) return known;
  return computeSchoolContext(store, schoolUrn, now);
}

/** Counts a school's weeks anew from its incidents and this and last year's registers, and keeps the result. */
export async function computeSchoolContext(store: Store, schoolUrn: Urn, now: Date): Promise<SchoolContext> {
  const today = londonDate(now);
  const builder = createSchoolContextBuilder(schoolUrn, await countPupilsOnRoll(store, schoolUrn, today));
  const from = new Date(now.getTime() - HABIT_DAYS * 86_400_000);
  for (const incident of await listRecorded(store, schoolUrn, from)) builder.addIncident(incident);
  const thisYear = academicYearOf(today);
  for (const academicYear of [thisYear - 1, thisYear]) {
    for await (const { days } of streamMarksOfSchool(store, schoolUrn, academicYear)) addMarks(builder, days);
  }
  const context = builder.build();
  await recordSchoolContext(store, context, now);
  return context;
}

function addMarks(builder: SchoolContextBuilder, days: Readonly<Record<LocalDate, DayMarks>>): void {
  for (const [day, marks] of Object.entries(days)) {
    const date = day as LocalDate;
    for (const code of [marks.AM, marks.PM]) {
      const mark = code === undefined ? undefined : classifyMark(code, date);
      if (mark?.possible)
        builder.addSessions(mondayOf(date), 1, mark.absent ? 1 : 0, mark.unauthorised ? 1 : 0);
    }
  }
}
