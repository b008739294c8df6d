import type { LocalDate } from '../localDate.ts';
import type { Urn } from '../identifiers.ts';
import type { Tagging } from '../tagging/tag.ts';
import type { MarksYear } from '../attendance/marks.ts';

/**
 * Everything that bears on one child, as the live system loads it from the store and as replay reads it
 * from files. Pure data: the functions beside it decide what it means as of a date.
 */
export interface PupilHistory {
  /** Opaque: the store's id in the live system, the UPN in replay. */
  readonly pupilId: string;
  readonly memberships: readonly Membership[];
  readonly characteristics: Characteristics;
  readonly entries: readonly IncidentEntry[];
  readonly marks: readonly MarksYear[];
  readonly contacts: readonly ContactEntry[];
  /** Confirmed members of the same household, each with what bears on the household's story. */
  readonly siblings: readonly SiblingHistory[];
}

/** A child's place at a school; a mid-year move is a second membership. */
export interface Membership {
  readonly schoolUrn: Urn;
  readonly joined?: LocalDate;
  readonly left?: LocalDate;
}

export interface Characteristics {
  readonly yearGroup?: string;
  readonly dateOfBirth?: LocalDate;
  readonly ehcp?: boolean;
  readonly senSupport?: boolean;
  readonly fsm?: boolean;
  readonly lookedAfter?: boolean;
  readonly childInNeed?: boolean;
  readonly childProtectionPlan?: boolean;
  readonly youngCarer?: boolean;
  readonly partTimeTimetable?: boolean;
}

/** Part the child played in an incident; a linked pupil whose part is unknown does not weigh like the subject. */
export type IncidentRole = 'subject' | 'linked-unknown' | 'hurt' | 'hurt-other' | 'witness';

/** One tagged incident as it bears on one child. */
export interface IncidentEntry {
  readonly entryId: string;
  readonly schoolUrn: Urn;
  readonly role: IncidentRole;
  readonly occurredAt: Date;
  /** When the school recorded it: from this instant on it may count. */
  readonly recordedAt: Date;
  readonly recordedBy?: string;
  /** The category as the source named it. */
  readonly category?: string;
  readonly narrative: string;
  readonly tagging: Tagging;
  /** Set when the school took the entry back: from this instant on it no longer counts. */
  readonly withdrawnAt?: Date;
}

export type ContactMethod = 'visit' | 'call' | 'video' | 'meeting';

/** An attempt to reach a child or family, and whether the child was seen. */
export interface ContactEntry {
  readonly at: Date;
  readonly method: ContactMethod;
  readonly seen: boolean;
  readonly by?: string;
  readonly note?: string;
}

export interface SiblingHistory {
  readonly pupilId: string;
  readonly entries: readonly IncidentEntry[];
}

/**
 * What is usual at a school, so that a child is compared with the school's own habits and the same weeks.
 * Keys are Mondays.
 */
export interface SchoolContext {
  readonly schoolUrn: Urn;
  /** Pupils on roll. */
  readonly roll: number;
  readonly weeks: Readonly<Record<LocalDate, SchoolWeek>>;
}

export interface SchoolWeek {
  /** Incidents recorded at the school in this week (each event once). */
  readonly incidentsRecorded: number;
  readonly sessionsPossible: number;
  readonly sessionsAbsent: number;
  readonly sessionsUnauthorised: number;
}
