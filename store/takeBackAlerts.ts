import { londonDate } from '../domain/localDate.ts';
import type { AlertRecord } from './alerts.ts';
import { listIncidentsByIds } from './incidents.ts';
import { isDuplicateKey } from './isDuplicateKey.ts';
import type { Store } from './openStore.ts';
import type { PupilRecord } from './pupils.ts';

/**
 * Takes back alerts that were sent about these pupils for an entry that has since been put on another child, or on none:
 * the school's readers are told so, and why. Safe to run again.
 * @returns how many were taken back
 */
export async function takeBackMoved(
  store: Store,
  pupils: readonly Pick<PupilRecord, '_id' | 'merged'>[],
  now: Date,
): Promise<number> {
  const byId = new Map(pupils.map((pupil) => [pupil._id, pupil]));
  const sent = await store.alerts
    .find({ pupilId: { $in: [...byId.keys()] }, state: 'sent', takesBack: { $exists: false } })
    .lean<AlertRecord[]>();
  if (sent.length === 0) return 0;
  const subjects = sent.map(({ subjectId }) => subjectId);
  const entries = new Map((await listIncidentsByIds(store, subjects)).map((entry) => [entry._id, entry]));
  let taken = 0;
  for (const alert of sent) {
    const entry = entries.get(alert.subjectId);
    const isElsewhere = entry !== undefined && entry.pupilId !== alert.pupilId;
    // The same child under another record's name is no other child.
    if (!isElsewhere || byId.get(alert.pupilId)?.merged?.into === entry.pupilId) continue;
    const why = entry.moves?.filter(({ from }) => from === alert.pupilId).at(-1)?.why ?? '';
    await takeBack(store, alert, { why, now });
    taken++;
  }
  return taken;
}

async function takeBack(
  store: Store,
  { _id, pupilId, schoolUrn, subjectId, level, raisedAt }: AlertRecord,
  { why, now }: { why: string; now: Date },
): Promise<void> {
  try {
    await store.alerts.collection.insertOne({
      _id: `${_id}:back:${raisedAt.getTime()}`,
      ...{ pupilId, schoolUrn, subjectId, level, takesBack: { alertId: _id, why } },
      ...{ raisedAt: now, raisedOn: londonDate(now), gathered: false, state: 'waiting', attempts: 0 },
    } as never);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  await store.alerts.updateOne({ _id, state: 'sent' }, { $set: { state: 'taken-back' } });
}
