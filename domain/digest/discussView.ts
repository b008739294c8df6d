import { buildChildLine, buildChildView } from './childView.ts';
import type { DigestFacts } from './digestFacts.ts';
import type { ChildrenBody, LinesView } from './digestView.ts';
import type { DigestLimits } from './digestWording.ts';
import { buildFallenLine } from './fallenLine.ts';
import { asSentence } from './sentences/joinWords.ts';
import { writeCountOf } from './sentences/writeCount.ts';
import { LEVEL_RANK } from './sentences/writeLevel.ts';
import { chooseForDetail, type Change, type PlacedChild } from './standing.ts';
import { nothingArrived } from './arrivals.ts';

/** The children to discuss at length, and the others in a line each; those below the level asked for are counted. */
export function buildDiscuss(
  facts: DigestFacts,
  everybody: readonly PlacedChild[],
  limits: DigestLimits,
): ChildrenBody {
  const placed = everybody.filter((one) => reaches(one, limits.fromLevel));
  const { detail, brief } = chooseForDetail(placed, limits.childrenInDetail);
  const withChange = (change: Change): PlacedChild[] => placed.filter((one) => one.change === change);
  const list = (heading: string, children: readonly PlacedChild[]): LinesView => ({
    heading,
    note: null,
    lines: children.map((one) =>
      one.change === 'fallen' ? buildFallenLine(one, facts) : buildChildLine(one, facts),
    ),
  });
  return {
    nobody: detail.length > 0 ? null : nobodySentence(facts),
    children: detail.map((one) => buildChildView(one, facts, limits)),
    lists: [
      list('Also to discuss', brief),
      list('Lower than last time', withChange('fallen')),
      list('Still on watch, no change', withChange('watched')),
      list('Dismissed or closed, nothing new since', withChange('settled')),
      countBelow(everybody, placed, limits),
    ].filter(({ note, lines }) => note !== null || lines.length > 0),
  };
}

/** At the level asked for now, or lower now than it was there. */
function reaches({ child }: PlacedChild, fromLevel: DigestLimits['fromLevel']): boolean {
  const from = LEVEL_RANK[fromLevel];
  return LEVEL_RANK[child.now.level] >= from || LEVEL_RANK[child.before?.level ?? 'none'] >= from;
}

function countBelow(
  everybody: readonly PlacedChild[],
  placed: readonly PlacedChild[],
  { fromLevel }: DigestLimits,
): LinesView {
  const count = everybody.filter(({ change }) => change !== 'unlisted').length - placed.length;
  const sentence = `${writeCountOf(count, 'child is', 'children are')} on the list below ${fromLevel} and not named here`;
  return {
    heading: 'Below the level shown here',
    note: fromLevel === 'watch' || count <= 0 ? null : asSentence(sentence),
    lines: [],
  };
}

function nobodySentence(facts: DigestFacts): string {
  return nothingArrived(facts)
    ? 'Nobody can be put forward from this week, because nothing arrived.'
    : 'Nobody is new to the list, has moved up or remains high.';
}
