import type { ChildView, DigestView } from './digestView.ts';

/** How two digests of one reader differ: who is told of at length in both, and who in one of them only. */
export interface DigestComparison {
  readonly came: readonly string[];
  readonly went: readonly string[];
  readonly stayed: readonly { readonly name: string; readonly before: string; readonly now: string }[];
}

/** Holds a digest against an earlier one, child by child. */
export function compareDigests(earlier: DigestView, later: DigestView): DigestComparison {
  const before = new Map(childrenOf(earlier).map((child) => [child.pupilId, child]));
  const now = new Map(childrenOf(later).map((child) => [child.pupilId, child]));
  return {
    came: [...now.values()].filter(({ pupilId }) => !before.has(pupilId)).map(({ name }) => name),
    went: [...before.values()].filter(({ pupilId }) => !now.has(pupilId)).map(({ name }) => name),
    stayed: [...now.values()].flatMap((child) => {
      const then = before.get(child.pupilId);
      return then === undefined ? [] : [{ name: child.name, before: standing(then), now: standing(child) }];
    }),
  };
}

function childrenOf({ sections }: DigestView): readonly ChildView[] {
  return sections.flatMap((section) => (section.kind === 'children' ? section.children : []));
}

function standing({ level, score }: ChildView): string {
  return `${level.word.toLowerCase()}, ${score.total} points`;
}
