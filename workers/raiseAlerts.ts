import type { Assessment } from '../domain/concern/assessment.ts';
import type { PupilHistory } from '../domain/concern/history.ts';
import { newAlerts } from '../domain/flags/newAlerts.ts';
import type { Urn } from '../domain/identifiers.ts';
import { londonDate } from '../domain/localDate.ts';
import { raiseAlert, settleAlerts } from '../store/alerts.ts';
import type { PupilRecord } from '../store/pupils.ts';
import { isOnRoll, schoolsOf } from '../store/pupils.ts';
import type { StageContext } from './stageContext.ts';

/** A child as it was just weighed. */
export interface WeighedChild {
  readonly pupil: PupilRecord;
  readonly history: PupilHistory;
  readonly assessment: Assessment;
}

/**
 * Keeps an alert for every new grave entry, once for each school that has the child on roll, and takes back those
 * that nobody was told of and whose entry no longer stands.
 */
export async function raiseAlerts(context: StageContext, children: readonly WeighedChild[]): Promise<void> {
  const { store } = context;
  const now = context.now();
  const alerted = await settleAlerts(
    store,
    new Map(children.map(({ pupil, assessment }) => [pupil._id, new Set(assessment.graveEntryIds)])),
  );
  for (const { pupil, history, assessment } of children) {
    for (const entryId of newAlerts(history, assessment, alerted.get(pupil._id) ?? new Set())) {
      for (const schoolUrn of schoolsToTell(pupil, now)) {
        const alert = { pupilId: pupil._id, schoolUrn, entryId, level: assessment.acuteLevel ?? 'concern' };
        if (await raiseAlert(store, alert, now)) context.log('info', 'alert raised', { schoolUrn });
      }
    }
  }
}

/** The schools that have the child on roll; the last that had, where none has. */
function schoolsToTell(pupil: PupilRecord, now: Date): readonly Urn[] {
  const onRoll = schoolsOf(pupil).filter((urn) => isOnRoll(pupil, urn, londonDate(now)));
  const last = pupil.memberships.at(-1);
  return onRoll.length > 0 ? onRoll : last === undefined ? [] : [last.schoolUrn];
}
