import type { ChildFacts } from '../digest/digestFacts.ts';
import { LEVEL_RANK } from '../digest/sentences/writeLevel.ts';
import { asSentence, joinWords, withCapital } from '../digest/sentences/joinWords.ts';
import { writeDate, writeInstant } from '../digest/sentences/writeDate.ts';
import { writeReason } from '../digest/sentences/writeReason.ts';
import { writeCountOf } from '../digest/sentences/writeCount.ts';
import { openActions } from '../flags/decideFlag.ts';
import type { Flag } from '../flags/flag.ts';
import { isToDiscuss } from '../flags/isToDiscuss.ts';
import type { LocalDate } from '../localDate.ts';
import { childLine, type ChildLine, type PupilLine } from './childLine.ts';
import { levelTag, stateTag } from '../timeline/flagView.ts';
import type { Tag, TimeView } from '../timeline/timelineView.ts';

/** A child on the list, as far as its reader may see it. */
export interface ListedFacts {
  readonly child: ChildFacts;
  readonly name: string;
  /** Year and, for who looks after several schools, the school. */
  readonly where: string;
  readonly flags: readonly Flag[];
}

/** What somebody's week is made from. */
export interface ThisWeekFacts {
  readonly today: LocalDate;
  /** The end of their visit before this one; absent at the first. */
  readonly since?: Date;
  readonly listed: readonly ListedFacts[];
  readonly newEntries: {
    readonly count: number;
    readonly entries: readonly {
      readonly pupilId: string;
      readonly name: string;
      readonly title: string;
      readonly date: LocalDate;
      readonly by: string;
    }[];
  } | null;
  readonly unseen: readonly PupilLine[];
  /** Children whose move asks something nobody has answered, or who wait for a place. */
  readonly moves: readonly PupilLine[];
  readonly heldRows: number | null;
  /** Children's files sent elsewhere whose receipt has taken longer than it may. */
  readonly lateReceipts: number;
  /** Subject access requests past their day, and those that are due within a week. */
  readonly subjectRequests: { readonly overdue: number; readonly soon: number };
}

export interface ThisWeekView {
  readonly waiting: readonly WaitingLine[];
  readonly heading: string;
  readonly children: readonly ListedView[];
  readonly more: string | null;
  /** Children on whom only a threshold of the register or a move stands; null for nobody. */
  readonly byRule: { readonly heading: string; readonly children: readonly ByRuleView[] } | null;
  readonly newHeading: string;
  readonly newEntries: readonly NewEntryView[] | null;
  readonly newMore: string | null;
  readonly unseen: readonly ChildLine[];
  readonly moves: readonly ChildLine[];
}

export interface WaitingLine {
  readonly text: string;
  readonly href: string | null;
}

export interface ListedView {
  readonly href: string;
  readonly name: string;
  readonly where: string;
  readonly tags: readonly Tag[];
  readonly reason: string;
  readonly isNew: boolean;
}

export interface ByRuleView {
  readonly href: string;
  readonly name: string;
  readonly where: string;
  readonly line: string;
}

export interface NewEntryView {
  readonly href: string;
  readonly name: string;
  readonly title: string;
  readonly when: TimeView;
  readonly by: string;
}

/** More would be a list to work through for a week, not to look at on a Monday. */
const MOST_LISTED = 60;

/** Who needs attention and why, what is new and what waits. */
export function buildThisWeek(facts: ThisWeekFacts): ThisWeekView {
  const { since, newEntries, unseen } = facts;
  const listed = facts.listed.filter(({ child }) => isToDiscuss(child.now));
  const inOrder = [...listed].sort((a, b) => inOrderOfNeed(a, b));
  return {
    waiting: waitingLines({ ...facts, listed }),
    heading:
      listed.length === 0
        ? 'Nobody to talk about'
        : withCapital(`${writeCountOf(listed.length, 'child', 'children')} to talk about`),
    children: inOrder.slice(0, MOST_LISTED).map((one) => listedView(one, facts)),
    more:
      inOrder.length > MOST_LISTED
        ? `${inOrder.length - MOST_LISTED} more are on watch: search finds each of them.`
        : null,
    byRule: byRuleView(facts.listed.filter(({ child }) => !isToDiscuss(child.now))),
    newHeading:
      since === undefined ? 'New in the last week' : `New since your last visit, on ${writeInstant(since)}`,
    newEntries:
      newEntries?.entries.map(({ pupilId, name, title, date, by }) => ({
        href: `/children/${pupilId}`,
        name,
        title,
        when: { iso: date, text: writeDate(date) },
        by,
      })) ?? null,
    newMore:
      newEntries !== null && newEntries.count > newEntries.entries.length
        ? `${newEntries.count - newEntries.entries.length} more, in the children’s records.`
        : null,
    unseen: unseen.map(childLine),
    moves: facts.moves.map(childLine),
  };
}

