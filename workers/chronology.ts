/**
 * Chronology: works out anew what a child's story amounts to, after anything in it changed. The child was marked
 * stale before the job was queued; the mark is cleared only if nothing more has come meanwhile, and otherwise
 * the child is done again. A job for a child who is not stale does nothing.
 */
import type { Job } from 'bull';
import { assessPupil } from '../domain/concern/assessPupil.ts';
import { updateFlags } from '../domain/flags/updateFlags.ts';
import { recordAssessment } from '../store/assessments.ts';
import { amendFlags } from '../store/flags.ts';
import { clearStale, findPupil, type PupilRecord } from '../store/pupils.ts';
import { freshSchoolContext } from './computeSchoolContext.ts';
import { contextLoader, loadHistory } from './loadHistory.ts';
import type { ChronologyJob } from './queues.ts';
import type { StageContext } from './stageContext.ts';

/** The processor of chronology jobs. */
export async function chronology(
  context: StageContext,
  job: Pick<Job<ChronologyJob>, 'data'>,
): Promise<void> {
  const { store } = context;
  const contextsFor = contextLoader((urn) => freshSchoolContext(store, urn, context.now()));
  for (const pupilId of job.data.pupilIds) {
    for (let done = false; !done;) {
      const pupil = await findPupil(store, pupilId);
      done = !pupil || pupil.staleCount === 0 || (await assessNow(context, pupil, contextsFor));
    }
  }
}

/** @returns false when the child's record moved meanwhile */
async function assessNow(
  context: StageContext,
  pupil: PupilRecord,
  contextsFor: ReturnType<typeof contextLoader>,
): Promise<boolean> {
  const { store } = context;
  const now = context.now();
  const history = await loadHistory(store, pupil);
  const assessment = assessPupil(history, await contextsFor(pupil), now);
  const schoolUrns = [...new Set(pupil.memberships.map((membership) => membership.schoolUrn))];
  await recordAssessment(store, 'now', schoolUrns, assessment);
  await amendFlags(store, pupil._id, (flags) => updateFlags(flags, assessment, now));
  return clearStale(store, pupil._id, pupil.staleCount);
}
