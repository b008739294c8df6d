import type { PupilIdentity } from '../formats/rows.ts';
import { swapDayAndMonth } from './compareBirth.ts';
import type { MatchCandidate } from './match.ts';
import { nameWords } from './nameWords.ts';
import { soundex } from './soundex.ts';

/**
 * Keys under which pupils are filed, so that those a row could be about are found without comparing it with
 * everybody: by UPN (`u:`), by day of birth and the same with day and month swapped (`b:`), and by the sound
 * of each word of the name, in whichever place it stands (`n:`). Two descriptions of one child share a key
 * unless UPN, date of birth and every word of the name all differ. The keys are personal data.
 */
export function matchKeys({ upn, forename, surname, dateOfBirth }: PupilIdentity): readonly string[] {
  return [
    ...new Set([
      ...(upn === undefined ? [] : [`u:${upn}`]),
      ...(dateOfBirth === undefined ? [] : [`b:${dateOfBirth}`, `b:${swapDayAndMonth(dateOfBirth)}`]),
      ...(surname === undefined ? [] : soundsOf(surname)),
      ...(forename === undefined ? [] : soundsOf(forename)),
    ]),
  ];
}

/** The keys a known pupil is filed under: those of every number and name they have had. */
export function candidateKeys(candidate: Omit<MatchCandidate, 'pupilId' | 'schoolUrns'>): readonly string[] {
  const { upns, forename, surname, preferredName, formerSurnames = [], dateOfBirth } = candidate;
  const names = [
    forename,
    surname,
    ...(preferredName === undefined ? [] : [preferredName]),
    ...formerSurnames,
  ];
  return [
    ...new Set([
      ...upns.map((upn) => `u:${upn}`),
      ...matchKeys(dateOfBirth === undefined ? {} : { dateOfBirth }),
      ...names.flatMap(soundsOf),
    ]),
  ];
}

function soundsOf(name: string): readonly string[] {
  return nameWords(name).map((word) => `n:${soundex(word)}`);
}
