import type { Store } from '../openStore.ts';
import type { PupilRecord } from '../pupils.ts';
import { findPupilInScope, mapPupilsInScope } from '../pupilsInScope.ts';
import type { Scope } from '../scope.ts';
import { inTheWay } from './carryOutErasure.ts';
import { findErasure, type ErasureRecord } from './erasures.ts';
import { countOwned, countRegisters } from './eraseRecords.ts';
import { loadSubject } from './subject.ts';

/** A proposed erasing as its second person needs it. */
export interface ErasureDetail {
  readonly erasure: ErasureRecord;
  /** How much would be destroyed, by kind of record. */
  readonly counts: Readonly<Record<string, number>>;
  /** Why it cannot be carried out as things stand. */
  readonly inTheWay?: string;
  /** Absent for who sees no children, and for registers. */
  readonly pupil?: PupilRecord;
}

/** One that the viewer may confirm, with what it would destroy; undefined for none and for one of another school. */
export async function getErasure(
  store: Store,
  scope: Scope,
  erasureId: string,
  now: Date,
): Promise<ErasureDetail | undefined> {
  const erasure = await findErasure(store, scope, erasureId);
  if (!erasure) return undefined;
  const { kind, state, pupilIds } = erasure;
  const open = state === 'proposed';
  const why = open ? await inTheWay(store, erasure, now) : undefined;
  const found =
    kind === 'child' ? await findPupilInScope(store, scope, 'see-children', pupilIds[0] ?? '') : undefined;
  return {
    erasure,
    counts: open ? await countFor(store, erasure) : (erasure.counts ?? {}),
    ...(why === undefined ? {} : { inTheWay: why }),
    ...(found === undefined ? {} : { pupil: found.pupil }),
  };
}

async function countFor(store: Store, erasure: ErasureRecord): Promise<Record<string, number>> {
  return erasure.kind === 'child'
    ? countOwned(store, await loadSubject(store, erasure.pupilIds))
    : countRegisters(store, erasure);
}

/** The children of these erasures whom the viewer may see, by id. */
export async function mapErasedChildren(
  store: Store,
  scope: Scope,
  erasures: readonly ErasureRecord[],
): Promise<Map<string, PupilRecord>> {
  const ids = erasures.flatMap(({ kind, pupilIds }) => (kind === 'child' ? pupilIds : []));
  return mapPupilsInScope(store, scope, 'see-children', ids);
}
