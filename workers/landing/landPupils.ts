import type { PupilRow } from '../../domain/formats/rows.ts';
import type { Urn } from '../../domain/identifiers.ts';
import { matchPupil } from '../../domain/matching/matchPupil.ts';
import { listNamesakes } from '../../store/matchCandidates.ts';
import type { Store } from '../../store/openStore.ts';
import { mapPupilsByUpn, type PupilRecord } from '../../store/pupils.ts';
import { writePupils } from '../../store/writePupils.ts';
import { amendPupil, emptyPupil } from './amendPupil.ts';
import { openRoll, type Roll } from './openRoll.ts';
import { OTHER_SCHOOL, type DeliveryContext, type RowLanding } from './rowLanding.ts';
import { asCandidate } from './subjectFinder.ts';

/** Writers of one pupil rarely meet once; more often than this it is no accident. */
const MOST_ROUNDS = 5;

/**
 * Lays rows of pupil data over what is known of the pupils, one row after the other, or adds the pupils; all are read
 * and written together. What a row does not say stays as it was. A UPN decides who is meant; without one, the same
 * names and date of birth at the same school do. A UPN known at another school joins this one only for a child whose
 * name does not contradict it.
 * @returns what became of each row, in the same order
 * @throws when other writers keep changing the pupils meanwhile
 */
export async function landPupils(
  store: Store,
  rows: readonly PupilRow[],
  delivery: DeliveryContext,
): Promise<RowLanding[]> {
  const landed = new Set<number>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const roll = openRoll(await listMeant(store, rows, delivery));
    const landings = rows.map((row) => landOn(roll, row, delivery));
    const allWritten = await writePupils(store, roll.changed());
    for (const [i, { kind }] of landings.entries()) if (kind === 'landed') landed.add(i);
    // Where another writer was first, all are laid over what is there now: what was written then looks unchanged.
    if (allWritten)
      return landings.map((one, i) =>
        one.kind === 'unchanged' && landed.has(i) ? { ...one, kind: 'landed' } : one,
      );
  }
  throw new Error('pupils were changed by others at every attempt');
}

/** Everybody the rows can mean: who has one of their numbers, and who has one of their names at this school. */
async function listMeant(
  store: Store,
  rows: readonly PupilRow[],
  { schoolUrn }: DeliveryContext,
): Promise<PupilRecord[]> {
  const upns = rows.flatMap(({ upn, formerUpn }) => [upn, formerUpn].filter((one) => one !== undefined));
  const numbered = await mapPupilsByUpn(store, upns);
  const others = rows.filter(({ upn }) => upn === undefined || !numbered.has(upn));
  const namesakes = others.length === 0 ? [] : await listNamesakes(store, schoolUrn, others);
  return [...new Map([...numbered.values(), ...namesakes].map((pupil) => [pupil._id, pupil])).values()];
}

function landOn(roll: Roll, row: PupilRow, { schoolUrn }: DeliveryContext): RowLanding {
  if ((row.schoolUrn ?? schoolUrn) !== schoolUrn) return OTHER_SCHOOL;
  const known = findKnownPupil(roll, row, schoolUrn);
  if (known.kind === 'rejected') return known;
  const before = known.pupil;
  const after = amendPupil(before ?? emptyPupil(row), row, schoolUrn);
  if (before && JSON.stringify(before) === JSON.stringify(after))
    return { kind: 'unchanged', touched: [before._id] };
  roll.put(after);
  return { kind: 'landed', touched: [after._id] };
}

type KnownPupil =
  | { readonly kind: 'known'; readonly pupil: PupilRecord | undefined }
  | Extract<RowLanding, { kind: 'rejected' }>;

function findKnownPupil(roll: Roll, row: PupilRow, schoolUrn: Urn): KnownPupil {
  const byUpn = roll.withUpn(row.upn);
  const byFormerUpn = roll.withUpn(row.formerUpn);
  if (byUpn && byFormerUpn && byUpn._id !== byFormerUpn._id) {
    return rejected('former_upn', 'is another child’s on record; a person must say whether they are one');
  }
  const numbered = byUpn ?? byFormerUpn;
  if (numbered) {
    const here = numbered.memberships.some((membership) => membership.schoolUrn === schoolUrn);
    const fits = here || matchPupil({ ...row, schoolUrn }, [asCandidate(numbered)]).kind === 'matched';
    return fits
      ? { kind: 'known', pupil: numbered }
      : rejected('upn', 'is on record for a child of another name');
  }
  const [namesake, another] = roll.namesakesOf(row, schoolUrn);
  const same = namesake && !another && (row.upn === undefined || namesake.upns === undefined);
  return { kind: 'known', pupil: same ? namesake : undefined };
}

function rejected(field: string, message: string): Extract<RowLanding, { kind: 'rejected' }> {
  return { kind: 'rejected', problem: { field, message } };
}
