import type { LocalDate } from '../localDate.ts';
import type { PlaceWait } from '../moves/placeWaits.ts';

/** How much a child's whole story asks for attention; `none` is below every list. */
export type Level = 'none' | 'watch' | 'concern' | 'urgent';

/** Which kinds of reason stand behind a level. */
export type FlagKind = 'cumulative' | 'acute' | 'attendance' | 'unseen' | 'household' | 'move';

/** A named part of the score. The contributions shown are the ones that were added. */
export interface Contribution {
  /** Stable name, such as `theme:harm-at-home` or `attendance-change`. */
  readonly id: string;
  /** Plain sentence for the reader. */
  readonly what: string;
  readonly points: number;
  /** Incidents this part rests on, most telling first. */
  readonly entryIds: readonly string[];
}

/** What is known of a child's attendance as of a date. Rates are shares of possible sessions, 0 to 1. */
export interface AttendanceSummary {
  readonly possibleYear: number;
  readonly absentYear: number;
  readonly unauthorisedYear: number;
  readonly lateYear: number;
  /** Sessions of illness (I) this academic year. */
  readonly illnessYear?: number;
  /** Sessions for which no mark was received: a rate says nothing about them. */
  readonly missingYear?: number;
  readonly possibleLastFourWeeks: number;
  readonly absentLastFourWeeks: number;
  readonly persistent: boolean;
  readonly severe: boolean;
  /** Unauthorised sessions in the last ten school weeks. */
  readonly unauthorisedTenWeeks: number;
  /** Plain facts worth a reader's eye, such as Monday absence in five of six weeks. */
  readonly remarks: readonly string[];
}

/** What is made of one child's history as of an instant. A sorting aid for a professional, never a prediction. */
export interface Assessment {
  readonly pupilId: string;
  readonly asOf: Date;
  readonly level: Level;
  readonly kinds: readonly FlagKind[];
  /** The level of the cumulative score alone. */
  readonly cumulativeLevel?: Level;
  /** The level of the acute alerts alone; `none` when there are none. */
  readonly acuteLevel?: Level;
  /** Sum of the contributions' points. */
  readonly score: number;
  readonly contributions: readonly Contribution[];
  /** The few entries that matter most, most telling first. */
  readonly keyEntryIds: readonly string[];
  /** Entries severe enough for an acute alert while it is new. */
  readonly acuteEntryIds: readonly string[];
  /** Entries of that severity that stand, however long ago. */
  readonly graveEntryIds?: readonly string[];
  /** The day of an in-year move that is still recent. */
  readonly movedOn?: LocalDate;
  /** What the child is waiting for: a place, an answer, a decision. */
  readonly waits?: readonly PlaceWait[];
  readonly attendance: AttendanceSummary | undefined;
  readonly unseen: UnseenState;
}

/**
 * When the child was last seen by anybody. `no-data` is a state of its own, never zero absence:
 * not on roll, or no register received.
 */
export type UnseenState =
  | {
      readonly kind: 'seen';
      readonly on: LocalDate;
      readonly daysSince: number;
      readonly schoolDaysSince: number;
    }
  | { readonly kind: 'never-seen'; readonly since: LocalDate; readonly schoolDaysSince: number }
  | { readonly kind: 'no-data'; readonly why: NoDataReason };

/** Why nothing can be said: each asks for something else to be done. */
export type NoDataReason = 'not-on-roll' | 'waiting-for-place' | 'register-not-received';
