import type { ChildEvent } from '../childEvents/childEvent.ts';
import type { LocalDate } from '../localDate.ts';
import type { Urn } from '../identifiers.ts';
import type { Term } from '../moves/schoolDays.ts';
import type { ConcernCategory, Theme } from '../taxonomy.ts';
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
  /** What people added: notes, actions, referrals, plans and the like, as they stood at the instant looked at. */
  readonly added?: readonly ChildEvent[];
  /** Days on which the child’s present or last school is open. */
  readonly terms?: readonly Term[];
  /** What people have put right in how the history is weighed. */
  readonly corrections?: readonly Correction[];
}

/** A person's word on how the history is weighed; it holds from `at` until it is undone, and is kept with its reason. */
export type Correction = { readonly correctionId?: string; readonly undoneAt?: Date } & (
  | {
      readonly kind: 'entry-weight';
      readonly entryId: string;
      /** 0 leaves the entry out, 1 is its usual weight. */
      readonly factor: number;
      readonly at: Date;
      readonly by: string;
      readonly reason: string;
    }
  | {
      readonly kind: 'theme-closed';
      readonly theme: Theme;
      /** What happened up to this instant no longer counts under the theme; what follows does. */
      readonly at: Date;
      readonly by: string;
      readonly reason: string;
    }
);

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
  /** Where an entry was revised, each content of it is an entry of its own; absent on the first. */
  readonly versionId?: string;
  readonly schoolUrn: Urn;
  readonly role: IncidentRole;
  readonly occurredAt: Date;
  /** When the school recorded it (or, for a revision, revised it): from this instant on it may count. */
  readonly recordedAt: Date;
  readonly recordedBy?: string;
  /** The category as the source named it. */
  readonly category?: string;
  readonly narrative: string;
  readonly tagging: Tagging;
  /** Set when the school took the entry back or revised it: from this instant on this content no longer counts. */
  readonly withdrawnAt?: Date;
  /** What was done about it, as the school wrote it down. */
  readonly actions?: readonly ActionTaken[];
}

export interface ActionTaken {
  readonly what: string;
  readonly by?: string;
  readonly takenAt?: Date;
}

export type ContactMethod = 'visit' | 'call' | 'video' | 'meeting';

/** An attempt to reach a child or family, and whether the child was seen. */
export interface ContactEntry {
  readonly at: Date;
  readonly method: ContactMethod;
  readonly seen: boolean;
  readonly by?: string;
  readonly note?: string;
  /** Since when it is known here, where that is later than it happened. */
  readonly recordedAt?: Date;
  readonly schoolUrn?: Urn;
  /** Set where a person added it by hand. */
  readonly eventId?: string;
}

export interface SiblingHistory {
  readonly pupilId: string;
  /** Places at schools, where known: whose habit of recording the sibling is compared with. */
  readonly memberships?: readonly Membership[];
  readonly entries: readonly IncidentEntry[];
  readonly corrections?: readonly Correction[];
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
  /**
   * Of the incidents recorded this week within four weeks of happening: how many assert each concern at
   * severity 1 or more. Without it the school is taken to have the usual mix.
   */
  readonly concerns?: Readonly<Partial<Record<ConcernCategory, number>>>;
  /** Of the same incidents: how many assert nothing but everyday matters (`isRoutine`). */
  readonly routine?: number;
  /**
   * Incidents recorded this week that had happened more than four weeks before (late, or a history brought
   * in at one go), by the Monday of the week they happened in. They are counted in `incidentsRecorded` too.
   */
  readonly backfilled?: Readonly<Record<LocalDate, BackfilledWeek>>;
}

/** Incidents of one past week that reached the record late. */
export interface BackfilledWeek {
  readonly incidents: number;
  readonly routine: number;
  readonly concerns: Readonly<Partial<Record<ConcernCategory, number>>>;
}
