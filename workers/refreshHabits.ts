import type { SchoolExtent } from '../store/schoolContexts.ts';
import { claimHabitRefresh, countExtent, findSchoolContext } from '../store/schoolContexts.ts';
import { listSchools } from '../store/schools.ts';
import { computeSchoolContext } from './computeSchoolContext.ts';
import { weighSchool } from './refreshDaily.ts';
import type { StageContext } from './stageContext.ts';

/** What arrives is let settle for so long before a school is looked at whole, milliseconds. */
const SETTLES_WITHIN_MS = 60_000;
/** A school whose records have grown by less has the habit it had. */
const MUCH = 0.1;

/**
 * Weighs all children of a school anew once much has come since they were: in an evening that brings a year's
 * history, the first children are weighed by the habit of a school that seems to write nothing. In an ordinary
 * year that is once a month or so; the daily refresh does the rest.
 * @param settlesWithinMs milliseconds; none where the caller knows that everything has arrived
 */
export async function refreshHabits(
  context: Pick<StageContext, 'store' | 'queues' | 'log' | 'now'>,
  settlesWithinMs = SETTLES_WITHIN_MS,
): Promise<void> {
  const { store } = context;
  for (const { _id: schoolUrn } of await listSchools(store)) {
    const known = await findSchoolContext(store, schoolUrn);
    // Nobody there has been weighed yet, or what arrives is still arriving.
    if (!known || context.now().getTime() - known.computedAt.getTime() < settlesWithinMs) continue;
    const extent = await countExtent(store, schoolUrn);
    if (!hasGrownMuch(known.weighedWith, extent)) continue;
    if (!(await claimHabitRefresh(store, known, extent))) continue;
    await computeSchoolContext(store, schoolUrn, context.now());
    await weighSchool(context, schoolUrn);
    context.log('info', 'school weighed by its new habit', { schoolUrn });
  }
}

function hasGrownMuch(before: SchoolExtent | undefined, now: SchoolExtent): boolean {
  if (before === undefined) return true;
  return (['incidents', 'registers', 'pupils'] as const).some(
    (what) => now[what] - before[what] > MUCH * before[what],
  );
}
