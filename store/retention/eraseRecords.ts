/**
 * Carries out one erasure. Kill it anywhere and run it again: what would be needed to find the rest goes last, and
 * what was counted first is what the register says.
 */
import { tokenOfRegister } from '../../domain/retention/erasedTokens.ts';
import type { Store } from '../openStore.ts';
import { mapPupilsByUpn, markPupilsStale, withHouseholds } from '../pupils.ts';
import { rememberErased } from './erasedKeys.ts';
import { keepCounts, type ErasureRecord } from './erasures.ts';
import { eraseBodies, redactDigests } from './redactArchive.ts';
import { redactShared } from './redactShared.ts';
import { loadSubject, tokensOf, type Subject } from './subject.ts';
import { OWNED, REGISTERS, type CollectionName } from './treatments.ts';

/** How many documents of the child's own each collection holds, by its title; empty ones are left out. */
export async function countOwned(store: Store, subject: Subject): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name, title, whose } of OWNED) {
    const count = await store[name].collection.countDocuments(whose(subject));
    if (count > 0) counts[title] = count;
  }
  return counts;
}

/** Called after each collection, so that a test can stop in the middle. */
export type OnStep = (step: CollectionName | 'shared' | 'archive') => void;

/**
 * Destroys a child's records everywhere.
 * @returns other children whose stories they were part of, to be weighed anew
 * @throws when something of the child came while it ran: it is then to be run again
 */
export async function eraseChild(
  store: Store,
  erasure: ErasureRecord,
  { now, onStep = () => undefined }: { now: Date; onStep?: OnStep },
): Promise<string[]> {
  const subject = await loadSubject(store, erasure.pupilIds);
  const others = await othersConcerned(store, subject);
  if (subject.pupils.length > 0) {
    await rememberErased(store, erasure._id, { tokens: tokensOf(subject), at: now });
    await keepCounts(store, erasure._id, await countOwned(store, subject));
    await redactShared(store, subject, others);
    onStep('shared');
    await redactDigests(store, subject);
    await eraseBodies(store, subject, now);
    onStep('archive');
  }
  await destroy(store, subject, onStep);
  // What was being worked out while it ran may have been written back since.
  await destroy(store, subject, () => undefined);
  const left = await countOwned(store, subject);
  if (Object.keys(left).length > 0) throw new Error('records came back while they were being erased');
  await markPupilsStale(store, others, now);
  return others;
}

async function destroy(store: Store, subject: Subject, onStep: OnStep): Promise<void> {
  for (const { name, whose } of OWNED) {
    await store[name].collection.deleteMany(whose(subject));
    onStep(name);
  }
}

/** Brothers, sisters, and children of incidents that stay. */
async function othersConcerned(store: Store, { ids, sharedIncidentIds }: Subject): Promise<string[]> {
  const shared = await store.incidents
    .find({ _id: { $in: [...sharedIncidentIds] } }, { pupilId: 1, linkedUpns: 1 })
    .lean<{ pupilId: string; linkedUpns: never[] }[]>();
  const linked = await mapPupilsByUpn(
    store,
    shared.flatMap(({ linkedUpns }) => linkedUpns),
  );
  const all = [
    ...(await withHouseholds(store, ids)),
    ...shared.map(({ pupilId }) => pupilId),
    ...[...linked.values()].map(({ _id }) => _id),
  ];
  return [...new Set(all)].filter((id) => !ids.includes(id));
}

/** How many registers of a school's academic year there are, as the register of deletions says it. */
export async function countRegisters(
  store: Store,
  { schoolUrn, academicYear = 0, pupilIds }: Pick<ErasureRecord, 'schoolUrn' | 'academicYear' | 'pupilIds'>,
): Promise<Record<string, number>> {
  const which = { schoolUrn, academicYear, pupilId: { $nin: pupilIds } };
  return { [REGISTERS]: await store.marks.countDocuments(which) };
}

/** Destroys a school's registers of one academic year, but for those of the children left out. */
export async function eraseRegisters(store: Store, erasure: ErasureRecord, now: Date): Promise<void> {
  const { _id, schoolUrn, academicYear = 0, pupilIds } = erasure;
  const token = tokenOfRegister(schoolUrn, academicYear);
  await rememberErased(store, _id, { tokens: [token], at: now });
  await keepCounts(store, _id, await countRegisters(store, erasure));
  await store.marks.deleteMany({ schoolUrn, academicYear, pupilId: { $nin: pupilIds } });
}
