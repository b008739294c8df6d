import { buildChronology } from '../domain/chronology/buildChronology.ts';
import type { Chronology } from '../domain/chronology/chronologyEntry.ts';
import type { PupilHistory, SchoolContext } from '../domain/concern/history.ts';
import type { Flag } from '../domain/flags/flag.ts';
import { recordsFrom } from '../domain/concern/recordsFrom.ts';
import { reachOf } from '../domain/access/viewer.ts';
import type { Urn } from '../domain/identifiers.ts';
import { listFlagsOfPupil } from './flags.ts';
import { loadHistories } from './loadHistories.ts';
import type { Store } from './openStore.ts';
import { schoolsOf, type PupilRecord } from './pupils.ts';
import { findPupilInScope, type ScopedPupil } from './pupilsInScope.ts';
import { findSchoolContext } from './schoolContexts.ts';
import { mapSchoolNames } from './schools.ts';
import type { Scope } from './scope.ts';

/** A child's chronology and who it is of. */
export interface ChildChronology {
  readonly pupil: PupilRecord;
  /** `own-records` where the child has left: only what the reader's own schools recorded, without weights. */
  readonly part: 'whole' | 'own-records';
  readonly chronology: Chronology;
}

/**
 * One dated line of everything that bears on a child, newest first, as it was known at an instant: incidents in the
 * words of then, attendance, contacts, moves, what people added, what they decided.
 * @param asOf now, or any instant before
 * @returns undefined for a child whose entries the reader may not read, as for one that is not there
 */
export async function getChronology(
  store: Store,
  scope: Scope,
  pupilId: string,
  asOf: Date,
): Promise<ChildChronology | undefined> {
  const found = await findPupilInScope(store, scope, 'see-narratives', pupilId);
  if (!found) return undefined;
  const [history] = await loadHistories(store, [found.pupil], { asOf });
  if (!history) return undefined;
  const contexts = await storedContexts(store, found.pupil);
  const flags = await listFlagsOfPupil(store, pupilId);
  return {
    ...found,
    chronology: await tellChronology(store, scope, found, { history, contexts, flags, asOf }),
  };
}

/** What a chronology is told from, loaded already. */
export interface Told {
  readonly history: PupilHistory;
  readonly contexts: ReadonlyMap<string, SchoolContext>;
  readonly flags: readonly Flag[];
  readonly asOf: Date;
}

/** The part of a child's chronology that the reader may read. */
export async function tellChronology(
  store: Store,
  scope: Scope,
  { pupil, part }: ScopedPupil,
  { history, contexts, flags, asOf }: Told,
): Promise<Chronology> {
  const whole = part === 'whole';
  const names = await mapSchoolNames(store, schoolsOf(pupil));
  return buildChronology(
    whole ? history : ownRecords(history, scope),
    {
      contexts,
      flags: whole ? flags : [],
      nameOfSchool: (urn) => names.get(urn) ?? `school ${urn}`,
      weighed: whole,
    },
    asOf,
  );
}

/** What the reader's own schools recorded, and no more. */
function ownRecords(history: PupilHistory, { viewer }: Scope): PupilHistory {
  const reach = reachOf(viewer, 'see-narratives');
  return reach.kind === 'schools' || reach.kind === 'children'
    ? recordsFrom(history, reach.schoolUrns)
    : history;
}

/** What was usual at the child's schools when that was last counted; a page does not count it anew. */
export async function storedContexts(
  store: Store,
  pupil: PupilRecord,
): Promise<ReadonlyMap<Urn, SchoolContext>> {
  const contexts = await Promise.all(schoolsOf(pupil).map((urn) => findSchoolContext(store, urn)));
  return new Map(contexts.flatMap((context) => (context ? [[context.schoolUrn, context]] : [])));
}
