import type { Urn } from '../identifiers.ts';
import type { PupilHistory } from './history.ts';

/**
 * What some schools recorded of a child, and nothing that came from elsewhere or rests on the whole: for a school
 * that the child has left.
 */
export function recordsFrom(history: PupilHistory, schoolUrns: readonly Urn[]): PupilHistory {
  const ours = ({ schoolUrn }: { readonly schoolUrn?: Urn }): boolean =>
    schoolUrn !== undefined && schoolUrns.includes(schoolUrn);
  return {
    ...history,
    memberships: history.memberships.filter(ours),
    entries: history.entries.filter(ours),
    marks: history.marks.filter(ours),
    contacts: history.contacts.filter(ours),
    added: (history.added ?? []).filter(ours),
    corrections: [],
    siblings: [],
  };
}
