import type { Role } from '../../domain/access/roles.ts';
import type { Viewer } from '../../domain/access/viewer.ts';
import type { Urn } from '../../domain/identifiers.ts';
import { A_SCHOOL_URN, ANOTHER_SCHOOL_URN } from './people.ts';

export const OWN_SCHOOL = A_SCHOOL_URN as Urn;
export const OTHER_SCHOOL = ANOTHER_SCHOOL_URN as Urn;

/** Somebody of a role at the first school; what matters to the test is given. */
export function aViewer(role: Role, given: Partial<Viewer> = {}): Viewer {
  return {
    personId: `per_${role}`,
    name: 'Ossian Merriwick',
    role,
    schoolUrns: role === 'admin' ? [] : [OWN_SCHOOL],
    narrativeUrns: [],
    pupilIds: [],
    ...given,
  };
}
