import { londonDate, type LocalDate } from '../localDate.ts';
import type { Level } from '../concern/assessment.ts';
import { buildAttendanceView } from './attendanceView.ts';
import type { ChildFacts, SchoolWeekFacts, EntryFacts, FlagState, PersonName } from './digestFacts.ts';
import type { ChildView, EntryView, Label, LineView } from './digestView.ts';
import type { DigestLimits } from './digestWording.ts';
import { entriesShown } from './entriesShown.ts';
import { buildScoreView } from './scoreView.ts';
import { asSentence, withCapital } from './sentences/joinWords.ts';
import { writeCountOf } from './sentences/writeCount.ts';
import { writeDateBeside } from './sentences/writeDate.ts';
import { writeDecision } from './sentences/writeDecision.ts';
import { writeExcerpt } from './sentences/writeExcerpt.ts';
import { writeLevel } from './sentences/writeLevel.ts';
import { writePart } from './sentences/writePart.ts';
import { writeReason } from './sentences/writeReason.ts';
import { writeSiblings } from './sentences/writeSiblings.ts';
import type { Change, PlacedChild } from './standing.ts';

/** One child to discuss, at length. */
export function buildChildView(
  { child, change }: PlacedChild,
  facts: SchoolWeekFacts,
  limits: DigestLimits,
): ChildView {
  const shown = entriesShown(child, limits.entriesPerChild, facts.weekStart);
  return {
    pupilId: child.pupilId,
    name: writeName(child.name),
    year: writeYear(child.yearGroup),
    change: CHANGE_LABELS[change],
    level: levelLabel(child.now.level),
    standing: writeStanding(child, change),
    reason: writeReason(child, facts.weekEnd),
    entries: shown.map((entry) => buildEntryView(entry, facts.weekEnd, limits.excerptCharacters)),
    moreEntries: writeMoreEntries(child, shown.length),
    attendance: buildAttendanceView(child.attendanceWeeks),
    siblings: writeSiblings(child.siblings) ?? null,
    decision: decisionOf(child, change, facts.weekEnd),
    score: buildScoreView(child.now.contributions, (part) =>
      writePart(part, child.keyEntries, facts.weekEnd),
    ),
  };
}

/** One child in one line: who, how the place changed, and the same reason as at length. */
export function buildChildLine({ child, change }: PlacedChild, facts: SchoolWeekFacts): LineView {
  const label = CHANGE_LABELS[change].word.toLowerCase();
  const level = writeLevel(child.now.level);
  const place = change === 'watched' || change === 'settled' ? level : `${label}, ${level}`;
  const decided = change === 'settled' ? decisionOf(child, change, facts.weekEnd) : null;
  const left = decided ?? flagNote(child, facts.weekEnd);
  return {
    who: writeWho(child),
    what: [`${place}.`, writeReason(child, facts.weekEnd), left].filter((one) => one !== '').join(' '),
  };
}

/** Forename and surname as the school has them. */
export function writeName(name: PersonName): string {
  return `${name.forename} ${name.surname}`.trim();
}

/** `Marigold Testwick, Year 4`. */
export function writeWho(child: { readonly name: PersonName; readonly yearGroup?: string }): string {
  const year = writeYear(child.yearGroup);
  return year === null ? writeName(child.name) : `${writeName(child.name)}, ${year}`;
}

function writeYear(yearGroup: string | undefined): string | null {
  if (yearGroup === undefined || yearGroup.trim() === '') return null;
  const year = yearGroup.trim();
  if (/^\d{1,2}$/.test(year)) return `Year ${Number(year)}`;
  return /^r$/i.test(year) ? 'Reception' : year;
}

export const CHANGE_LABELS: Readonly<Record<Change, Label>> = {
  first: { word: 'On the list', tone: 'same' },
  new: { word: 'New', tone: 'new' },
  risen: { word: 'Risen', tone: 'risen' },
  'still-high': { word: 'Still high', tone: 'same' },
  watched: { word: 'No change', tone: 'same' },
  settled: { word: 'Settled', tone: 'same' },
  fallen: { word: 'Lower', tone: 'same' },
  unlisted: { word: 'Not on the list', tone: 'none' },
};

function levelLabel(level: Level): Label {
  const word = writeLevel(level);
  return { word: withCapital(word), tone: level };
}

function writeStanding(child: ChildFacts, change: Change): string {
  const parts = [];
  if (change === 'risen') parts.push(`up from ${writeLevel(child.before?.level ?? 'none')}`);
  if (change === 'still-high') parts.push('no change of level since the last digest');
  parts.push(
    child.entriesThisWeek === 0
      ? 'nothing new recorded this week'
      : `${writeCountOf(child.entriesThisWeek, 'entry', 'entries')} recorded this week`,
  );
  return asSentence(parts.join('; '));
}

const FLAG_WORDS: Readonly<Record<FlagState, string | undefined>> = {
  open: undefined,
  acknowledged: 'Acknowledged',
  actioned: 'Marked as acted on',
  dismissed: 'Dismissed',
  closed: 'Closed',
};

function flagNote({ flag }: ChildFacts, weekEnd: LocalDate): string {
  const word = flag === undefined ? undefined : FLAG_WORDS[flag.state];
  return flag === undefined || word === undefined
    ? ''
    : `${word} on ${writeDateBeside(flag.since, weekEnd)}.`;
}

/** A child new to the list was not discussed last time, so nothing need be said of a missing decision. */
function decisionOf(child: ChildFacts, change: Change, weekEnd: LocalDate): string | null {
  if (child.lastDecision !== undefined) return writeDecision(child.lastDecision, weekEnd);
  return change === 'risen' || change === 'still-high' ? 'Nothing is recorded as decided.' : null;
}

/**
 * One entry with the beginning of its narrative as written.
 * @param beside a day in its calendar year is written without the year
 */
export function buildEntryView(entry: EntryFacts, beside: LocalDate, excerptCharacters: number): EntryView {
  const day = londonDate(entry.occurredAt);
  const excerpt = entry.narrative === undefined ? '' : writeExcerpt(entry.narrative, excerptCharacters);
  return {
    entryId: entry.entryId,
    isoDate: day,
    date: writeDateBeside(day, beside),
    recordedBy: entry.recordedBy?.trim() ? entry.recordedBy.trim() : 'recorder not named',
    title: entry.title,
    excerpt: excerpt === '' ? null : excerpt,
  };
}

/** Entries behind the score that are not shown; a household's part rests on brothers' and sisters' entries. */
function writeMoreEntries(child: ChildFacts, shown: number): string | null {
  const own = child.now.contributions.filter((part) => !part.id.startsWith('household'));
  const behind = new Set(own.flatMap((part) => part.entryIds));
  child.keyEntries.forEach((entry) => behind.add(entry.entryId));
  const more = behind.size - shown;
  return more <= 0
    ? null
    : asSentence(`${writeCountOf(more, 'more entry', 'more entries')} in the chronology`);
}
