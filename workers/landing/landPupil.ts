import type { PupilRow } from '../../domain/formats/rows.ts';
import type { Upn, Urn } from '../../domain/identifiers.ts';
import { candidateKeys } from '../../domain/matching/matchKeys.ts';
import { listNamesakes } from '../../store/matchCandidates.ts';
import type { Store } from '../../store/openStore.ts';
import {
  findPupilByUpn,
  newPupilId,
  writePupil,
  type MembershipRecord,
  type PupilRecord,
} from '../../store/pupils.ts';
import { matchPupil } from '../../domain/matching/matchPupil.ts';
import { asCandidate } from './subjectFinder.ts';
import { OTHER_SCHOOL, type DeliveryContext, type RowLanding } from './rowLanding.ts';

/** Writers of one pupil rarely meet once; more often than this it is no accident. */
const MOST_ROUNDS = 5;

/**
 * Lays a row of pupil data over what is known of the pupil, or adds the pupil. What a row does not say stays
 * as it was. A UPN decides who is meant; without one, the same names and date of birth at the same school do.
 * A UPN known at another school joins this one only for a child whose name does not contradict it.
 * @throws when other writers keep changing the pupil meanwhile
 */
export async function landPupil(store: Store, row: PupilRow, delivery: DeliveryContext): Promise<RowLanding> {
  const schoolUrn = row.schoolUrn ?? delivery.schoolUrn;
  if (schoolUrn !== delivery.schoolUrn) return OTHER_SCHOOL;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const known = await findKnownPupil(store, row, schoolUrn);
    if (known.kind === 'rejected') return known;
    const before = known.pupil;
    const after = amend(before ?? emptyPupil(row), row, schoolUrn);
    if (before && JSON.stringify(before) === JSON.stringify(after)) {
      return { kind: 'unchanged', touched: [before._id] };
    }
    if (await writePupil(store, before, after)) return { kind: 'landed', touched: [after._id] };
  }
  throw new Error('a pupil was changed by others at every attempt');
}

type KnownPupil =
  { readonly kind: 'known'; readonly pupil: PupilRecord | null } | Extract<RowLanding, { kind: 'rejected' }>;

async function findKnownPupil(store: Store, row: PupilRow, schoolUrn: Urn): Promise<KnownPupil> {
  const byUpn = row.upn === undefined ? null : await findPupilByUpn(store, row.upn);
  const byFormerUpn = row.formerUpn === undefined ? null : await findPupilByUpn(store, row.formerUpn);
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
  const [namesake, another] = await listNamesakes(store, schoolUrn, row);
  const same = namesake && !another && (row.upn === undefined || namesake.upns === undefined);
  return { kind: 'known', pupil: same ? namesake : null };
}

function rejected(field: string, message: string): Extract<RowLanding, { kind: 'rejected' }> {
  return { kind: 'rejected', problem: { field, message } };
}

function emptyPupil(row: PupilRow): PupilRecord {
  return {
    _id: newPupilId(),
    forename: row.forename,
    surname: row.surname,
    memberships: [],
    households: [],
    characteristics: {},
    matchKeys: [],
    staleCount: 0,
    revision: 0,
  };
}

function amend(before: PupilRecord, row: PupilRow, schoolUrn: Urn): PupilRecord {
  const upns = union(
    before.upns ?? [],
    [row.upn, row.formerUpn].filter((upn): upn is Upn => upn !== undefined),
  );
  const known: PupilRecord = {
    ...before,
    ...(upns.length > 0 ? { upns } : {}),
    forename: row.forename,
    surname: row.surname,
    ...(row.preferredName === undefined ? {} : { preferredName: row.preferredName }),
    ...formerSurnames(before, row),
    ...(row.dateOfBirth === undefined ? {} : { dateOfBirth: row.dateOfBirth }),
    ...(row.yearGroup === undefined ? {} : { yearGroup: row.yearGroup }),
    ...(row.earlierSchools === undefined ? {} : { earlierSchools: row.earlierSchools }),
    ...(row.earlierAttendance === undefined ? {} : { earlierAttendance: row.earlierAttendance }),
    ...(row.carers === undefined ? {} : { carers: row.carers }),
    ...(row.addressKey === undefined ? {} : { addressKey: row.addressKey }),
    memberships: amendMemberships(before.memberships, row, schoolUrn),
    households: union(before.households, householdKeys(row, schoolUrn)),
    characteristics: { ...before.characteristics, ...row.characteristics },
  };
  return { ...known, matchKeys: union(before.matchKeys, candidateKeys({ ...known, upns })) };
}

/** Surnames a child had: those the school names, and the one on record when it says another. */
function formerSurnames(before: PupilRecord, row: PupilRow): { formerSurnames?: string[] } {
  const replaced = before.surname === row.surname ? [] : [before.surname];
  const named = row.formerSurname === undefined ? [] : [row.formerSurname];
  const former = union(before.formerSurnames ?? [], [...replaced, ...named]);
  return former.length === 0 ? {} : { formerSurnames: former };
}

function amendMemberships(
  before: readonly MembershipRecord[],
  row: PupilRow,
  schoolUrn: Urn,
): MembershipRecord[] {
  const said: MembershipRecord = {
    schoolUrn,
    ...(row.dateJoined === undefined ? {} : { joined: row.dateJoined }),
    ...(row.dateLeft === undefined ? {} : { left: row.dateLeft }),
  };
  const same = before.findIndex(
    (membership) =>
      membership.schoolUrn === schoolUrn &&
      (membership.joined === said.joined || membership.joined === undefined || said.joined === undefined),
  );
  if (same === -1) return [...before, said];
  return before.map((membership, i) => (i === same ? { ...membership, ...said } : membership));
}

/**
 * Keys that members of one household share. A school's own household number joins its own pupils; across
 * schools it takes the same address key as well, or a sibling named by UPN.
 */
function householdKeys(row: PupilRow, schoolUrn: Urn): string[] {
  const byNumber = row.householdId === undefined ? [] : [`number:${schoolUrn}:${row.householdId}`];
  const byAddress =
    row.householdId === undefined || row.addressKey === undefined
      ? []
      : [`address:${row.householdId}:${row.addressKey}`];
  const bySibling = [row.upn, ...row.siblingUpns]
    .filter((upn) => upn !== undefined)
    .map((upn) => `sibling:${upn}`);
  return [...byNumber, ...byAddress, ...bySibling];
}

function union<T>(before: readonly T[], more: readonly T[]): T[] {
  return [...new Set([...before, ...more])];
}
