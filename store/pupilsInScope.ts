import type { Upn } from '../domain/identifiers.ts';
import type { Action } from '../domain/access/actions.ts';
import type { FilePart } from '../domain/access/fileOf.ts';
import { STANDING_STATES } from '../domain/flags/flag.ts';
import { listFlagsOfPupil } from './flags.ts';
import type { Store } from './openStore.ts';
import type { PupilRecord } from './pupils.ts';
import { filePartInScope, pupilsInScope, wholeFilesInScope, type Scope } from './scope.ts';

/** A child as far as a reader may see it. */
export interface ScopedPupil {
  readonly pupil: PupilRecord;
  readonly part: Exclude<FilePart, 'none'>;
}

/** The child and the part of its file the reader may see; undefined for one elsewhere as for one that is not there. */
export async function findPupilInScope(
  store: Store,
  scope: Scope,
  action: Action,
  pupilId: string,
): Promise<ScopedPupil | undefined> {
  const pupil = await store.pupils
    .findOne({ $and: [{ _id: pupilId }, pupilsInScope(scope, action)] } as never)
    .lean<PupilRecord>();
  if (!pupil) return undefined;
  const part = filePartInScope(scope, action, pupil);
  return part === 'none' ? undefined : { pupil, part };
}

/** The child when the reader may see its whole file. */
export async function findWholeFile(
  store: Store,
  scope: Scope,
  action: Action,
  pupilId: string,
): Promise<PupilRecord | undefined> {
  const found = await store.pupils
    .findOne({ $and: [{ _id: pupilId }, wholeFilesInScope(scope, action)] } as never)
    .lean<PupilRecord>();
  return found ?? undefined;
}

/** True when a flag stands on a child whose whole file the reader sees. */
export async function hasStandingFlag(store: Store, scope: Scope, { pupil }: ScopedPupil): Promise<boolean> {
  if (filePartInScope(scope, 'see-flags', pupil) !== 'whole') return false;
  const flags = await listFlagsOfPupil(store, pupil._id);
  return flags.some((flag) => STANDING_STATES.has(flag.state));
}

/** The child with a UPN, where the viewer may see them for an action. */
export async function findPupilByUpnInScope(
  store: Store,
  scope: Scope,
  action: Action,
  upn: Upn,
): Promise<PupilRecord | undefined> {
  const found = await store.pupils
    .findOne({ $and: [{ upns: upn }, pupilsInScope(scope, action)] } as never)
    .lean<PupilRecord>();
  return found ?? undefined;
}

/** Those of these children whom the viewer may see for an action, by id. */
export async function mapPupilsInScope(
  store: Store,
  scope: Scope,
  action: Action,
  pupilIds: readonly string[],
): Promise<Map<string, PupilRecord>> {
  const found = await store.pupils
    .find({ $and: [{ _id: { $in: [...pupilIds] } }, pupilsInScope(scope, action)] } as never)
    .lean<PupilRecord[]>();
  return new Map(found.map((pupil) => [pupil._id, pupil]));
}
