import { reachOf } from '../domain/access/viewer.ts';
import type { Action } from '../domain/access/actions.ts';
import type { MarksYear } from '../domain/attendance/marks.ts';
import type { WeeklyScore } from '../domain/charts/scoreChart.ts';
import type { Chronology } from '../domain/chronology/chronologyEntry.ts';
import { assessPupil } from '../domain/concern/assessPupil.ts';
import type { Assessment, Level } from '../domain/concern/assessment.ts';
import type { PupilHistory } from '../domain/concern/history.ts';
import { recordsFrom } from '../domain/concern/recordsFrom.ts';
import type { Flag } from '../domain/flags/flag.ts';
import { weeklyScores } from '../domain/timeline/weeklyScores.ts';
import { findAssessment } from './assessments.ts';
import { storedContexts, tellChronology } from './chronology.ts';
import { listFlagsOfPupil } from './flags.ts';
import { loadHistories } from './loadHistories.ts';
import type { Store } from './openStore.ts';
import { listHouseholdsOf, schoolsOf, siblingsAmong, type PupilRecord } from './pupils.ts';
import { findPupilInScope, type ScopedPupil } from './pupilsInScope.ts';
import { mapSchoolNames } from './schools.ts';
import { filePartInScope, type Scope } from './scope.ts';

/** A child's file as far as a reader may see it, as it was known at an instant. */
export interface ChildFile extends ScopedPupil {
  /** Names of the schools the child is or was at, by URN. */
  readonly schoolNames: ReadonlyMap<string, string>;
  /** Absent for who may not read entries. */
  readonly chronology?: Chronology;
  /** Absent for who may not see flags, or sees a part of the file only. */
  readonly judged?: {
    readonly assessment: Assessment;
    readonly weekly: readonly WeeklyScore[];
    readonly flags: readonly Flag[];
  };
  /** Absent for who may not see attendance. */
  readonly marks?: readonly MarksYear[];
}

/**
 * Loads a child's file once and gives each part of it only to who may see it.
 * @param asOf now, or any instant before
 * @param weeks of the score's history
 * @returns undefined for a child outside the reader's walls, as for one that is not there
 */
export async function getChildFile(
  store: Store,
  scope: Scope,
  pupilId: string,
  { asOf, weeks }: { readonly asOf: Date; readonly weeks: number },
): Promise<ChildFile | undefined> {
  const found = await findPupilInScope(store, scope, 'see-children', pupilId);
  if (!found) return undefined;
  const { pupil } = found;
  const [[history], contexts, flags, schoolNames] = await Promise.all([
    loadHistories(store, [pupil], { asOf }),
    storedContexts(store, pupil),
    listFlagsOfPupil(store, pupilId),
    mapSchoolNames(store, schoolsOf(pupil)),
  ]);
  if (!history) return undefined;
  const read = filePartInScope(scope, 'see-narratives', pupil);
  const told = { history, contexts, flags, asOf };
  return {
    ...found,
    schoolNames,
    ...(read === 'none'
      ? {}
      : { chronology: await tellChronology(store, scope, { pupil, part: read }, told) }),
    ...(filePartInScope(scope, 'see-flags', pupil) === 'whole'
      ? {
          judged: {
            assessment: assessPupil(history, contexts, asOf),
            weekly: weeklyScores(history, contexts, { asOf, weeks }),
            flags,
          },
        }
      : {}),
    ...marksFor(scope, pupil, history),
  };
}

function marksFor(scope: Scope, pupil: PupilRecord, history: PupilHistory): Pick<ChildFile, 'marks'> {
  switch (filePartInScope(scope, 'see-attendance', pupil)) {
    case 'whole':
      return { marks: history.marks };
    case 'own-records':
      return { marks: recordsFrom(history, schoolsReached(scope, 'see-attendance')).marks };
    case 'none':
      return {};
  }
}

function schoolsReached({ viewer }: Scope, action: Action) {
  const reach = reachOf(viewer, action);
  return reach.kind === 'schools' || reach.kind === 'children' ? reach.schoolUrns : [];
}

/** A brother or sister whom the reader may see. */
export interface Sibling extends ScopedPupil {
  readonly schoolNames: ReadonlyMap<string, string>;
  /** Where they stand now; absent for who may not see flags, or sees a part of the file only. */
  readonly level?: Level;
}

/** Brothers and sisters of a child whom the reader may see, and how many there are besides. */
export async function listSiblings(
  store: Store,
  scope: Scope,
  pupil: PupilRecord,
): Promise<{ readonly seen: readonly Sibling[]; readonly elsewhere: number }> {
  const siblings = siblingsAmong(pupil, await listHouseholdsOf(store, [pupil]));
  const seen = siblings.flatMap((sibling) => {
    const part = filePartInScope(scope, 'see-children', sibling);
    return part === 'none' ? [] : [{ pupil: sibling, part }];
  });
  const schoolNames = await mapSchoolNames(
    store,
    seen.flatMap((sibling) => schoolsOf(sibling.pupil)),
  );
  return {
    seen: await Promise.all(
      seen.map(async (sibling) => {
        const judged = filePartInScope(scope, 'see-flags', sibling.pupil) === 'whole';
        const assessment = judged ? await findAssessment(store, sibling.pupil._id, 'now') : null;
        return { ...sibling, schoolNames, ...(judged ? { level: assessment?.level ?? 'none' } : {}) };
      }),
    ),
    elsewhere: siblings.length - seen.length,
  };
}
