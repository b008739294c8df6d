import { randomUUID } from 'node:crypto';
import type { Assessment } from '../domain/concern/assessment.ts';
import type { PupilHistory } from '../domain/concern/history.ts';
import type { Flag } from '../domain/flags/flag.ts';
import { newAlerts } from '../domain/flags/newAlerts.ts';
import type { Urn } from '../domain/identifiers.ts';
import { londonDate } from '../domain/localDate.ts';
import { raiseAlert, settleAlerts } from '../store/alerts.ts';
import { takeBackMoved } from '../store/takeBackAlerts.ts';
import { mapFlagsByPupil } from '../store/flags.ts';
import type { Store } from '../store/openStore.ts';
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
 * Keeps an alert for every new grave entry and for every child whose whole story became urgent, once for each school
 * that has the child on roll, and takes back those that nobody was told of and that no longer stand, and those whose entry
 * is another child's.
 */
export async function raiseAlerts(context: StageContext, children: readonly WeighedChild[]): Promise<void> {
  const { store, queues, configuration } = context;
  const now = context.now();
  const urgent = await urgentFlags(store, children);
  const standing = children.map(({ pupil, assessment }) => {
    const flagId = urgent.get(pupil._id);
    const subjects = [...(assessment.graveEntryIds ?? []), ...(flagId === undefined ? [] : [flagId])];
    return [pupil._id, new Set(subjects)] as const;
  });
  const pupils = children.map(({ pupil }) => pupil);
  let raised = await takeBackMoved(store, pupils, now);
  const alerted = await settleAlerts(store, new Map(standing));
  for (const { pupil, history, assessment } of children) {
    const flagId = urgent.get(pupil._id);
    const acute = newAlerts(history, assessment, alerted.get(pupil._id) ?? new Set());
    const subjects = [
      ...acute.map((subjectId) => ({ subjectId, level: assessment.acuteLevel ?? ('concern' as const) })),
      ...(flagId === undefined ? [] : [{ subjectId: flagId, level: 'urgent' as const }]),
    ];
    for (const subject of subjects) {
      for (const schoolUrn of schoolsToTell(pupil, now)) {
        if (!(await raiseAlert(store, { pupilId: pupil._id, schoolUrn, ...subject }, now))) continue;
        raised++;
        context.log('info', 'alert raised', { schoolUrn });
      }
    }
  }
  // What is written within a moment of one another is told together, and can still be taken back.
  if (raised > 0)
    await queues.digest.add(
      { kind: 'alerts', traceId: randomUUID() },
      { delay: alertDelayMs(configuration) },
    );
}

/** A little past the hold, so that the alerts are ripe when the job comes. */
function alertDelayMs({ alertHoldSeconds }: StageContext['configuration']): number {
  return alertHoldSeconds * 1000 + 250;
}

/** The open cumulative flag of each child whose whole story is urgent. */
async function urgentFlags(store: Store, children: readonly WeighedChild[]): Promise<Map<string, string>> {
  const ids = children
    .filter(({ assessment }) => assessment.cumulativeLevel === 'urgent')
    .map(({ pupil }) => pupil._id);
  const flags = ids.length === 0 ? new Map<string, readonly Flag[]>() : await mapFlagsByPupil(store, ids);
  return new Map(
    [...flags].flatMap(([pupilId, ofPupil]) => {
      const flag = ofPupil.filter(({ track, state }) => track === 'cumulative' && state === 'open').at(-1);
      return flag === undefined ? [] : [[pupilId, flag.flagId] as const];
    }),
  );
}

/** The schools that have the child on roll; the last that had, where none has. */
function schoolsToTell(pupil: PupilRecord, now: Date): readonly Urn[] {
  const onRoll = schoolsOf(pupil).filter((urn) => isOnRoll(pupil, urn, londonDate(now)));
  const last = pupil.memberships.at(-1);
  return onRoll.length > 0 ? onRoll : last === undefined ? [] : [last.schoolUrn];
}
