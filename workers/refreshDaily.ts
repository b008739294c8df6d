import { randomUUID } from 'node:crypto';
import type { Urn } from '../domain/identifiers.ts';
import { londonDate } from '../domain/localDate.ts';
import { trimBodies } from '../store/retention/redactArchive.ts';
import { listPupilsOfSchool, markPupilsStale } from '../store/pupils.ts';
import { claimDailyRefresh, listSchools } from '../store/schools.ts';
import { enqueueChronology } from './queues.ts';
import type { StageContext } from './stageContext.ts';

/**
 * Once a day has every child of every school weighed anew: days unseen go on, old evidence fades and an alert
 * ceases to be new although nothing arrives. The bodies of deliveries go when their time is over.
 */
export async function refreshDaily(context: StageContext): Promise<void> {
  const { store } = context;
  const now = context.now();
  for (const school of await listSchools(store)) {
    if (!(await claimDailyRefresh(store, school._id, londonDate(now)))) continue;
    await weighSchool(context, school._id);
    await trimBodies(store, school._id, now);
  }
}

/** Has every child of a school weighed anew. */
export async function weighSchool(
  { store, queues, now }: Pick<StageContext, 'store' | 'queues' | 'now'>,
  schoolUrn: Urn,
): Promise<void> {
  const pupilIds = (await listPupilsOfSchool(store, schoolUrn)).map((pupil) => pupil._id);
  await markPupilsStale(store, pupilIds, now());
  await enqueueChronology(queues, pupilIds, randomUUID());
}
