import type { Urn } from '../identifiers.ts';
import type { PupilIdentity } from '../formats/rows.ts';
import { compareBirth, type BirthLikeness } from './compareBirth.ts';
import { compareForenames, compareSurnames, type NameLikeness } from './compareNames.ts';
import type { MatchCandidate, ScoredCandidate } from './match.ts';

/** Whom a row is about, and the school it came from. */
export type SoughtPupil = PupilIdentity & { readonly schoolUrn: Urn };

/** A candidate with all that was compared, from which `matchPupil` judges what is safe. */
export interface Comparison extends ScoredCandidate {
  readonly candidate: MatchCandidate;
  /** 0 to 1 each; undefined where the row does not give the name. */
  readonly forename: number | undefined;
  readonly surname: number | undefined;
  readonly birth: BirthLikeness;
  readonly sameSchool: boolean;
  readonly sameUpn: boolean;
}

/**
 * What each part speaks for, adding up to 1: our own judgement. The date of birth parts children of one name
 * best, the surname says less than it seems where siblings share it, a school holds many of a name.
 */
const WEIGHTS = { forename: 0.25, surname: 0.3, birth: 0.35, school: 0.1 } as const;

const BIRTH_WORTH: Readonly<Record<BirthLikeness, number>> = {
  same: 1,
  'day-and-month-swapped': 0.8,
  'one-digit-different': 0.6,
  different: 0,
  'not-known': 0,
};

const BIRTH_WORDS: Readonly<Record<BirthLikeness, string>> = {
  same: 'date of birth the same',
  'day-and-month-swapped': 'day and month of birth swapped',
  'one-digit-different': 'one digit of the date of birth different',
  different: 'date of birth different',
  'not-known': 'date of birth not known',
};

/** Forename and surname in each other's place: as good as it looks, less a little. */
const TRANSPOSED_WORTH = 0.98;
const TRANSPOSED_WORDS = 'forename and surname in each other’s place';

/** Compares a sought pupil with one candidate, each part with its reason. */
export function scoreCandidate(sought: SoughtPupil, candidate: MatchCandidate): Comparison {
  const names = compareWhole(sought, candidate);
  const birth = compareBirth(sought.dateOfBirth, candidate.dateOfBirth);
  const sameSchool = candidate.schoolUrns.includes(sought.schoolUrn);
  const sameUpn = sought.upn !== undefined && candidate.upns.includes(sought.upn);
  const score =
    WEIGHTS.forename * (names.forename ?? 0) +
    WEIGHTS.surname * (names.surname ?? 0) +
    WEIGHTS.birth * BIRTH_WORTH[birth] +
    (sameSchool ? WEIGHTS.school : 0);
  return {
    pupilId: candidate.pupilId,
    candidate,
    forename: names.forename,
    surname: names.surname,
    birth,
    sameSchool,
    sameUpn,
    score: round(sameUpn ? Math.max(score, score / 2 + 0.5) : score),
    why: [
      ...(sameUpn ? ['UPN the same'] : []),
      ...names.why,
      BIRTH_WORDS[birth],
      sameSchool ? 'same school' : 'another school',
    ],
  };
}

interface WholeName {
  readonly forename: number | undefined;
  readonly surname: number | undefined;
  readonly why: readonly string[];
}

function compareWhole({ forename, surname }: PupilIdentity, candidate: MatchCandidate): WholeName {
  const straight = compareInPlace(forename, surname, candidate);
  if (forename === undefined || surname === undefined) return straight;
  const turned = compareInPlace(surname, forename, candidate);
  const turnedWorth = TRANSPOSED_WORTH * Math.min(turned.forename ?? 0, turned.surname ?? 0);
  if (turnedWorth <= Math.min(straight.forename ?? 0, straight.surname ?? 0)) return straight;
  return { forename: turnedWorth, surname: turnedWorth, why: [TRANSPOSED_WORDS] };
}

function compareInPlace(
  forename: string | undefined,
  surname: string | undefined,
  candidate: MatchCandidate,
): WholeName {
  const { preferredName, formerSurnames = [] } = candidate;
  const forenames = [candidate.forename, ...(preferredName === undefined ? [] : [preferredName])];
  const byForename = forename && best(forenames.map((held) => compareForenames(forename, held)));
  const current = surname && compareSurnames(surname, candidate.surname);
  const former = surname && best(formerSurnames.map((held) => compareSurnames(surname, held)));
  const wasFormer = (former || NONE).likeness > (current || NONE).likeness;
  const bySurname = wasFormer ? former : current;
  const why: string[] = [];
  if (byForename) why.push(`forename ${byForename.why}`);
  if (bySurname) why.push(`${wasFormer ? 'former surname' : 'surname'} ${bySurname.why}`);
  return {
    forename: byForename ? byForename.likeness : undefined,
    surname: bySurname ? bySurname.likeness : undefined,
    why,
  };
}

const NONE: NameLikeness = { likeness: 0, why: 'different' };

function best(likenesses: readonly NameLikeness[]): NameLikeness {
  return likenesses.reduce((top, one) => (one.likeness > top.likeness ? one : top), NONE);
}

function round(score: number): number {
  return Math.round(Math.min(1, score) * 1000) / 1000;
}
