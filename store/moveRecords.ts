import type { Urn } from '../domain/identifiers.ts';
import type { FiledUnder } from './incidents.ts';
import type { Store } from './openStore.ts';
import { schoolThingsInScope, type Scope } from './scope.ts';

/** Stands for no child: what is put here is on nobody's file until a person decides anew. */
export const NOBODY = 'nobody';

/** The collections whose documents name their child and may lie in a folder. */
function filed(store: Store) {
  const {
    incidents,
    contacts,
    marks,
    childEvents,
    corrections,
    transfers,
    holds,
    subjectRequests,
    entryReviews,
  } = store;
  return [
    ...[incidents, contacts, marks, childEvents, corrections],
    ...[transfers, holds, subjectRequests, entryReviews],
  ].map(({ collection }) => collection);
}

/**
 * Puts everything that lies in these folders on one child. Running it again does no more.
 * @returns the children that lost or gained something by it
 */
export async function moveFolders(
  store: Store,
  folders: readonly FiledUnder[],
  { to, at, why }: { to: string; at: Date; why: string },
): Promise<string[]> {
  const touched = new Set<string>();
  for (const collection of filed(store)) {
    const inFolders = { filedUnder: { $in: [...folders] } };
    const owners = await collection
      .aggregate<{ _id: string }>([
        { $match: { ...inFolders, pupilId: { $ne: to } } },
        { $group: { _id: '$pupilId' } },
      ])
      .toArray();
    for (const { _id: from } of owners) {
      await collection.updateMany({ ...inFolders, pupilId: from }, {
        $set: { pupilId: to },
        $push: { moves: { from, to, at, why } },
      } as never);
      touched.add(from).add(to);
    }
  }
  return [...touched].filter((pupilId) => pupilId !== NOBODY);
}

/**
 * Files what lies simply with a child under that child's own id, so that it can be told apart after a merge.
 * @returns every folder that holds something of the child
 */
export async function gatherFolders(store: Store, pupilId: string): Promise<FiledUnder[]> {
  const folders = new Set<FiledUnder>([pupilId]);
  for (const collection of filed(store)) {
    await collection.updateMany(
      { pupilId, filedUnder: { $exists: false } },
      { $set: { filedUnder: pupilId } },
    );
    const found = await collection
      .aggregate<{ _id: string }>([{ $match: { pupilId } }, { $group: { _id: '$filedUnder' } }])
      .toArray();
    for (const { _id } of found) folders.add(_id);
  }
  return [...folders];
}

/** An incident that a person may put on another child. */
export interface IncidentToMove {
  readonly incidentId: string;
  readonly schoolUrn: Urn;
  readonly occurredAt: Date;
  readonly occurredDateOnly: boolean;
  readonly narrative: string;
}

/** An incident of the viewer's school that is on this child's file, or undefined. */
export async function findIncidentToMove(
  store: Store,
  scope: Scope,
  { incidentId, pupilId }: { incidentId: string; pupilId: string },
): Promise<IncidentToMove | undefined> {
  const mine = schoolThingsInScope(scope, 'review-matches');
  const found = await store.incidents
    .findOne({ $and: [mine, { _id: incidentId, pupilId }] } as never, {
      ...{ schoolUrn: 1, occurredAt: 1, occurredDateOnly: 1, narrative: 1 },
    })
    .lean<Omit<IncidentToMove, 'incidentId'>>();
  return found ? { ...found, incidentId } : undefined;
}

/**
 * Puts one incident on another child of its school, because it was matched to the wrong one. It stays there
 * while the school goes on saying the same of whom it is about. What was and why is kept on the incident, which
 * waits to be read again: whose name it says matters, and the tag stage has both children weighed anew.
 * @param fromPupilId only if it is on this child's file
 * @returns both children, or undefined when the viewer has no such incident or child
 */
export async function moveIncident(
  store: Store,
  scope: Scope,
  said: { incidentId: string; fromPupilId?: string; toPupilId: string; why: string; at: Date },
): Promise<{ from: string; to: string } | undefined> {
  const { incidentId, fromPupilId, toPupilId, why, at } = said;
  const mine = schoolThingsInScope(scope, 'review-matches');
  const it = { _id: incidentId, ...(fromPupilId === undefined ? {} : { pupilId: fromPupilId }) };
  const before = await store.incidents
    .findOne({ $and: [mine, it] } as never, { pupilId: 1, schoolUrn: 1 })
    .lean<{ pupilId: string; schoolUrn: Urn }>();
  if (!before || !(await isOfSchool(store, toPupilId, before.schoolUrn))) return undefined;
  const { pupilId: from } = before;
  if (from === toPupilId) return { from, to: toPupilId };
  const by = { personId: scope.viewer.personId, by: scope.viewer.name };
  const { modifiedCount } = await store.incidents.updateOne(
    { _id: incidentId, pupilId: from },
    {
      $set: { pupilId: toPupilId, filedUnder: incidentId, matchedBy: 'decision', tagState: 'waiting' },
      $unset: { matchWhy: '' },
      $push: { moves: { from, to: toPupilId, at, why, ...by } as never },
    },
  );
  return modifiedCount === 1 ? { from, to: toPupilId } : undefined;
}

/** True for a pupil who is or was at the school. */
export async function isOfSchool(store: Store, pupilId: string, schoolUrn: Urn): Promise<boolean> {
  return (await store.pupils.exists({ _id: pupilId, 'memberships.schoolUrn': schoolUrn })) !== null;
}
