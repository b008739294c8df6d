import type { Assessment } from '../domain/concern/assessment.ts';
import type { Flag, FlagState } from '../domain/flags/flag.ts';
import { assessmentOf, findAssessment, type AssessmentRecord } from './assessments.ts';
import { listFlagsOfPupil, mapFlagsByPupil, type FlagRecord } from './flags.ts';
import type { Store } from './openStore.ts';
import type { PupilRecord } from './pupils.ts';
import { filePartInScope, wholeFilesInScope, type Scope } from './scope.ts';

/** A child with what was last made of its history, if anything was yet, and every flag it has had. */
export interface JudgedChild {
  readonly pupil: PupilRecord;
  readonly assessment: Assessment | undefined;
  readonly flags: readonly Flag[];
}

/** A page of a list in the order of ids: what comes after an id. */
export interface After {
  readonly after: string;
  readonly limit: number;
}

/** Children whose whole file the viewer may see, in the order of their ids. */
export async function listJudged(
  store: Store,
  scope: Scope,
  { after, limit }: After,
): Promise<JudgedChild[]> {
  const pupils = await store.pupils
    .find({ $and: [{ _id: { $gt: after } }, wholeFilesInScope(scope, 'see-flags')] } as never)
    .sort({ _id: 1 })
    .limit(limit)
    .lean<PupilRecord[]>();
  const ids = pupils.map(({ _id }) => _id);
  const [found, flags] = await Promise.all([
    store.assessments.find({ _id: { $in: ids.map((id) => `${id}:now`) } }).lean<AssessmentRecord[]>(),
    mapFlagsByPupil(store, ids),
  ]);
  const assessments = new Map(found.map((record) => [record.pupilId, assessmentOf(record)]));
  return pupils.map((pupil) => ({
    pupil,
    assessment: assessments.get(pupil._id),
    flags: flags.get(pupil._id) ?? [],
  }));
}

/** What was made of a child whose whole file the viewer may see. */
export async function findJudged(
  store: Store,
  scope: Scope,
  pupil: PupilRecord,
): Promise<JudgedChild | undefined> {
  if (filePartInScope(scope, 'see-flags', pupil) !== 'whole') return undefined;
  const [assessment, flags] = await Promise.all([
    findAssessment(store, pupil._id, 'now'),
    listFlagsOfPupil(store, pupil._id),
  ]);
  return { pupil, assessment: assessment ?? undefined, flags };
}

/** All flags of children whose whole file the viewer may see and one of whose flags is in any of these states. */
export async function listFlagsInScope(
  store: Store,
  scope: Scope,
  { after, limit, states }: After & { readonly states: readonly FlagState[] },
): Promise<FlagRecord[]> {
  const pupils = await store.pupils
    .find({ $and: [{ _id: { $gt: after } }, wholeFilesInScope(scope, 'see-flags')] } as never, { _id: 1 })
    .lean<{ _id: string }[]>();
  return store.flags
    .find({ _id: { $in: pupils.map(({ _id }) => _id) }, 'flags.state': { $in: [...states] } } as never)
    .sort({ _id: 1 })
    .limit(limit)
    .lean<FlagRecord[]>();
}
