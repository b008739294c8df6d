import { identityHash } from '../../domain/formats/contentHash.ts';
import type { PupilIdentity } from '../../domain/formats/rows.ts';
import type { Upn, Urn } from '../../domain/identifiers.ts';
import { groupBy } from '../../domain/groupBy.ts';
import type { MatchCandidate, PupilMatch } from '../../domain/matching/match.ts';
import { matchKeys } from '../../domain/matching/matchKeys.ts';
import { matchPupil } from '../../domain/matching/matchPupil.ts';
import type { FiledUnder } from '../../store/incidents.ts';
import { listMatchCandidates } from '../../store/matchCandidates.ts';
import { mapMatchDecisions } from '../../store/matchDecisions.ts';
import type { Store } from '../../store/openStore.ts';
import { mapPupilsByUpn, type PupilRecord } from '../../store/pupils.ts';

/** Whom a row is about, and what it is filed under when that is not simply the child. */
export interface Subject {
  readonly match: PupilMatch;
  readonly filedUnder?: FiledUnder;
}

/**
 * Whom the rows of one delivery are about: the child a person decided on for what the row says, the pupil with
 * its UPN, or the one whom its names and date of birth fit beyond doubt. A UPN known only at other schools is
 * not enough to write into a child's record. Each way of naming a child is looked up once a delivery.
 */
export interface SubjectFinder {
  readonly find: (identities: readonly PupilIdentity[]) => Promise<Subject[]>;
}

export function createSubjectFinder(store: Store, schoolUrn: Urn): SubjectFinder {
  const known = new Map<string, Subject>();
  return {
    async find(identities) {
      const told = identities.map(identityHash);
      const fresh = new Map<string, PupilIdentity>();
      for (const [i, identity] of identities.entries()) {
        const key = told[i] ?? '';
        if (!known.has(key)) fresh.set(key, identity);
      }
      for (const [key, subject] of await findAll(store, schoolUrn, fresh)) known.set(key, subject);
      return told.map((key) => known.get(key) ?? { match: { kind: 'unknown' } });
    },
  };
}

async function findAll(
  store: Store,
  schoolUrn: Urn,
  sought: ReadonlyMap<string, PupilIdentity>,
): Promise<Map<string, Subject>> {
  if (sought.size === 0) return new Map();
  const identities = [...sought.values()];
  const [decisions, byUpn] = await Promise.all([
    mapMatchDecisions(store, schoolUrn, [...sought.keys()]),
    mapPupilsByUpn(
      store,
      identities.flatMap(({ upn }) => (upn === undefined ? [] : [upn])),
    ),
  ]);
  const holderOf = ({ upn }: PupilIdentity): PupilRecord | undefined => {
    const holder = upn === undefined ? undefined : byUpn.get(upn);
    return holder?.memberships.some((membership) => membership.schoolUrn === schoolUrn) ? holder : undefined;
  };
  // A number alone is not compared with names; with a name, whoever the name fits better must be seen too.
  const compared = identities.filter((identity) => isNamed(identity) || holderOf(identity) === undefined);
  const keys = [...new Set(compared.flatMap(matchKeys))];
  const candidates = keys.length === 0 ? [] : await listMatchCandidates(store, schoolUrn, keys);
  const byKey = groupBy(
    candidates.flatMap((pupil) => pupil.matchKeys.map((key) => ({ key, pupil }))),
    ({ key }) => key,
  );
  return new Map(
    [...sought].map(([told, identity]) => {
      const decided = decisions.get(told);
      if (decided) {
        const match = { kind: 'matched', how: 'decision', pupilId: decided.pupilId, score: 1 } as const;
        return [told, { match: { ...match, why: ['a person said so'] }, filedUnder: decided._id }];
      }
      const holder = holderOf(identity);
      const alike =
        isNamed(identity) || !holder ? matchKeys(identity).flatMap((key) => byKey.get(key) ?? []) : [];
      const all = new Map(
        [...(holder ? [holder] : []), ...alike.map(({ pupil }) => pupil)].map((p) => [p._id, p]),
      );
      const match = matchPupil({ ...identity, schoolUrn }, [...all.values()].map(asCandidate));
      const pupil = match.kind === 'matched' ? all.get(match.pupilId) : undefined;
      return [told, { match, ...folderOf(pupil, identity.upn) }];
    }),
  );
}

function isNamed({ forename, surname }: PupilIdentity): boolean {
  return forename !== undefined || surname !== undefined;
}

/** What comes by the number of a merged record is filed under that record. */
export function folderOf(pupil: PupilRecord | undefined, upn: Upn | undefined): { filedUnder?: FiledUnder } {
  const origin = pupil?.absorbed?.find(({ upns }) => upn !== undefined && upns.includes(upn));
  return origin === undefined ? {} : { filedUnder: origin.pupilId };
}

/** A pupil as the matching wants one. */
export function asCandidate(pupil: PupilRecord): MatchCandidate {
  return {
    pupilId: pupil._id,
    upns: pupil.upns ?? [],
    forename: pupil.forename,
    surname: pupil.surname,
    ...(pupil.preferredName === undefined ? {} : { preferredName: pupil.preferredName }),
    ...(pupil.formerSurnames === undefined ? {} : { formerSurnames: pupil.formerSurnames }),
    ...(pupil.dateOfBirth === undefined ? {} : { dateOfBirth: pupil.dateOfBirth }),
    schoolUrns: pupil.memberships.map((membership) => membership.schoolUrn),
  };
}
