import type { ChronologyEntry } from '../chronology/chronologyEntry.ts';
import type { Level } from '../concern/assessment.ts';
import { writeDate } from '../digest/sentences/writeDate.ts';
import { STANDING_STATES, type Flag, type FlagState, type FlagTrack } from '../flags/flag.ts';
import { withCapital } from '../digest/sentences/joinWords.ts';
import { londonDate, type LocalDate } from '../localDate.ts';
import type { FlagView, Tag } from './timelineView.ts';

export const TRACK_TITLES: Readonly<Record<FlagTrack, string>> = {
  cumulative: 'Many small things adding up',
  acute: 'An entry serious by itself',
  attendance: 'Attendance past a national threshold',
  unseen: 'Not seen lately',
  move: 'A change of school',
};

const LEVEL_TAGS: Readonly<Record<Level, Tag>> = {
  urgent: { word: 'Urgent', colour: 'red' },
  concern: { word: 'Concern', colour: 'orange' },
  watch: { word: 'Watch', colour: 'yellow' },
  none: { word: 'Not on the list', colour: 'grey' },
};

const STATE_TAGS: Readonly<Record<FlagState, Tag>> = {
  open: { word: 'Open', colour: 'blue' },
  acknowledged: { word: 'Being looked into', colour: 'blue' },
  actioned: { word: 'Action taken', colour: 'green' },
  dismissed: { word: 'Not a concern', colour: 'grey' },
  closed: { word: 'Closed', colour: 'grey' },
};

export function levelTag(level: Level): Tag {
  return LEVEL_TAGS[level];
}

export function stateTag(state: FlagState): Tag {
  return STATE_TAGS[state];
}

/**
 * Flags that stand, and those a person settled; those that subsided by themselves are history.
 * @param entries the child's chronology as far as its reader may see it
 */
export function buildFlagViews(
  flags: readonly Flag[],
  entries: readonly ChronologyEntry[],
  mayDecide: boolean,
): FlagView[] {
  const dateOf = new Map(entries.map(({ id, date }) => [id, date]));
  return flags
    .filter(({ state }) => STANDING_STATES.has(state) || state === 'dismissed')
    .sort((a, b) => b.since.getTime() - a.since.getTime())
    .map((flag) => buildFlagView(flag, dateOf, mayDecide));
}

/** What a flag rests on that is no part of the score. */
function reasonsOf(
  { track, kinds, signs = [], entryIds }: Flag,
  dateOf: ReadonlyMap<string, LocalDate>,
): readonly string[] {
  if (kinds.includes('household'))
    return ['Entries about brothers and sisters are what lifts it to this level'];
  if (track !== 'acute') return signs.map(({ what }) => withCapital(what));
  return entryIds.flatMap((entryId) => {
    const date = dateOf.get(entryId);
    return date === undefined ? [] : [`The entry of ${writeDate(date)}`];
  });
}

function buildFlagView(flag: Flag, dateOf: ReadonlyMap<string, LocalDate>, mayDecide: boolean): FlagView {
  const { flagId, track, level, state, since, whatIsNew, history, actions = [] } = flag;
  const decided = history.filter(({ by }) => by !== undefined).at(-1);
  const day = londonDate(since);
  return {
    flagId,
    title: TRACK_TITLES[track],
    level: LEVEL_TAGS[level],
    state: STATE_TAGS[state],
    since: { iso: day, text: writeDate(day) },
    reasons: reasonsOf(flag, dateOf),
    whatIsNew: state === 'open' ? (whatIsNew ?? null) : null,
    lastWord:
      decided === undefined
        ? null
        : `${decided.by ?? ''} on ${writeDate(londonDate(decided.at))}${decided.reason === undefined ? '' : `: ${decided.reason}`}`,
    actions: actions.map(({ what, dueOn, done, by }) =>
      done === undefined
        ? `${what} (${by}${dueOn === undefined ? '' : `, due ${writeDate(dueOn)}`})`
        : `Done: ${what} (${by}, ${writeDate(londonDate(done.at))})`,
    ),
    mayDecide,
  };
}
