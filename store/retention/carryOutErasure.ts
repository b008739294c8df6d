import { londonDate } from '../../domain/localDate.ts';
import { periodsOf } from '../../domain/retention/periods.ts';
import { registerDueOn } from '../../domain/retention/retentionDue.ts';
import { recordAudit } from '../audit.ts';
import type { Store } from '../openStore.ts';
import { NOT_ERASED_YET, type ErasureRecord, finishErasure, stopErasure } from './erasures.ts';
import { eraseChild, eraseRegisters } from './eraseRecords.ts';
import { mapOwnPeriods } from './ownPeriods.ts';
import { listRegistersKept } from './propose.ts';
import { loadRetention } from './retentionFacts.ts';
import type { PupilRecord } from '../pupils.ts';

/**
 * Carries out a confirmed erasure: asks once more whether anything stands in the way, destroys, audits, and makes it a
 * line of the register. Safe to run again wherever it stopped.
 * @returns children to be weighed anew
 */
export async function carryOutErasure(store: Store, erasure: ErasureRecord, now: Date): Promise<string[]> {
  const why = await inTheWay(store, erasure, now);
  if (why !== undefined) {
    await stopErasure(store, erasure._id, why, now);
    await audit(store, erasure, now, 'stopped');
    return [];
  }
  const others = await destroy(store, erasure, now);
  const counted = await store.erasures.findById(erasure._id).lean<ErasureRecord>();
  const what = erasure.again === undefined ? 'erased' : 'erased again after a restore';
  await audit(store, counted ?? erasure, now, what);
  await finishErasure(store, erasure._id, now);
  return others;
}

async function destroy(store: Store, erasure: ErasureRecord, now: Date): Promise<string[]> {
  if (erasure.kind === 'child') return eraseChild(store, erasure, { now });
  const begun = erasure.counts !== undefined;
  const pupilIds = begun ? erasure.pupilIds : await listRegistersKept(store, erasure);
  await store.erasures.updateOne({ _id: erasure._id, ...NOT_ERASED_YET }, { $set: { pupilIds } });
  await eraseRegisters(store, { ...erasure, pupilIds }, now);
  return [];
}

/** What has come in the way since it was proposed, in a sentence; nothing once it has begun, or is done again after a restore. */
export async function inTheWay(
  store: Store,
  { kind, pupilIds, schoolUrn, academicYear = 0, counts, again }: ErasureRecord,
  now: Date,
): Promise<string | undefined> {
  if (counts !== undefined || again !== undefined) return undefined;
  if (kind === 'registers') {
    const own = (await mapOwnPeriods(store, [schoolUrn])).get(schoolUrn) ?? {};
    return registerDueOn(academicYear, periodsOf([own])) <= londonDate(now)
      ? undefined
      : 'The registers are not due any more.';
  }
  const pupils = await store.pupils
    .find({ _id: { $in: pupilIds }, merged: { $exists: false } })
    .lean<PupilRecord[]>();
  const [retention] = await loadRetention(store, pupils, londonDate(now));
  if (!retention) return 'No record of the child was left.';
  const { state, obstacles } = retention.due;
  return state === 'due' ? undefined : ['The records are not due any more.', ...obstacles].join(' ');
}

async function audit(
  store: Store,
  { _id, pupilIds, schoolUrn, kind, counts = {} }: ErasureRecord,
  at: Date,
  what: string,
): Promise<void> {
  const [pupilId] = kind === 'child' ? pupilIds : [];
  await recordAudit(store, {
    at,
    action: 'erased',
    about: {
      ...(pupilId === undefined ? {} : { pupilId }),
      schoolUrns: [schoolUrn],
      what: `${what}: ${_id}`,
      count: Object.values(counts).reduce((sum, count) => sum + count, 0),
    },
    route: 'erasing',
  });
}
