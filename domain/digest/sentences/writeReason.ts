import type { Contribution } from '../../concern/assessment.ts';
import { themeOf } from '../../concern/themes.ts';
import { londonDate, type LocalDate } from '../../localDate.ts';
import { CONCERN_CATEGORIES, type ConcernCategory } from '../../taxonomy.ts';
import type { ChildFacts, EntryFacts } from '../digestFacts.ts';
import { aboutCategory } from './aboutCategory.ts';
import { asClause, asSentence, joinWords } from './joinWords.ts';
import { attendanceClause } from './writeAttendance.ts';
import { writeCount, writeCountOf } from './writeCount.ts';
import { writeDateBeside } from './writeDate.ts';
import { unseenClause } from './writeUnseen.ts';

/** Groups of entries a reason names; more would be a list, not a sentence. */
const ENTRY_GROUPS_NAMED = 2;

const HOUSEHOLD = 'entries about brothers and sisters tell of the same home';

/**
 * Why a child is on the list, in one plain sentence that tells entries and attendance together:
 * "Three entries about hunger, clothing or care at home since 4 October; Monday absence in five of six weeks."
 * @param weekEnd dates in its calendar year are written without their year
 */
export function writeReason(child: ChildFacts, weekEnd: LocalDate): string {
  const entries = new Map(child.keyEntries.map((entry) => [entry.entryId, entry]));
  const clauses = [
    acuteClause(child, entries, weekEnd),
    entryClauses(child, entries, weekEnd),
    child.now.kinds.includes('household') ? HOUSEHOLD : undefined,
    attendanceClause(child.now.attendance),
    child.now.kinds.includes('unseen') ? unseenClause(child.now.unseen) : undefined,
  ].filter((clause) => clause !== undefined && clause !== '');
  if (clauses.length > 0) return asSentence(clauses.join('; '));
  const strongest = strongestFirst(child.now.contributions)[0];
  return strongest === undefined ? 'No reason was recorded: please tell us.' : asSentence(strongest.what);
}

function acuteClause(
  child: ChildFacts,
  entries: ReadonlyMap<string, EntryFacts>,
  weekEnd: LocalDate,
): string | undefined {
  const [first, ...others] = child.now.acuteEntryIds;
  if (first === undefined) return undefined;
  if (others.length > 0) {
    return `${writeCountOf(others.length + 1, 'entry', 'entries')} each serious enough to act on by itself`;
  }
  const entry = entries.get(first);
  const when = entry === undefined ? '' : ` of ${writeDateBeside(londonDate(entry.occurredAt), weekEnd)}`;
  return `the entry${when} is serious enough to act on by itself`;
}

/** Worrying parts, most telling first; parts about a theme where there are any, since the others repeat their entries. */
function strongestFirst(contributions: readonly Contribution[]): Contribution[] {
  const worrying = contributions
    .filter((part) => part.points > 0)
    .sort((a, b) => b.points - a.points || (a.id < b.id ? -1 : 1));
  const themes = worrying.filter((part) => part.id.startsWith('theme:'));
  return themes.length > 0 ? themes : worrying;
}

/** The strongest groups of entries, none told twice: a group already told, or about the same, is left out. */
function entryClauses(
  child: ChildFacts,
  entries: ReadonlyMap<string, EntryFacts>,
  weekEnd: LocalDate,
): string | undefined {
  const told = new Set<ConcernCategory>();
  const clauses: string[] = [];
  for (const part of strongestFirst(child.now.contributions)) {
    if (clauses.length === ENTRY_GROUPS_NAMED) break;
    if (part.entryIds.length === 0) continue;
    const known = part.entryIds.flatMap((id) => entries.get(id) ?? []);
    const about = mostCommonCategory(known, part);
    if (about === undefined) {
      clauses.push(asClause(part.what));
    } else if (!told.has(about)) {
      told.add(about);
      clauses.push(entryClause(part, known, { about, weekEnd }));
    }
  }
  const parts = clauses.some((clause) => clause.includes(', '));
  return clauses.length === 0 ? undefined : parts ? clauses.join('; ') : joinWords(clauses);
}

/** Counts entries about one thing. Where not every entry was loaded, claims only what the loaded ones show. */
function entryClause(
  part: Contribution,
  known: readonly EntryFacts[],
  { about, weekEnd }: { about: ConcernCategory; weekEnd: LocalDate },
): string {
  const days = known
    .filter((entry) => entry.categories.includes(about))
    .map((entry) => londonDate(entry.occurredAt))
    .sort();
  const first = writeDateBeside(days[0] ?? weekEnd, weekEnd);
  const last = writeDateBeside(days[days.length - 1] ?? weekEnd, weekEnd);
  const subject = aboutCategory(about);
  if (known.length < part.entryIds.length) {
    const all = writeCountOf(part.entryIds.length, 'entry', 'entries');
    const some =
      days.length === 1
        ? `one about ${subject} on ${last}`
        : `${writeCount(days.length)} about ${subject} since ${first}`;
    return `${all}, among them ${some}`;
  }
  if (days.length < known.length) {
    const all = known.map((entry) => londonDate(entry.occurredAt)).sort();
    const since = writeDateBeside(all[0] ?? weekEnd, weekEnd);
    return `${writeCountOf(known.length, 'entry', 'entries')} since ${since}, ${writeCount(days.length)} of them about ${subject}`;
  }
  const what = `${writeCountOf(days.length, 'entry', 'entries')} about ${subject}`;
  return first === last ? `${what} on ${first}` : `${what} since ${first}`;
}

/**
 * The category most of the entries share, undefined where they have none; ties in the order of the taxonomy. Of a part
 * about a theme it is one of that theme where there is any: an entry may tell of other things besides.
 */
function mostCommonCategory(
  entries: readonly EntryFacts[],
  { id }: Pick<Contribution, 'id'>,
): ConcernCategory | undefined {
  const ofTheme = CONCERN_CATEGORIES.filter((category) => id === `theme:${themeOf(category)}`);
  return mostCommonOf(ofTheme, entries) ?? mostCommonOf(CONCERN_CATEGORIES, entries);
}

function mostCommonOf(
  categories: readonly ConcernCategory[],
  entries: readonly EntryFacts[],
): ConcernCategory | undefined {
  let best: { category: ConcernCategory; count: number } | undefined;
  for (const category of categories) {
    const count = entries.filter((entry) => entry.categories.includes(category)).length;
    if (count > (best?.count ?? 0)) best = { category, count };
  }
  return best?.category;
}