function listedView({ child, name, where, flags }: ListedFacts, { since, today }: ThisWeekFacts): ListedView {
  const states = new Set(flags.map(({ state }) => state));
  const state = states.has('open') ? 'open' : states.has('acknowledged') ? 'acknowledged' : 'actioned';
  return {
    href: `/children/${child.pupilId}`,
    name,
    where,
    tags: [levelTag(child.now.level), ...(state === 'open' ? [] : [stateTag(state)])],
    reason: [...flags.flatMap(cameBack), writeReason(child, today)].join(' '),
    isNew: since !== undefined && flags.some(({ since: raised }) => raised > since),
  };
}

/** Why a flag that somebody had settled is on the list again, until they have looked at it. */
function cameBack({ state, whatIsNew }: Flag): readonly string[] {
  return state === 'open' && whatIsNew !== undefined ? [`Back on the list: ${whatIsNew}.`] : [];
}

/** Children with nothing to talk about but what a rule of attendance or moving noticed, by name. */
function byRuleView(listed: readonly ListedFacts[]): ThisWeekView['byRule'] {
  if (listed.length === 0) return null;
  return {
    heading: withCapital(
      `${writeCountOf(listed.length, 'child', 'children')} on watch for attendance or a move alone`,
    ),
    children: [...listed]
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
      .map(({ child, name, where, flags }) => ({
        href: `/children/${child.pupilId}`,
        name,
        where,
        line: asSentence(joinWords(flags.flatMap(({ signs = [] }) => signs.map(({ what }) => what)))),
      })),
  };
}

/** Urgent before all, then what nobody has looked at yet, then by level and score. */
function inOrderOfNeed(a: ListedFacts, b: ListedFacts): number {
  const rank = ({ child }: ListedFacts): number => LEVEL_RANK[child.now.level];
  const seen = ({ flags }: ListedFacts): number => (flags.some(({ state }) => state === 'open') ? 0 : 1);
  return (
    rank(b) - rank(a) ||
    seen(a) - seen(b) ||
    b.child.now.score - a.child.now.score ||
    (a.child.pupilId < b.child.pupilId ? -1 : 1)
  );
}

function waitingLines({
  listed,
  heldRows,
  lateReceipts,
  subjectRequests,
  today,
}: ThisWeekFacts): WaitingLine[] {
  const undecided = listed.filter(({ flags }) => flags.some(({ state }) => state === 'open')).length;
  const overdue = listed.filter(({ flags }) =>
    flags.some((flag) => openActions(flag).some(({ dueOn }) => dueOn !== undefined && dueOn < today)),
  ).length;
  return [
    ...(undecided === 0
      ? []
      : [
          {
            text: `${writeCountOf(undecided, 'child has a flag', 'children have flags')} nobody has decided on`,
            href: '#list',
          },
        ]),
    ...(overdue === 0
      ? []
      : [
          {
            text: `${writeCountOf(overdue, 'child has an action', 'children have actions')} past due`,
            href: '#list',
          },
        ]),
    ...(heldRows === null || heldRows === 0
      ? []
      : [
          {
            text: `${writeCountOf(heldRows, 'row is', 'rows are')} held because it is not clear which child is meant`,
            href: '/review/pupils',
          },
        ]),
    ...(lateReceipts === 0
      ? []
      : [
          {
            text: `${writeCountOf(lateReceipts, 'file', 'files')} for another school without a receipt after five school days`,
            href: '/transfers',
          },
        ]),
    ...(subjectRequests.overdue === 0
      ? []
      : [
          {
            text: `${writeCountOf(subjectRequests.overdue, 'subject access request is', 'subject access requests are')} overdue`,
            href: '/subject-access',
          },
        ]),
    ...(subjectRequests.soon === 0
      ? []
      : [
          {
            text: `${writeCountOf(subjectRequests.soon, 'subject access request is', 'subject access requests are')} due within a week`,
            href: '/subject-access',
          },
        ]),
  ].map((line) => ({ ...line, text: withCapital(line.text) }));
}
