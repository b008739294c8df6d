/**
 * Two records that turn out to be one child are merged by a named person, never by the machine; and split again
 * when that was wrong. The vanished record stays, on no roll and without numbers, with all it held, so that a
 * split gives everything back: what lay with it, and what came by its numbers since.
 */
import { candidateKeys } from '../domain/matching/matchKeys.ts';
import { gatherFolders, moveFolders } from './moveRecords.ts';
import type { Store } from './openStore.ts';
import { findPupil, listPupils, markPupilsStale, withHouseholds, type PupilRecord } from './pupils.ts';
import { writePupil } from './writePupils.ts';
import { pupilsInScope, type Scope } from './scope.ts';

const ACTION = 'review-matches';

/**
 * Says that two records are one child. The caller enqueues the ingest stage's decisions, which moves what lay
 * with the vanished record, and records the audit event.
 * @param keepId the record that stays
 * @param goneId the record that vanishes into it
 * @returns false when the viewer does not have both, or somebody else changed one meanwhile
 */
export async function mergePupils(
  store: Store,
  scope: Scope,
  { keepId, goneId, why, at }: { keepId: string; goneId: string; why: string; at: Date },
): Promise<boolean> {
  if (keepId === goneId) return false;
  const [keep, gone] = [await findMine(store, scope, keepId), await findMine(store, scope, goneId)];
  if (!keep || !gone) return false;
  const folders = await gatherFolders(store, goneId);
  const { upns = [], memberships, households, matchKeys } = gone;
  const merged = {
    into: keepId,
    by: scope.viewer.name,
    at,
    why,
    was: { upns, memberships, households, matchKeys },
    folders,
  };
  const emptied: PupilRecord = {
    ...gone,
    memberships: [],
    households: [],
    matchKeys: [],
    merged,
    mergeWaiting: at,
  };
  delete emptied.upns;
  return writePupil(store, gone, emptied);
}

/**
 * Says that two merged records are two children after all.
 * @param goneId the record that had vanished
 * @returns false when it is not merged into a child of the viewer's, or somebody else changed one meanwhile
 */
export async function splitPupil(
  store: Store,
  scope: Scope,
  { goneId, at }: { goneId: string; at: Date },
): Promise<boolean> {
  const gone = await findPupil(store, goneId);
  const keep = gone?.merged && (await findMine(store, scope, gone.merged.into));
  if (!gone?.merged || !keep) return false;
  const { was } = gone.merged;
  const givenBack = withoutAbsorbed(keep, gone);
  if (!(await writePupil(store, keep, givenBack))) return false;
  const { upns, ...rest } = was;
  const restored: PupilRecord = { ...gone, ...rest, ...(upns.length > 0 ? { upns } : {}), mergeWaiting: at };
  return writePupil(store, gone, restored);
}

function withoutAbsorbed(keep: PupilRecord, gone: PupilRecord): PupilRecord {
  const was = gone.merged?.was;
  const absorbed = (keep.absorbed ?? []).filter(({ pupilId }) => pupilId !== gone._id);
  const own = keep.absorbed?.find(({ pupilId }) => pupilId === gone._id)?.own;
  const upns = (keep.upns ?? []).filter((upn) => !was?.upns.includes(upn));
  const left: PupilRecord = {
    ...keep,
    upns,
    absorbed,
    memberships: own?.memberships ?? keep.memberships,
    households: keep.households.filter((key) => own?.households.includes(key) ?? true),
  };
  return { ...left, matchKeys: [...candidateKeys({ ...left, upns })] };
}

async function findMine(store: Store, scope: Scope, pupilId: string): Promise<PupilRecord | null> {
  return store.pupils.findOne({ $and: [pupilsInScope(scope, ACTION), { _id: pupilId }] }).lean<PupilRecord>();
}

/** Two records that were made one. */
export interface MergedPair {
  readonly keep: PupilRecord;
  readonly gone: PupilRecord;
}

/** Records that vanished into children of the viewer's, the latest first. */
export async function listMerged(store: Store, scope: Scope, limit: number): Promise<MergedPair[]> {
  const keepers = await store.pupils
    .find({ $and: [pupilsInScope(scope, ACTION), { 'absorbed.pupilId': { $gt: '' } }] } as never)
    .limit(limit)
    .lean<PupilRecord[]>();
  const gone = await listPupils(
    store,
    keepers.flatMap(({ absorbed = [] }) => absorbed.map(({ pupilId }) => pupilId)),
  );
  const byId = new Map(keepers.map((keep) => [keep._id, keep]));
  return gone
    .flatMap((one) => {
      const keep = one.merged && byId.get(one.merged.into);
      return keep ? [{ keep, gone: one }] : [];
    })
    .sort((a, b) => (b.gone.merged?.at.getTime() ?? 0) - (a.gone.merged?.at.getTime() ?? 0));
}

/**
 * Carries out what is left of a merge or split: gives the numbers, schools and households over, and moves what
 * lay with the record. Safe to run again.
 * @returns the children it touched; undefined when somebody else changed one meanwhile, and it is to be run again
 */
export async function carryOutMerge(
  store: Store,
  gone: PupilRecord,
  now: Date,
): Promise<string[] | undefined> {
  const { merged } = gone;
  if (!merged) return [];
  const split = gone.memberships.length > 0;
  if (!split) {
    const keep = await findPupil(store, merged.into);
    if (keep && !(await absorb(store, keep, gone))) return undefined;
  }
  const to = split ? gone._id : merged.into;
  const folders = [...new Set([gone._id, ...merged.folders])];
  await moveFolders(store, folders, { to, at: merged.at, why: merged.why });
  await store.matchDecisions.updateMany({ _id: { $in: folders } }, { $set: { pupilId: to } });
  const touched = await withHouseholds(store, [gone._id, merged.into]);
  await markPupilsStale(store, touched, now);
  const finished = await store.pupils.updateOne(
    { _id: gone._id, revision: gone.revision },
    { $unset: { mergeWaiting: '', ...(split ? { merged: '' } : {}) }, $inc: { revision: 1 } },
  );
  return finished.matchedCount === 1 ? touched : undefined;
}

async function absorb(store: Store, keep: PupilRecord, gone: PupilRecord): Promise<boolean> {
  const was = gone.merged?.was;
  if (!was || keep.absorbed?.some(({ pupilId }) => pupilId === gone._id)) return true;
  const upns = [...new Set([...(keep.upns ?? []), ...was.upns])];
  const { memberships, households } = keep;
  return writePupil(store, keep, {
    ...keep,
    ...(upns.length > 0 ? { upns } : {}),
    memberships: [...memberships, ...was.memberships.filter((one) => !covers(memberships, one))],
    households: [...new Set([...households, ...was.households])],
    matchKeys: [...new Set([...keep.matchKeys, ...was.matchKeys])],
    absorbed: [
      ...(keep.absorbed ?? []),
      { pupilId: gone._id, upns: was.upns, own: { memberships, households } },
    ],
  });
}

function covers(
  memberships: PupilRecord['memberships'],
  { schoolUrn, joined, left }: PupilRecord['memberships'][number],
): boolean {
  return memberships.some(
    (known) =>
      known.schoolUrn === schoolUrn &&
      (known.joined === joined || joined === undefined) &&
      (known.left === left || left === undefined),
  );
}

/** Records whose merge or split is still to be carried out, oldest first. */
export async function listWaitingMerges(store: Store, limit: number): Promise<PupilRecord[]> {
  return store.pupils
    .find({ mergeWaiting: { $gt: new Date(0) } })
    .sort({ mergeWaiting: 1 })
    .limit(limit)
    .lean<PupilRecord[]>();
}
