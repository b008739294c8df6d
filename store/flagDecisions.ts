import { decideFlag, type Decision, type DecisionProblem } from '../domain/flags/decideFlag.ts';
import type { Flag } from '../domain/flags/flag.ts';
import { amendFlags, listFlagsOfPupil } from './flags.ts';
import type { Store } from './openStore.ts';
import { findWholeFile } from './pupilsInScope.ts';
import type { Scope } from './scope.ts';

export type Decided =
  | { readonly kind: 'decided'; readonly flag: Flag }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'refused'; readonly problem: DecisionProblem };

/** What a reader decides of one flag; who they are comes from the scope. */
export type FlagDecisionRequest = Omit<Decision, 'by' | 'personId'> & {
  readonly pupilId: string;
  readonly flagId: string;
};

/** Keeps a person's decision on a flag, by name; again from the start when the flag changed meanwhile. */
export async function decideOnFlag(
  store: Store,
  scope: Scope,
  { pupilId, flagId, ...decision }: FlagDecisionRequest,
): Promise<Decided> {
  if (!(await findWholeFile(store, scope, 'decide-flags', pupilId))) return { kind: 'not-found' };
  const { personId, name } = scope.viewer;
  let decided: Decided = { kind: 'not-found' };
  await amendFlags(store, pupilId, (flags) => {
    decided = { kind: 'not-found' };
    return flags.map((flag) => {
      if (flag.flagId !== flagId) return flag;
      const result = decideFlag(flag, { ...decision, by: name, personId });
      decided = result.ok
        ? { kind: 'decided', flag: result.flag }
        : { kind: 'refused', problem: result.problem };
      return result.ok ? result.flag : flag;
    });
  });
  return decided;
}

/** Every flag a child has had, oldest first; none for a child whose flags the reader may not see. */
export async function listFlags(store: Store, scope: Scope, pupilId: string): Promise<readonly Flag[]> {
  if (!(await findWholeFile(store, scope, 'see-flags', pupilId))) return [];
  return listFlagsOfPupil(store, pupilId);
}
