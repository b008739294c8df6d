import { openActions } from '../flags/decideFlag.ts';
import type { Flag, FlagAction, FlagEvent, FlagState, FlagTrack } from '../flags/flag.ts';
import { londonDate } from '../localDate.ts';
import type { ChildFacts, DecisionFacts, DecisionOutcome } from './digestFacts.ts';

/** Tracks that put a child among those to discuss; an attendance threshold or a move alone does not. */
const TRACKS: ReadonlySet<FlagTrack> = new Set(['cumulative', 'acute', 'unseen']);

/** Decisions that are no action, as what came of them. */
const OUTCOMES: Readonly<Partial<Record<FlagEvent, DecisionOutcome>>> = {
  acknowledge: 'acknowledged',
  dismiss: 'dismissed',
  close: 'closed',
  reopen: 'reopened',
};

/** Where people left the child’s flags, and what one of them last decided. */
export function decisionFacts(flags: readonly Flag[]): Pick<ChildFacts, 'flag' | 'lastDecision'> {
  const own = flags.filter(({ track }) => TRACKS.has(track));
  const flag = leastSettled(own);
  const decision = own
    .flatMap((one) => lastDecision(one) ?? [])
    .sort((a, b) => b.at.getTime() - a.at.getTime())[0];
  const open = own.flatMap((one) => openActions(one)).filter((action) => action !== decision?.action).length;
  return {
    ...(flag === undefined ? {} : { flag: { state: flag.state, since: londonDate(sinceOf(flag)) } }),
    ...(decision === undefined
      ? {}
      : { lastDecision: { ...decision.facts, ...(open === 0 ? {} : { othersOpen: open }) } }),
  };
}

const ORDER: readonly FlagState[] = ['open', 'acknowledged', 'actioned', 'dismissed', 'closed'];

/** The flag a person has still most to do about; the latest of several. One that closed by itself says nothing. */
function leastSettled(flags: readonly Flag[]): Flag | undefined {
  return flags
    .filter(({ history }) => history.at(-1)?.event !== 'subsided')
    .sort(
      (a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || b.since.getTime() - a.since.getTime(),
    )[0];
}

/** When a flag came into the state it is in. */
function sinceOf({ history, state, since }: Flag): Date {
  const inState = history.slice(history.findLastIndex((one) => one.state !== state) + 1);
  return inState[0]?.at ?? since;
}

interface Decided {
  readonly at: Date;
  readonly facts: DecisionFacts;
  readonly action?: FlagAction;
}

/** What was decided last of a flag; of an action, what it is and whether it was done. */
function lastDecision({ history, actions = [] }: Flag): Decided | undefined {
  const decided = history.filter(({ by }) => by !== undefined).at(-1);
  if (decided === undefined) return undefined;
  const action = actions.at(-1);
  if (action !== undefined && (decided.event === 'action' || decided.event === 'complete'))
    return { at: decided.at, action, facts: factsOfAction(action) };
  const { at, by = '', reason = '', event } = decided;
  const outcome = OUTCOMES[event];
  return outcome === undefined
    ? undefined
    : { at, facts: { what: reason.trim(), by, on: londonDate(at), outcome } };
}

function factsOfAction({ what, by, at, dueOn, done }: FlagAction): DecisionFacts {
  return {
    what,
    by,
    on: londonDate(at),
    outcome: done === undefined ? 'not-done' : 'done',
    ...(dueOn === undefined ? {} : { dueOn }),
    ...(done === undefined || done.outcome === what ? {} : { cameOfIt: done.outcome }),
  };
}
