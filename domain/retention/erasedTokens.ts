import type { PupilIdentity } from '../formats/rows.ts';
import type { Urn } from '../identifiers.ts';
import { nameWords } from '../matching/nameWords.ts';

/**
 * What an erased child's rows would be known by if a school sent them once more: the numbers, the name with the date
 * of birth, and each entry by itself. Only a keyed hash of these is kept (`store/retention/erasedKeys.ts`), so that
 * nobody can read from it who was erased; with the key one can ask of a row whether it was.
 */
export type ErasedToken = string;

/** A row's ways of saying who it is about; a name without a date of birth says too little. */
export function tokensOfIdentity({ upn, forename, surname, dateOfBirth }: PupilIdentity): ErasedToken[] {
  const named =
    forename === undefined || surname === undefined || dateOfBirth === undefined
      ? []
      : [`who:${nameWords(forename).join(' ')}|${nameWords(surname).join(' ')}|${dateOfBirth}`];
  return [...(upn === undefined ? [] : [`upn:${upn}`]), ...named];
}

/** An entry, by its id here. */
export function tokenOfIncident(incidentId: string): ErasedToken {
  return `incident:${incidentId}`;
}

/** A school's register of an academic year. */
export function tokenOfRegister(schoolUrn: Urn, academicYear: number): ErasedToken {
  return `register:${schoolUrn}:${academicYear}`;
}
