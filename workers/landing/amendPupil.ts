import type { PupilRow } from '../../domain/formats/rows.ts';
import type { Upn, Urn } from '../../domain/identifiers.ts';
import { candidateKeys } from '../../domain/matching/matchKeys.ts';
import { newPupilId, type MembershipRecord, type PupilRecord } from '../../store/pupils.ts';

/** A pupil of whom nothing is known yet but the name in the row. */
export function emptyPupil(row: PupilRow): PupilRecord {
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

/** A pupil with a row of pupil data laid over what is known: what the row does not say stays as it was. */
export function amendPupil(before: PupilRecord, row: PupilRow, schoolUrn: Urn): PupilRecord {
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
