import type { PupilRow } from '../../domain/formats/rows.ts';
import type { Upn, Urn } from '../../domain/identifiers.ts';
import { matchKeys } from '../../domain/matching/matchKeys.ts';
import type { PupilRecord } from '../../store/pupils.ts';
import type { ChangedPupil } from '../../store/writePupils.ts';

/** The pupils that some rows can mean, as the rows before have left them. */
export interface Roll {
  readonly withUpn: (upn: Upn | undefined) => PupilRecord | undefined;
  /** Those of a school with exactly the row's names and date of birth (or none). */
  readonly namesakesOf: (row: PupilRow, schoolUrn: Urn) => PupilRecord[];
  readonly put: (pupil: PupilRecord) => void;
  /** What is to be written: each pupil once, however many rows changed it. */
  readonly changed: () => ChangedPupil[];
}

export function openRoll(known: readonly PupilRecord[]): Roll {
  const stored = new Map(known.map((pupil) => [pupil._id, pupil]));
  const current = new Map(stored);
  const byUpn = new Map<Upn, string>();
  const bySurname = new Map<string, Set<string>>();

  function file({ _id, upns = [], surname }: PupilRecord): void {
    for (const upn of upns) byUpn.set(upn, _id);
    bySurname.set(surname, (bySurname.get(surname) ?? new Set()).add(_id));
  }

  for (const pupil of known) file(pupil);
  return {
    withUpn(upn) {
      const id = upn === undefined ? undefined : byUpn.get(upn);
      return id === undefined ? undefined : current.get(id);
    },
    namesakesOf({ forename, surname, dateOfBirth }, schoolUrn) {
      const [sound = ''] = matchKeys({ surname });
      return [...(bySurname.get(surname) ?? [])].flatMap((id) => {
        const pupil = current.get(id);
        const same =
          pupil?.surname === surname &&
          pupil.forename === forename &&
          pupil.dateOfBirth === dateOfBirth &&
          pupil.matchKeys.includes(sound) &&
          pupil.memberships.some((membership) => membership.schoolUrn === schoolUrn);
        return same ? [pupil] : [];
      });
    },
    put(pupil) {
      current.set(pupil._id, pupil);
      file(pupil);
    },
    changed: () =>
      [...current.values()].flatMap((after) => {
        const before = stored.get(after._id);
        return before === after ? [] : [{ ...(before && { before }), after }];
      }),
  };
}
