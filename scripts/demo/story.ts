import type { ContactMethod } from '../../domain/concern/history.ts';
import type { Session } from '../../domain/attendance/marks.ts';
import type { Phase } from './locality.ts';
import type { Gender } from './material/names.ts';
import type { Needs } from './demoPupil.ts';

/**
 * A hand-written story: a few children of one household and what staff wrote about them. Times are told in
 * school weeks before the last one, so that a story is as fresh on any day the demo is made.
 */
export interface Story {
  readonly id: string;
  readonly surname: string;
  readonly fsm: boolean;
  readonly children: readonly StoryChild[];
  readonly entries: readonly StoryEntry[];
  readonly marks: readonly StoryMarks[];
  readonly contacts: readonly StoryContact[];
}

export interface StoryChild {
  /** Names the child inside the demo; unlike any other child's. */
  readonly key: string;
  readonly forename: string;
  readonly gender: Gender;
  readonly year: number;
  readonly phase: Phase;
  readonly needs: Needs;
  /** The school the child left, and the school week of the move (the new school from its Monday). */
  readonly movedFrom?: { readonly phase: Phase; readonly weeksAgo: number };
}

/** When in the story: school weeks before the last one (0 to 18), the weekday (1 Monday to 5 Friday) and clock. */
export interface StoryMoment {
  readonly weeksAgo: number;
  readonly weekday: number;
  readonly time: string;
}

export interface StoryEntry extends StoryMoment {
  readonly child: string;
  readonly category: string;
  /** The recorder, by name as in the school's staff list. */
  readonly by: string;
  readonly text: string;
  /** Minutes from the event to its being logged; half an hour when not said. */
  readonly loggedAfterMinutes?: number;
  readonly linked?: readonly string[];
  readonly actions?: readonly { readonly what: string; readonly by: string }[];
}

/** Marks that replace the child's ordinary ones between two school weeks, both included. */
export interface StoryMarks {
  readonly child: string;
  readonly fromWeeksAgo: number;
  readonly toWeeksAgo: number;
  /** 1 Monday to 5 Friday. */
  readonly weekdays: readonly number[];
  readonly sessions: readonly Session[];
  readonly code: string;
  /** Share of the sessions named that take the code, 0 to 1. */
  readonly share: number;
}

export interface StoryContact extends StoryMoment {
  readonly child: string;
  readonly method: ContactMethod;
  readonly seen: boolean;
  readonly by: string;
  readonly note: string;
}
