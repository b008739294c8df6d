import { isTemporaryUpn } from '../identifiers.ts';
import { AGREES, NEAR, PLAUSIBLE } from './compareNames.ts';
import type { MatchCandidate, PupilMatch } from './match.ts';
import { scoreCandidate, type Comparison, type SoughtPupil } from './scoreCandidate.ts';

/**
 * Which known pupil a row is about. An entry put on the wrong child's record harms two children, so a match
 * is made without a person only when nothing speaks against it:
 *
 * - by UPN, when one pupil holds it and the name does not contradict it (a brother's number is a common slip);
 * - by name and date of birth, when forename and surname are the same or near, the date of birth is the
 *   same, the school is the same, no other pupil could be meant, and no other UPN speaks against it.
 *
 * Twins and children of one name are told apart by what the row says or not at all: then a person decides.
 */

/** Who fits less than this is not worth a reviewer's time. */
const WORTH_SHOWING = 0.6;
const MOST_SHOWN = 5;

/**
 * Decides among candidates, which should be every pupil that shares one of `matchKeys(sought)`: a twin that
 * is not among them cannot be seen. The order of candidates does not matter.
 */
export function matchPupil(sought: SoughtPupil, candidates: readonly MatchCandidate[]): PupilMatch {
  const compared = candidates.map((candidate) => scoreCandidate(sought, candidate)).sort(byScore);
  const holders = compared.filter(({ sameUpn }) => sameUpn);
  if (holders.length > 0) return judgeHolders(holders, compared);

  const [first, ...others] = compared;
  if (first === undefined) return { kind: 'unknown' };
  if (isSafeByName(first) && !others.some(couldBeMeant) && !holdsAnotherUpn(sought, first)) {
    return { ...shown(first), kind: 'matched', how: 'name-and-birth' };
  }
  return uncertainAmong(compared.filter(isWorthShowing));
}

function judgeHolders(holders: readonly Comparison[], all: readonly Comparison[]): PupilMatch {
  const [holder, another] = holders;
  if (holder === undefined || another !== undefined) return uncertainAmong(holders);
  const rival = all.find((other) => other !== holder && fitsBetter(other, holder));
  if (rival === undefined && !isContradicted(holder)) {
    return { ...shown(holder), kind: 'matched', how: 'upn' };
  }
  return uncertainAmong(all.filter((one) => one === holder || isWorthShowing(one)));
}

/** The name or date of birth given with a UPN says it is somebody else's. */
function isContradicted({ forename, surname, birth }: Comparison): boolean {
  const forenameDiffers = forename !== undefined && forename < AGREES;
  const surnameDiffers = surname !== undefined && surname < AGREES;
  const birthDiffers = birth === 'different';
  if (forenameDiffers) return true;
  if (surnameDiffers) return birth !== 'same' && (birthDiffers || forename === undefined || forename < NEAR);
  return birthDiffers && (forename === undefined || surname === undefined);
}

/** Another pupil whose own name is the one given, where the holder of the UPN only resembles it. */
function fitsBetter(other: Comparison, holder: Comparison): boolean {
  if (other.birth !== 'same' && !(other.birth === 'not-known' && other.sameSchool)) return false;
  if (nameScore(other) < NEAR || other.forename === undefined || holder.forename === undefined) return false;
  return other.forename > holder.forename && nameScore(other) > nameScore(holder);
}

function isSafeByName({ forename, surname, birth, sameSchool }: Comparison): boolean {
  return birth === 'same' && sameSchool && (forename ?? 0) >= NEAR && (surname ?? 0) >= NEAR;
}

/** The name plausible and the date of birth not against it: a twin of like name, a namesake, a second record. */
function couldBeMeant(other: Comparison): boolean {
  return nameScore(other) >= PLAUSIBLE && other.birth !== 'different';
}

/** Two permanent numbers are two children until somebody says otherwise; a temporary one gives way to a permanent. */
function holdsAnotherUpn({ upn }: SoughtPupil, { candidate }: Comparison): boolean {
  if (upn === undefined || isTemporaryUpn(upn)) return false;
  return candidate.upns.some((held) => !isTemporaryUpn(held));
}

function nameScore({ forename, surname }: Comparison): number {
  return Math.min(forename ?? 0, surname ?? 0);
}

function isWorthShowing({ score, surname, forename }: Comparison): boolean {
  return score >= WORTH_SHOWING && Math.max(surname ?? 0, forename ?? 0) >= PLAUSIBLE;
}

function uncertainAmong(comparisons: readonly Comparison[]): PupilMatch {
  if (comparisons.length === 0) return { kind: 'unknown' };
  return { kind: 'uncertain', candidates: comparisons.slice(0, MOST_SHOWN).map(shown) };
}

function shown({ pupilId, score, why }: Comparison) {
  return { pupilId, score, why };
}

function byScore(a: Comparison, b: Comparison): number {
  return b.score - a.score || (a.pupilId < b.pupilId ? -1 : 1);
}
