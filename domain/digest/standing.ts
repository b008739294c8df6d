import type { Assessment } from '../concern/assessment.ts';
import type { ChildFacts, SchoolWeekFacts } from './digestFacts.ts';
import { LEVEL_RANK } from './sentences/writeLevel.ts';

/**
 * How a child's place on the list compares with the previous digest. `first` stands in the first ever digest, when
 * there is nothing to compare with; `watched` is unchanged at watch; `settled` was dismissed or closed by a person
 * and nothing new has come since; `unlisted` is on no list now or then.
 */
export type Change = 'first' | 'new' | 'risen' | 'still-high' | 'watched' | 'settled' | 'fallen' | 'unlisted';

export interface PlacedChild {
  readonly child: ChildFacts;
  readonly change: Change;
}

/** Changes that ask for a conversation, in the order they are told. */
export const TO_DISCUSS: readonly Change[] = ['first', 'new', 'risen', 'still-high'];

/**
 * Every child with how their place changed, in the order they are told: the urgent ones to discuss before all, then
 * by change, level and score. A reader called away after one minute has read what cannot wait.
 */
export function placeChildren(facts: SchoolWeekFacts): PlacedChild[] {
  const isFirst = facts.previousWeekStart === undefined;
  return facts.children.map((child) => ({ child, change: changeOf(child, isFirst) })).sort(inOrder);
}

function changeOf(child: ChildFacts, isFirst: boolean): Change {
  const now = LEVEL_RANK[child.now.level];
  const before = LEVEL_RANK[child.before?.level ?? 'none'];
  if (now === 0 && before === 0) return 'unlisted';
  if (now < before) return 'fallen';
  if (child.flag?.state === 'dismissed' || child.flag?.state === 'closed') return 'settled';
  if (isFirst && child.before === undefined) return 'first';
  if (before === 0) return 'new';
  if (now > before) return 'risen';
  return now >= LEVEL_RANK.concern ? 'still-high' : 'watched';
}

const ORDER: readonly Change[] = [...TO_DISCUSS, 'watched', 'settled', 'fallen', 'unlisted'];

function inOrder(a: PlacedChild, b: PlacedChild): number {
  return (
    Number(isUrgent(b)) - Number(isUrgent(a)) ||
    ORDER.indexOf(a.change) - ORDER.indexOf(b.change) ||
    byUrgency(a.child.now, b.child.now)
  );
}

function isUrgent({ child, change }: PlacedChild): boolean {
  return child.now.level === 'urgent' && TO_DISCUSS.includes(change);
}

/** Higher level first, then higher score; the id settles ties, so that the same facts give the same page. */
function byUrgency(a: Assessment, b: Assessment): number {
  return LEVEL_RANK[b.level] - LEVEL_RANK[a.level] || b.score - a.score || (a.pupilId < b.pupilId ? -1 : 1);
}

/**
 * Parts those to discuss into the ones told at length and the ones told in a line. Where there are too many, level
 * decides before change, so that an urgent child is never the one in a single line.
 * @param limit how many are told at length
 */
export function chooseForDetail(
  placed: readonly PlacedChild[],
  limit: number,
): { detail: PlacedChild[]; brief: PlacedChild[] } {
  const discuss = placed.filter(({ change }) => TO_DISCUSS.includes(change));
  const chosen = new Set(
    discuss
      .map((one, place) => ({ one, place }))
      .sort(
        (a, b) => LEVEL_RANK[b.one.child.now.level] - LEVEL_RANK[a.one.child.now.level] || a.place - b.place,
      )
      .slice(0, limit)
      .map(({ one }) => one),
  );
  return {
    detail: discuss.filter((one) => chosen.has(one)),
    brief: discuss.filter((one) => !chosen.has(one)),
  };
}
