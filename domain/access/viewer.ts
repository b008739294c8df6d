import type { Urn } from '../identifiers.ts';
import { may, type Action } from './actions.ts';
import type { Role } from './roles.ts';

/** The person a page is for, as they stand at this request. */
export interface Viewer {
  readonly personId: string;
  readonly name: string;
  readonly role: Role;
  /** The schools they work for. An administrator has none and looks after all. */
  readonly schoolUrns: readonly Urn[];
  /** Of trust and council leads: those of their schools that agreed to share what staff wrote. */
  readonly narrativeUrns: readonly Urn[];
  /** Of pastoral staff: the children they were named for. */
  readonly pupilIds: readonly string[];
}

/**
 * Where somebody may do something: everywhere, at schools, for named children at schools, or nowhere.
 * A reach is narrowed in the query, never afterwards.
 */
export type Reach =
  | { readonly kind: 'everywhere' }
  | { readonly kind: 'schools'; readonly schoolUrns: readonly Urn[] }
  | { readonly kind: 'children'; readonly schoolUrns: readonly Urn[]; readonly pupilIds: readonly string[] }
  | { readonly kind: 'nowhere' };

const NOWHERE: Reach = { kind: 'nowhere' };

/** Actions on narratives; trust and council leads have them only where a school shares its narratives. */
const QUOTES_ENTRIES: ReadonlySet<Action> = new Set(['see-narratives', 'see-digests', 'export-records']);

/** Where a viewer may do something. */
export function reachOf(viewer: Viewer, action: Action): Reach {
  const { role, schoolUrns, narrativeUrns, pupilIds } = viewer;
  if (!may(role, action)) return NOWHERE;
  if (role === 'admin') return { kind: 'everywhere' };
  if (role === 'pastoral') return { kind: 'children', schoolUrns, pupilIds };
  if ((role === 'trust-lead' || role === 'council-lead') && QUOTES_ENTRIES.has(action)) {
    return { kind: 'schools', schoolUrns: schoolUrns.filter((urn) => narrativeUrns.includes(urn)) };
  }
  return { kind: 'schools', schoolUrns };
}

/** True when a viewer may do something at a school, for at least some of its children. */
export function mayAt(viewer: Viewer, action: Action, schoolUrn: Urn): boolean {
  const reach = reachOf(viewer, action);
  switch (reach.kind) {
    case 'everywhere':
      return true;
    case 'schools':
    case 'children':
      return reach.schoolUrns.includes(schoolUrn);
    case 'nowhere':
      return false;
  }
}
