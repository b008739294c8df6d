import type { PupilIdentity } from '../../domain/formats/rows.ts';
import type { Urn } from '../../domain/identifiers.ts';
import { matchKeys } from '../../domain/matching/matchKeys.ts';
import type { MatchCandidate, PupilMatch } from '../../domain/matching/match.ts';
import { matchPupil } from '../../domain/matching/matchPupil.ts';
import type { Store } from '../../store/openStore.ts';
import { findPupilByUpn, listMatchCandidates, type PupilRecord } from '../../store/pupils.ts';

/**
 * Whom a row is about: the pupil with its UPN, or the one whom its names and date of birth fit beyond doubt.
 * A UPN known only at other schools is not enough to write into a child's record.
 */
export async function findSubject(
  store: Store,
  identity: PupilIdentity,
  schoolUrn: Urn,
): Promise<PupilMatch> {
  const byUpn = identity.upn === undefined ? null : await findPupilByUpn(store, identity.upn);
  const atSchool = byUpn?.memberships.some((membership) => membership.schoolUrn === schoolUrn) ? [byUpn] : [];
  // A number alone is not compared with names; with a name, whoever the name fits better must be seen too.
  const named = identity.forename !== undefined || identity.surname !== undefined;
  const byName =
    atSchool.length > 0 && !named ? [] : await listMatchCandidates(store, schoolUrn, matchKeys(identity));
  const candidates = [...atSchool, ...byName.filter((pupil) => pupil._id !== byUpn?._id)];
  return matchPupil({ ...identity, schoolUrn }, candidates.map(asCandidate));
}

/** A pupil as the matching wants one. */
export function asCandidate(pupil: PupilRecord): MatchCandidate {
  return {
    pupilId: pupil._id,
    upns: pupil.upns ?? [],
    forename: pupil.forename,
    surname: pupil.surname,
    ...(pupil.preferredName === undefined ? {} : { preferredName: pupil.preferredName }),
    ...(pupil.dateOfBirth === undefined ? {} : { dateOfBirth: pupil.dateOfBirth }),
    schoolUrns: pupil.memberships.map((membership) => membership.schoolUrn),
  };
}
