import type { Contribution, FlagKind, Level } from '../concern/assessment.ts';
import type { LocalDate } from '../localDate.ts';

/**
 * A flag is a standing mark on a child with its reasons. Its states and the moves between them are data, so
 * that a move nobody meant cannot be written.
 */
export type FlagState = 'open' | 'acknowledged' | 'actioned' | 'dismissed' | 'closed';

/** What happens to a flag; a decision is a person's and has a name, most of them a reason. */
export type FlagEvent = 'raised' | 'level-changed' | 'reopened' | 'subsided' | FlagDecision;
export type FlagDecision = 'acknowledge' | 'action' | 'complete' | 'dismiss' | 'close' | 'reopen';

/** One track a flag stands on: cumulative and acute are apart, and each has its own life. */
export type FlagTrack = 'cumulative' | 'acute' | 'attendance' | 'unseen' | 'move';

/** Something other than an entry that a flag rests on; the same id is the same thing, settled once. */
export interface Sign {
  readonly id: string;
  /** Plain words, such as `persistently absent`. */
  readonly what: string;
}

/** What somebody said they would do about a flag, and whether it was done. */
export interface FlagAction {
  readonly what: string;
  /** By when; a day in London. */
  readonly dueOn?: LocalDate;
  readonly by: string;
  readonly at: Date;
  readonly done?: { readonly at: Date; readonly by: string; readonly outcome: string };
}

export interface FlagHistoryEntry {
  readonly at: Date;
  readonly event: FlagEvent;
  readonly state: FlagState;
  readonly level: Level;
  readonly score: number;
  /** Who decided; absent where the judgement itself did. */
  readonly by?: string;
  /** Who decided, by the id of their account. */
  readonly personId?: string;
  readonly reason?: string;
}

export interface Flag {
  /** Stable: the child, the track and the instant it was first raised. */
  readonly flagId: string;
  readonly pupilId: string;
  readonly track: FlagTrack;
  readonly kinds: readonly FlagKind[];
  readonly level: Level;
  readonly state: FlagState;
  readonly since: Date;
  readonly score: number;
  readonly contributions: readonly Contribution[];
  /** Entries it rests on now. */
  readonly entryIds: readonly string[];
  /** What of register, silence or move it rests on now. */
  readonly signs?: readonly Sign[];
  /** What it rested on when a person last dismissed, actioned or closed it: what is not among it is new. */
  readonly settledEntryIds: readonly string[];
  readonly settledSignIds?: readonly string[];
  /** Score and level when a person last settled it. */
  readonly settledScore?: number;
  readonly settledLevel?: Level;
  /** What is being done about it, first to last. */
  readonly actions?: readonly FlagAction[];
  /** Why it came back, in a sentence; set only on one that did. */
  readonly whatIsNew?: string;
  /** The entries that brought it back. */
  readonly newEntryIds?: readonly string[];
  readonly history: readonly FlagHistoryEntry[];
}

/** Where each decision may be taken, where it leads, and whether it needs a reason. */
export const FLAG_DECISIONS: Readonly<
  Record<
    FlagDecision,
    {
      readonly from: readonly FlagState[];
      readonly to: FlagState;
      readonly needsReason: boolean;
      readonly title: string;
    }
  >
> = {
  acknowledge: { from: ['open'], to: 'acknowledged', needsReason: false, title: 'Seen, being looked into' },
  action: {
    from: ['open', 'acknowledged', 'actioned'],
    to: 'actioned',
    needsReason: true,
    title: 'Action taken',
  },
  complete: { from: ['actioned'], to: 'actioned', needsReason: true, title: 'Action done' },
  reopen: { from: ['actioned', 'dismissed', 'closed'], to: 'open', needsReason: true, title: 'Opened again' },
  dismiss: { from: ['open', 'acknowledged'], to: 'dismissed', needsReason: true, title: 'Not a concern' },
  close: {
    from: ['open', 'acknowledged', 'actioned', 'dismissed'],
    to: 'closed',
    needsReason: true,
    title: 'Closed',
  },
};

/** States in which a flag is on somebody's list. */
export const STANDING_STATES: ReadonlySet<FlagState> = new Set(['open', 'acknowledged', 'actioned']);
