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
  const { named: placed, below } = nameFrom(everybody, limits);
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
    nobody: detail.length > 0 ? null : nobodySentence(facts, limits),
    children: detail.map((one) => buildChildView(one, facts, limits)),
    lists: [
      list('Also to discuss', brief),
      list('Lower than last time', withChange('fallen')),
      list('Still on watch, no change', withChange('watched')),
      list('Dismissed or closed, nothing new since', withChange('settled')),
      { heading: 'Below the level shown here', note: below, lines: [] },
    ].filter(({ note, lines }) => note !== null || lines.length > 0),
  };
}

/** Those told by name: at the level asked for, and whoever has an entry serious by itself. The others are counted. */
export function nameFrom(
  everybody: readonly PlacedChild[],
  { fromLevel }: Pick<DigestLimits, 'fromLevel'>,
): { readonly named: readonly PlacedChild[]; readonly below: string | null } {
  const named = everybody.filter((one) => reaches(one, fromLevel));
  const count = everybody.filter(({ change }) => change !== 'unlisted').length - named.length;
  const sentence = `${writeCountOf(count, 'child is', 'children are')} on the list below ${fromLevel} and not named here`;
  return { named, below: fromLevel === 'watch' || count <= 0 ? null : asSentence(sentence) };
}

/** At the level asked for now, or lower now than it was there. */
function reaches({ child }: PlacedChild, fromLevel: DigestLimits['fromLevel']): boolean {
  const from = LEVEL_RANK[fromLevel];
  return (
    LEVEL_RANK[child.now.level] >= from ||
    LEVEL_RANK[child.before?.level ?? 'none'] >= from ||
    child.now.kinds.includes('acute')
  );
}

function nobodySentence(facts: DigestFacts, { fromLevel }: DigestLimits): string {
  return nothingArrived(facts)
    ? 'Nobody can be put forward from this week, because nothing arrived.'
    : `Nobody${fromLevel === 'watch' ? '' : ` at ${fromLevel} or above`} is new to the list, has moved up or remains high.`;
}
