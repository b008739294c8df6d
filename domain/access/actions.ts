import type { Role } from './roles.ts';

/**
 * What each role may do. This table is the whole of it: pages ask it, the store's scope asks it, and the test of
 * every route and role asks it. Where somebody may do it is `reachOf`'s answer.
 *
 * Sources: KCSIE annex C for the DSL and deputy (the child protection file is theirs, others are told what they
 * need to know); the ICO's data sharing code for trusts and councils (a narrative is shared by a decision, not by
 * default); DfE cyber security standards for schools (least privilege, and administrators without records).
 */
export type Action =
  /** Names, year groups and schools of children. */
  | 'see-children'
  /** Entries as written, and everything that quotes them. */
  | 'see-narratives'
  /** Flags and scores with their reasons, without quoting entries. */
  | 'see-flags'
  | 'see-attendance'
  /** Contacts, actions and notes. */
  | 'add-records'
  /** Tags and households. */
  | 'correct'
  | 'decide-flags'
  /** Held rows, and saying what a school's categories mean. */
  | 'review-matches'
  /** Which of a school's categories nobody has said anything of. */
  | 'see-categories'
  /** When deliveries came and what became of their rows, without what is in them. */
  | 'see-deliveries'
  /** Digests that name children, whom they go to and when. */
  | 'see-digests'
  /** What was sent: digests in numbers, and those that name children for whoever sees these. */
  | 'see-digest-archive'
  /** Numbers of schools and localities, small ones suppressed. */
  | 'see-locality'
  /** Print, PDF and files with children's records. */
  | 'export-records'
  /** Sharing decisions, transfer to the next school, subject access. */
  | 'share-records'
  /** Retention: holds, what falls due, a school's own periods, and proposing what is to be erased. */
  | 'decide-retention'
  /** Being the second person, without whom nothing is erased. */
  | 'confirm-erasure'
  /** Periods with their sources, and the register of deletions; no child's name. */
  | 'see-retention'
  /** Which children pastoral staff see, and which narratives a trust or council. */
  | 'decide-access'
  | 'see-audit'
  | 'manage-schools'
  | 'manage-people'
  | 'manage-sources'
  | 'see-queues'
  /** One's own password, second factor and sessions. */
  | 'manage-own-account';

const OWN: readonly Action[] = ['manage-own-account'];

const READ: readonly Action[] = [
  'see-children',
  'see-narratives',
  'see-flags',
  'see-attendance',
  'see-digests',
  'see-digest-archive',
  'export-records',
];

const DSL: readonly Action[] = [
  ...OWN,
  ...READ,
  'add-records',
  'correct',
  'decide-flags',
  'review-matches',
  'see-categories',
  'see-deliveries',
  'see-locality',
  'share-records',
  'decide-retention',
  'confirm-erasure',
  'see-retention',
  'decide-access',
  'see-audit',
];

/** What the lead keeps when a deputy stands in. */
const LEADS_ALONE: readonly Action[] = ['decide-retention', 'decide-access', 'see-audit'];

const LOOKS_ACROSS: readonly Action[] = [...OWN, ...READ, 'see-locality'];

export const MAY: Readonly<Record<Role, ReadonlySet<Action>>> = {
  dsl: new Set(DSL),
  'deputy-dsl': new Set(DSL.filter((action) => !LEADS_ALONE.includes(action))),
  'safeguarding-lead': new Set(DSL),
  'trust-lead': new Set(LOOKS_ACROSS),
  'council-lead': new Set(LOOKS_ACROSS),
  pastoral: new Set([
    ...OWN,
    'see-children',
    'see-narratives',
    'see-flags',
    'see-attendance',
    'add-records',
  ] as const),
  'attendance-officer': new Set([...OWN, 'see-children', 'see-flags', 'see-attendance'] as const),
  technician: new Set([...OWN, 'see-deliveries'] as const),
  // Every school has a head: the second person where the lead has no deputy. They confirm without seeing a name.
  head: new Set([...OWN, 'see-locality', 'see-digest-archive', 'confirm-erasure', 'see-retention'] as const),
  governor: new Set([...OWN, 'see-locality', 'see-digest-archive'] as const),
  admin: new Set([
    ...OWN,
    'see-audit',
    'see-retention',
    'manage-schools',
    'manage-people',
    'manage-sources',
    'see-categories',
    'see-deliveries',
    'see-queues',
  ] as const),
};

/** True when the role may do it somewhere. */
export function may(role: Role, action: Action): boolean {
  return MAY[role].has(action);
}

/** True for roles that read what staff wrote about children or can have it destroyed: they sign in with a second factor. */
export function needsSecondFactor(role: Role): boolean {
  return may(role, 'see-narratives') || may(role, 'confirm-erasure') || may(role, 'manage-people');
}
