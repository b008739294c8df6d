import { reachOf } from '../domain/access/viewer.ts';
import type { Assessment } from '../domain/concern/assessment.ts';
import type { EntryFacts } from '../domain/digest/digestFacts.ts';
import { STANDING_STATES, type Flag } from '../domain/flags/flag.ts';
import { assessmentOf, type AssessmentRecord } from './assessments.ts';
import { entryFacts } from './entryFacts.ts';
import { mapFlagsByPupil } from './flags.ts';
import { listIncidentsByIds, type IncidentRecord } from './incidents.ts';
import type { Store } from './openStore.ts';
import type { PupilRecord } from './pupils.ts';
import {
  pupilsInScope,
  recordsInScope,
  schoolThingsInScope,
  wholeFilesInScope,
  type Scope,
} from './scope.ts';

/** A child with a flag standing. */
export interface FlaggedChild {
  readonly pupil: PupilRecord;
  readonly assessment: Assessment;
  readonly flags: readonly Flag[];
}

/** Every child of the reader's schools on whom a flag stands, as last weighed; in no order. */
export async function listFlagged(store: Store, scope: Scope): Promise<FlaggedChild[]> {
  const reach = reachOf(scope.viewer, 'see-flags');
  if (!('schoolUrns' in reach)) return [];
  const found = await store.assessments
    .find({ schoolUrns: { $in: [...reach.schoolUrns] }, moment: 'now', level: { $ne: 'none' } })
    .lean<AssessmentRecord[]>();
  const ids = found.map(({ pupilId }) => pupilId);
  const [pupils, flags] = await Promise.all([
    store.pupils
      .find({ $and: [{ _id: { $in: ids } }, wholeFilesInScope(scope, 'see-flags')] } as never)
      .lean<PupilRecord[]>(),
    mapFlagsByPupil(store, ids),
  ]);
  const byId = new Map(pupils.map((pupil) => [pupil._id, pupil]));
  return found.flatMap((record) => {
    const { pupilId } = record;
    const pupil = byId.get(pupilId);
    const standing = (flags.get(pupilId) ?? []).filter(({ state }) => STANDING_STATES.has(state));
    return pupil && standing.length > 0 ? [{ pupil, assessment: assessmentOf(record), flags: standing }] : [];
  });
}

/** The entries that children's assessments rest on, by id, told without their words; for children a scope was asked for. */
export async function mapReasonEntries(
  store: Store,
  _scope: Scope,
  flagged: readonly FlaggedChild[],
): Promise<ReadonlyMap<string, EntryFacts>> {
  const ids = new Set(
    flagged.flatMap(({ assessment: { keyEntryIds, acuteEntryIds, contributions } }) => [
      ...keyEntryIds,
      ...acuteEntryIds,
      ...contributions.flatMap(({ entryIds }) => entryIds),
    ]),
  );
  const incidents = await listIncidentsByIds(store, [...ids]);
  return new Map(
    incidents.map((incident) => {
      const { narrative: _, ...facts } = entryFacts(incident);
      return [incident._id, facts];
    }),
  );
}

/** An entry that came in lately, and whose it is. */
export interface NewEntry {
  readonly incident: IncidentRecord;
  readonly pupil: PupilRecord;
}

/** School weeks in which somebody writes down late what they saw; older entries are told when a history is brought in. */
const LATE_DAYS = 21;

/**
 * What the reader's schools logged and sent since an instant, newest first, entries that tell of a concern.
 * @param limit how many are given; the count is of all
 */
export async function listNewEntries(
  store: Store,
  scope: Scope,
  { since, limit }: { readonly since: Date; readonly limit: number },
): Promise<{ readonly entries: readonly NewEntry[]; readonly count: number }> {
  const filter = {
    $and: [recordsInScope(scope, 'see-narratives')],
    recordedAt: { $gte: new Date(since.getTime() - LATE_DAYS * 86_400_000) },
    receivedAt: { $gt: since },
    'tagging.severity': { $gte: 1 },
    withdrawnAt: { $exists: false },
  } as never;
  const [incidents, count] = await Promise.all([
    store.incidents.find(filter).sort({ recordedAt: -1 }).limit(limit).lean<IncidentRecord[]>(),
    store.incidents.countDocuments(filter),
  ]);
  const names = await mapChildren(
    store,
    scope,
    incidents.map(({ pupilId }) => pupilId),
  );
  return {
    count,
    entries: incidents.flatMap((incident) => {
      const pupil = names.get(incident.pupilId);
      return pupil ? [{ incident, pupil }] : [];
    }),
  };
}

/** Those of these children whom the reader may see, by id. */
export async function mapChildren(
  store: Store,
  scope: Scope,
  pupilIds: readonly string[],
): Promise<ReadonlyMap<string, PupilRecord>> {
  const pupils = await store.pupils
    .find({ $and: [{ _id: { $in: [...pupilIds] } }, pupilsInScope(scope, 'see-children')] } as never)
    .lean<PupilRecord[]>();
  return new Map(pupils.map((pupil) => [pupil._id, pupil]));
}

/** How many rows of the reader's schools wait for somebody to say whom they are about. */
export async function countHeldForReview(store: Store, scope: Scope): Promise<number> {
  return store.heldRows.countDocuments({
    $and: [schoolThingsInScope(scope, 'review-matches')],
    releasedAt: { $exists: false },
    decision: { $exists: false },
  } as never);
}
