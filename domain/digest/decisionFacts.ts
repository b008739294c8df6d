import type { Flag } from '../flags/flag.ts';
import { londonDate } from '../localDate.ts';
import type { ChildFacts, DecisionFacts } from './digestFacts.ts';

/** What was decided last of a flag; of an action, what it is and whether it was done. */
function lastDecision({ history, actions = [] }: Flag): DecisionFacts | undefined {
  const decided = history.filter(({ by, reason }) => by !== undefined && reason !== undefined).at(-1);
  if (decided === undefined) return undefined;
  const action = actions.at(-1);
  if (action !== undefined && (decided.event === 'action' || decided.event === 'complete'))
    return { what: action.what, by: action.by, on: londonDate(action.at), done: action.done !== undefined };
  return { what: decided.reason ?? '', by: decided.by ?? '', on: londonDate(decided.at) };
}

/** Where the child’s cumulative flag stands, and what a person last decided of it. */
export function decisionFacts(flags: readonly Flag[]): Pick<ChildFacts, 'flag' | 'lastDecision'> {
  const flag = flags.filter(({ track }) => track === 'cumulative').at(-1);
  if (flag === undefined) return {};
  const decision = lastDecision(flag);
  return {
    flag: { state: flag.state, since: londonDate(flag.since) },
    ...(decision === undefined ? {} : { lastDecision: decision }),
  };
}
