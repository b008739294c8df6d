import type { Session } from '../attendance/marks.ts';
import type { ContactMethod } from '../concern/history.ts';
import type { Upn, Urn } from '../identifiers.ts';
import type { LocalDate } from '../localDate.ts';

/**
 * What a school's body says, row by row, once read. Each data row ends in exactly one outcome: a value, or
 * every problem it has. Problems and warnings travel back to the sender and into logs, so they say what is
 * wrong and what is expected, and never repeat a name, a number of a child or any of the narrative.
 */

/** What a body is about: the last part of the webhook's address. */
export type Kind = 'incidents' | 'attendance' | 'pupils' | 'contacts';

export interface RowProblem {
  /** 1 for the first row of data; a CSV's header and blank lines are not counted. */
  readonly row: number;
  /** 1-based line of a CSV or NDJSON body on which the row begins. */
  readonly line?: number;
  /** The field as design documents name it, such as `pupil.upn` or `date_of_birth`; `row` for the whole row. */
  readonly field: string;
  readonly message: string;
}

export type RowOutcome<T> =
  | { readonly ok: true; readonly row: number; readonly value: T; readonly warnings: readonly RowProblem[] }
  | { readonly ok: false; readonly row: number; readonly problems: readonly RowProblem[] };

/** When something happened: an instant, or a London calendar day when no time was given. */
export type When =
  { readonly kind: 'instant'; readonly at: Date } | { readonly kind: 'day'; readonly date: LocalDate };

/** What a row says to identify a child. A UPN here has a check letter that verifies. */
export interface PupilIdentity {
  readonly upn?: Upn;
  readonly forename?: string;
  readonly surname?: string;
  readonly dateOfBirth?: LocalDate;
}

export interface IncidentAction {
  readonly what: string;
  readonly takenAt?: When;
  readonly by?: string;
}

export type IncidentRow = ReportedIncidentRow | WithdrawnIncidentRow;

export interface ReportedIncidentRow {
  readonly withdrawn: false;
  /** The source's own number for the incident, or a fingerprint of its content when the source has none. */
  readonly externalId: string;
  /** Absent when the row leaves it to the school the source belongs to. */
  readonly schoolUrn?: Urn;
  readonly pupil: PupilIdentity;
  readonly occurred: When;
  readonly recorded?: When;
  readonly category?: string;
  /** As written. */
  readonly narrative: string;
  readonly linkedUpns: readonly Upn[];
  readonly recordedBy?: string;
  readonly actions: readonly IncidentAction[];
}

/** The school takes an incident back; whatever else such a row says is of no account. */
export interface WithdrawnIncidentRow {
  readonly withdrawn: true;
  readonly externalId: string;
  readonly schoolUrn?: Urn;
}

export interface MarkRow {
  readonly upn: Upn;
  readonly date: LocalDate;
  readonly session: Session;
  /** Upper case, one or two characters; what it means is for domain/attendance to say. `-` is "no mark". */
  readonly code: string;
}

export interface PupilRow {
  readonly upn?: Upn;
  /** A temporary or earlier number the same child was known by. */
  readonly formerUpn?: Upn;
  readonly forename: string;
  readonly surname: string;
  readonly preferredName?: string;
  readonly formerSurname?: string;
  readonly dateOfBirth?: LocalDate;
  readonly yearGroup?: string;
  readonly schoolUrn?: Urn;
  readonly householdId?: string;
  readonly siblingUpns: readonly Upn[];
  readonly dateJoined?: LocalDate;
  readonly dateLeft?: LocalDate;
  readonly locality?: string;
  readonly addressKey?: string;
  readonly characteristics: PupilCharacteristics;
  /** What a transfer file tells of the time before, oldest as the file has it. */
  readonly earlierSchools?: readonly EarlierSchool[];
  readonly earlierAttendance?: readonly EarlierAttendance[];
  /** Who cares for the child, in the order in which the school turns to them. */
  readonly carers?: readonly Carer[];
}

/**
 * A contact of a child as a transfer file names them. Their numbers and addresses are left with the school's own
 * system: who is to be rung today is looked up there.
 */
export interface Carer {
  readonly name: string;
  /** As written: systems write their own codes, of which no list is published, or words. */
  readonly relationship?: string;
  /** Whether the school has them with parental responsibility; absent when it does not say. */
  readonly parentalResponsibility?: boolean;
}

/** A school a child was at, named as another system names it. */
export interface EarlierSchool {
  readonly name?: string;
  /** Local authority and establishment, seven digits. */
  readonly laEstab?: string;
  readonly joined?: LocalDate;
  readonly left?: LocalDate;
}

/** Sessions of a year at another school, as that school counted them. */
export interface EarlierAttendance {
  /** As written, such as `2026` for the year that ended then. */
  readonly year: string;
  readonly laEstab?: string;
  readonly possible: number;
  readonly attended: number;
  readonly authorised: number;
  readonly unauthorised: number;
}

/** Each is absent when the row does not say: silence is not a no. */
export interface PupilCharacteristics {
  readonly ehcp?: boolean;
  readonly fsm?: boolean;
  readonly senSupport?: boolean;
  readonly lookedAfter?: boolean;
  readonly childInNeed?: boolean;
  readonly childProtectionPlan?: boolean;
  readonly youngCarer?: boolean;
  readonly partTimeTimetable?: boolean;
}

export interface ContactRow {
  readonly upn: Upn;
  readonly at: When;
  readonly method: ContactMethod;
  readonly seen: boolean;
  readonly by?: string;
  readonly note?: string;
}

/** The row type of each kind of body. */
export interface RowOf {
  readonly incidents: IncidentRow;
  readonly attendance: MarkRow;
  readonly pupils: PupilRow;
  readonly contacts: ContactRow;
}

/** A body that could be opened, or the one reason why it could not. */
export type BodyReading<K extends Kind = Kind> =
  | {
      readonly ok: true;
      /** The encoding the text was in, such as `utf-8` or `windows-1252`. */
      readonly encoding: string;
      /** Of a table: each column of the header, with the field it is read as, if any. */
      readonly columns?: readonly { readonly column: string; readonly field?: string }[];
      /** Read as it is iterated, once. */
      readonly rows: Iterable<RowOutcome<RowOf[K]>>;
      /** What is to be said of the body as a whole (columns not used, totals skipped); complete after the rows. */
      readonly notes: () => readonly string[];
    }
  | { readonly ok: false; readonly problem: string };
