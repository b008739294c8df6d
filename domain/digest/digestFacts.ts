import type { UnseenChild } from '../attendance/unseenList.ts';
import type { Assessment, Level } from '../concern/assessment.ts';
import type { Characteristics } from '../concern/history.ts';
import type { Urn } from '../identifiers.ts';
import type { LocalDate } from '../localDate.ts';
import type { Effect, Severity } from '../severity.ts';
import type { ConcernCategory } from '../taxonomy.ts';
import type { DigestReader } from './digestReader.ts';

/**
 * Everything the digests of a school's week are made from, loaded by the digest worker. What is not in here is not
 * in the digest: `buildDigest` turns these facts into sentences and asks nobody else.
 */
export interface SchoolWeekFacts {
  readonly school: { readonly urn: Urn; readonly name: string };
  /** ISO week reported on, such as `2026-W46`. */
  readonly week: string;
  /** Monday of that week. */
  readonly weekStart: LocalDate;
  /** Sunday of that week. */
  readonly weekEnd: LocalDate;
  readonly generatedAt: Date;
  /** Children on roll at the end of the week. */
  readonly roll: number;
  /**
   * Every child at watch or above now or at the previous digest, every child unseen, and, where registers arrived, those
   * of whom nothing is known; each once.
   */
  readonly children: readonly ChildFacts[];
  /** Children who joined the school in this week. */
  readonly newAtSchool: readonly NewcomerFacts[];
  /** Entries recorded this week that speak of something going well, any child at the school. */
  readonly goodNews: readonly GoodNewsFacts[];
  /** What the school's systems sent in this week. */
  readonly arrivals: ArrivalFacts;
  /** Rows that could not be matched to a child and wait for a person, from any week. */
  readonly heldRows: readonly HeldRows[];
  /** Rows of this week that were refused. */
  readonly rejectedRows: readonly RejectedRows[];
  /** Registers of this week that did not arrive or arrived with gaps, oldest first; none for closed days. */
  readonly missingRegisters: readonly MissingRegister[];
  /** Monday of the week that the digest before this one was about; absent for the first ever. */
  readonly previousWeekStart?: LocalDate;
  /** True for a week in which the school was not open on any day. */
  readonly schoolClosed?: boolean;
}

/** Whom a digest is for, and how much it may say. */
export interface ReaderFacts {
  readonly reader: DigestReader;
  /** `initials`: initials and counts only, for e-mail that is not a safe place; `full`: names and excerpts. */
  readonly detail: DigestDetail;
  /** Base address of the web pages, without a trailing slash; absent where there are none to link to. */
  readonly link?: string;
}

/** One reader's digest of one school. */
export type DigestFacts = SchoolWeekFacts & ReaderFacts;

export type DigestDetail = 'full' | 'initials';

/** What one kind of delivery is called in a row count. */
export type RowKind = 'incidents' | 'attendance' | 'pupils' | 'contacts';

export interface PersonName {
  /** The name the child is called by. */
  readonly forename: string;
  readonly surname: string;
  /** Such as `AB`; two children may share them. */
  readonly initials: string;
}

/** One child who is or was on the list, or is unseen. */
export interface ChildFacts {
  readonly pupilId: string;
  readonly name: PersonName;
  /** As the school writes it: `4`, `Year 4`, `R`. */
  readonly yearGroup?: string;
  /** As of the end of the week reported on. */
  readonly now: Assessment;
  /** As of the previous digest; absent when there was none or the child had no evidence then. */
  readonly before?: Assessment;
  /** The entries of `now.keyEntryIds`, most telling first, then the others that contributions rest on. */
  readonly keyEntries: readonly EntryFacts[];
  /** Concern entries about this child recorded in the week reported on. */
  readonly entriesThisWeek: number;
  /** The last six to eight school weeks, oldest first; a week without a mark has `sessionsPossible` 0. */
  readonly attendanceWeeks: readonly AttendanceWeek[];
  readonly siblings: readonly SiblingFacts[];
  /** Where the child was before, where they joined this school within the last year. */
  readonly cameFrom?: { readonly schoolUrn: Urn; readonly joined: LocalDate };
  /** Of a child nobody has seen for a school week, or of whom that is not known: since when, and what was tried. */
  readonly unseen?: UnseenChild;
  readonly lastDecision?: DecisionFacts;
  /** How a person left what was raised, and since when it stands so. */
  readonly flag?: { readonly state: FlagState; readonly since: LocalDate };
}

