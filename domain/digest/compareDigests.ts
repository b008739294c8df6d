import type { ChildView, DigestView } from './digestView.ts';

/** How two digests of one reader differ: who is told of at length in both, and who in one of them only, and which figures. */
export interface DigestComparison {
  readonly came: readonly string[];
  readonly went: readonly string[];
  readonly stayed: readonly { readonly name: string; readonly before: string; readonly now: string }[];
  /** Figures of the tables that are not what they were, named by table, row and column. */
  readonly figures: readonly { readonly name: string; readonly before: string; readonly now: string }[];
}

/** Holds a digest against an earlier one, child by child and figure by figure. */
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
    figures: compareFigures(figuresOf(earlier), figuresOf(later)),
  };
}

function compareFigures(
  before: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
): DigestComparison['figures'] {
  return [...now].flatMap(([name, text]) => {
    const then = before.get(name);
    return then === undefined || then === text ? [] : [{ name, before: then, now: text }];
  });
}

function figuresOf({ sections }: DigestView): Map<string, string> {
  const figures = new Map<string, string>();
  for (const section of sections) {
    if (section.kind !== 'table') continue;
    for (const { head, cells } of section.rows) {
      for (const [place, { text }] of cells.entries()) {
        const column = section.columns[place + 1]?.text;
        figures.set(`${section.heading}: ${head}${column === undefined ? '' : `, ${column}`}`, text);
      }
    }
  }
  return figures;
}

function childrenOf({ sections }: DigestView): readonly ChildView[] {
  return sections.flatMap((section) => (section.kind === 'children' ? section.children : []));
}

function standing({ level, score }: ChildView): string {
  return `${level.word.toLowerCase()}, ${score.total} points`;
}
