/**
 * Chronology: works out anew what children's stories amount to, after anything in them changed. A child was marked
 * stale before the job was queued; the mark is cleared only if nothing more has come meanwhile, and otherwise
 * the child is done again. A job for children who are not stale does nothing.
 */
import type { Job } from 'bull';
import { assessPupil } from '../domain/concern/assessPupil.ts';
import { judgementConstants } from '../domain/concern/constants.ts';
import type { Assessment } from '../domain/concern/assessment.ts';
import { updateFlags } from '../domain/flags/updateFlags.ts';
import { recordAssessments } from '../store/assessments.ts';
import { amendFlags, mapFlagsByPupil } from '../store/flags.ts';
import type { Store } from '../store/openStore.ts';
import { clearStale, listPupils, schoolsOf, type PupilRecord } from '../store/pupils.ts';
import { freshSchoolContext } from './computeSchoolContext.ts';
import { contextLoader, loadHistories } from '../store/loadHistories.ts';
import type { ChronologyJob } from './queues.ts';
import { raiseAlerts, type WeighedChild } from './raiseAlerts.ts';
import type { StageContext } from './stageContext.ts';

/** The processor of chronology jobs. */
export async function chronology(
  context: StageContext,
  job: Pick<Job<ChronologyJob>, 'data'>,
): Promise<void> {
  const { store } = context;
  const contextsFor = contextLoader((urn) => freshSchoolContext(store, urn, context.now()));
  for (;;) {
    const stale = (await listPupils(store, job.data.pupilIds)).filter(
      (pupil) => pupil.staleSince !== undefined,
    );
    if (stale.length === 0) return;
    await assessNow(context, stale, contextsFor);
  }
}

/**
 * Where a reading of today begins: the score looks back over its horizon, and the level it holds is looked up in
 * scores of the past, each with a horizon of its own. What happened before cannot change the answer, so one more
 * entry costs the same however long the history is.
 */
function horizonStart(now: Date): Date {
  const { horizonWeeks, hysteresisWeeks } = judgementConstants();
  return new Date(now.getTime() - (horizonWeeks + hysteresisWeeks + 2) * 7 * 86_400_000);
}

async function assessNow(
  context: StageContext,
  pupils: readonly PupilRecord[],
  contextsFor: ReturnType<typeof contextLoader>,
): Promise<void> {
  const { store } = context;
  const now = context.now();
  const histories = new Map(
    (await loadHistories(store, pupils, { asOf: now, since: horizonStart(now) })).map((history) => [
      history.pupilId,
      history,
    ]),
  );
  const weighed: (WeighedChild & { basedOn: number })[] = [];
  for (const pupil of pupils) {
    const history = histories.get(pupil._id);
    if (!history) continue;
    const assessment = assessPupil(history, await contextsFor(pupil), now);
    weighed.push({ pupil, history, assessment, basedOn: pupil.staleCount });
  }
  await recordAssessments(
    store,
    weighed.map(({ pupil, assessment, basedOn }) => ({ schoolUrns: schoolsOf(pupil), assessment, basedOn })),
  );
  await refreshFlags(
    store,
    weighed.map(({ assessment }) => assessment),
    now,
  );
  await raiseAlerts(context, weighed);
  await clearStale(store, pupils);
}

/** Holds the children's flags against their new assessments; most have none and are not written at all. */
async function refreshFlags(store: Store, assessments: readonly Assessment[], now: Date): Promise<void> {
  const known = await mapFlagsByPupil(
    store,
    assessments.map(({ pupilId }) => pupilId),
  );
  for (const assessment of assessments) {
    const before = known.get(assessment.pupilId) ?? [];
    const after = updateFlags(before, assessment, now);
    if (JSON.stringify(after) === JSON.stringify(before)) continue;
    await amendFlags(store, assessment.pupilId, (flags) => updateFlags(flags, assessment, now));
  }
}
