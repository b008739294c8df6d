import { createHash } from 'node:crypto';
import type { PupilRow } from '../../domain/formats/rows.ts';
import type { Upn, Urn } from '../../domain/identifiers.ts';
import { candidateKeys } from '../../domain/matching/matchKeys.ts';
import { isDuplicateKey } from '../../store/deliveries.ts';
import type { Store } from '../../store/openStore.ts';
import type { MembershipRecord, PupilRecord } from '../../store/pupils.ts';
import { findPupilByUpn } from '../../store/pupils.ts';
import { OTHER_SCHOOL, type DeliveryContext, type RowLanding } from './rowLanding.ts';

/**
 * Lays a row of pupil data over what is known of the pupil, or adds the pupil. What a row does not say stays
 * as it was. A UPN decides who is meant; without one, the same names and date of birth at the same school do.
 */
export async function landPupil(store: Store, row: PupilRow, delivery: DeliveryContext): Promise<RowLanding> {
  const schoolUrn = row.schoolUrn ?? delivery.schoolUrn;
  if (schoolUrn !== delivery.schoolUrn) return OTHER_SCHOOL;
  for (;;) {
    const before = await findKnownPupil(store, row, schoolUrn);
    const after = before ? amend(before, row, schoolUrn) : create(row, schoolUrn);
    if (before && JSON.stringify(before) === JSON.stringify(after))
      return { kind: 'unchanged', touched: [before._id] };
    if (await write(store, before, after)) return { kind: 'landed', touched: [after._id] };
  }
}

async function findKnownPupil(store: Store, row: PupilRow, schoolUrn: Urn): Promise<PupilRecord | null> {
  for (const upn of [row.upn, row.formerUpn]) {
    const found = upn && (await findPupilByUpn(store, upn));
    if (found) return found;
  }
  return row.upn ? null : store.pupils.findById(pupilIdFor(row, schoolUrn)).lean<PupilRecord>();
}

/** Ids follow from what first identified the pupil, so that the same row landed twice is one pupil. */
function pupilIdFor(row: PupilRow, schoolUrn: Urn): string {
  const identity = row.upn ?? JSON.stringify([schoolUrn, row.forename, row.surname, row.dateOfBirth ?? '']);
  return `pup_${createHash('sha256').update(identity).digest('hex').slice(0, 24)}`;
}

function create(row: PupilRow, schoolUrn: Urn): PupilRecord {
  const empty: PupilRecord = {
    _id: pupilIdFor(row, schoolUrn),
    forename: row.forename,
    surname: row.surname,
    memberships: [],
    households: [],
    characteristics: {},
    matchKeys: [],
    staleCount: 0,
    revision: 0,
  };
  return amend(empty, row, schoolUrn);
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
    ...(row.dateOfBirth === undefined ? {} : { dateOfBirth: row.dateOfBirth }),
    ...(row.yearGroup === undefined ? {} : { yearGroup: row.yearGroup }),
    memberships: amendMemberships(before.memberships, row, schoolUrn),
    households: union(before.households, householdKeys(row, schoolUrn)),
    characteristics: { ...before.characteristics, ...row.characteristics },
  };
  return { ...known, matchKeys: union(before.matchKeys, candidateKeys({ ...known, upns })) };
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

/** The stale mark is the chronology's to change; writing back an older one would lose work. */
function withoutStaleMark(pupil: PupilRecord): Omit<PupilRecord, 'staleCount' | 'staleSince'> {
  const known: Partial<PupilRecord> & Omit<PupilRecord, 'staleCount' | 'staleSince'> = { ...pupil };
  delete known.staleCount;
  delete known.staleSince;
  return known;
}

/** One conditional write; false when somebody else wrote first. */
async function write(store: Store, before: PupilRecord | null, after: PupilRecord): Promise<boolean> {
  const { _id, revision, ...known } = withoutStaleMark(after);
  try {
    if (!before) {
      await store.pupils.create({ _id, ...known, staleCount: 0, revision: 1 });
      return true;
    }
    const result = await store.pupils.updateOne(
      { _id, revision },
      { $set: known as never, $inc: { revision: 1 } },
    );
    return result.matchedCount === 1;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}