export type FlagState = 'open' | 'acknowledged' | 'actioned' | 'dismissed' | 'closed';

/** One entry as the school recorded it. */
export interface EntryFacts {
  readonly entryId: string;
  /** Only the day is shown; an entry dated without a time is that day's midnight in London. */
  readonly occurredAt: Date;
  readonly recordedBy?: string;
  /** The category as the source named it. */
  readonly category?: string;
  /** As written; absent where the reader may not see it. */
  readonly narrative?: string;
  /** Short title in plain words, such as `Hungry at school`. */
  readonly title: string;
  readonly severity: Severity;
  readonly categories: readonly ConcernCategory[];
  readonly effect?: Effect;
}

/** One school week of a child's register, counted in sessions (half days). */
export interface AttendanceWeek {
  /** Monday. */
  readonly weekStart: LocalDate;
  readonly sessionsPossible: number;
  readonly sessionsAbsent: number;
  /** Part of `sessionsAbsent`. */
  readonly sessionsUnauthorised: number;
  readonly late: number;
}

export interface SiblingFacts {
  readonly pupilId: string;
  readonly initials: string;
  readonly schoolName: string;
  readonly atThisSchool: boolean;
  /** `none` where the sibling is on no list. */
  readonly level: Level;
}

/** What a person decided about this child when the list was last gone through. */
export interface DecisionFacts {
  /** In the person's words; empty where they gave none. */
  readonly what: string;
  readonly by: string;
  readonly on: LocalDate;
  readonly outcome: DecisionOutcome;
  /** By when an action was to be done. */
  readonly dueOn?: LocalDate;
  /** What came of an action that is done, in the person's words. */
  readonly cameOfIt?: string;
  /** Actions decided before it that nobody has said are done. */
  readonly othersOpen?: number;
}

/** Whether an action was done, or what was decided where it was no action. */
export type DecisionOutcome = 'done' | 'not-done' | 'acknowledged' | 'dismissed' | 'closed' | 'reopened';

export interface NewcomerFacts {
  readonly pupilId: string;
  readonly name: PersonName;
  readonly yearGroup?: string;
  readonly joined: LocalDate;
  /** What is held from the school before, where that school is known here. */
  readonly previousSchool?: {
    readonly name: string;
    readonly entries: number;
    readonly lastEntryOn?: LocalDate;
  };
  /** What the pupil data said of the child on arrival. */
  readonly characteristics: Characteristics;
  readonly level: Level;
}

export interface GoodNewsFacts {
  readonly pupilId: string;
  readonly name: PersonName;
  readonly yearGroup?: string;
  readonly entry: EntryFacts;
}

export interface ArrivalFacts {
  /** Entries recorded in the week. */
  readonly incidents: number;
  /** Entries of earlier weeks that came after the last digest was written. */
  readonly lateEntries?: number;
  /** Register marks, a child's half day each. */
  readonly marks: number;
  readonly deliveries: number;
}

/** Rows of one kind waiting for one reason. */
export interface HeldRows {
  readonly kind: RowKind;
  /** Plain words after a colon, naming nobody: `no child at the school has this UPN`. */
  readonly reason: string;
  readonly count: number;
  /** When the oldest of them arrived. */
  readonly since: LocalDate;
}

/** Rows of one kind refused for one fault in one field. */
export interface RejectedRows {
  readonly kind: RowKind;
  readonly field: string;
  /** Plain words that do not quote the row: `is not a date`. */
  readonly message: string;
  readonly count: number;
}

export interface MissingRegister {
  readonly date: LocalDate;
  readonly session: 'AM' | 'PM' | 'both';
  readonly pupilsWithoutMark: number;
  readonly pupilsExpected: number;
}

/** What a digest over several schools is made from; every one of them tells of the same week. */
export interface SeveralSchoolsFacts extends ReaderFacts {
  readonly week: string;
  readonly weekStart: LocalDate;
  readonly weekEnd: LocalDate;
  readonly generatedAt: Date;
  /** Name of the group of schools or the locality. */
  readonly about: string;
  /** In the order they are told, each once; at least one. */
  readonly schools: readonly SchoolWeekFacts[];
}
