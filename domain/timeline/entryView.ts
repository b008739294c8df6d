import type { ChronologyEntry, ChronologyKind } from '../chronology/chronologyEntry.ts';
import { THEME_TITLES } from '../concern/themes.ts';
import { writeDate, writeInstant } from '../digest/sentences/writeDate.ts';
import { daysBetween, londonDate, type LocalDate } from '../localDate.ts';
import type { EntryMatch } from '../search/matchEntry.ts';
import { markText, type TextPiece } from '../search/snippet.ts';
import type { Effect, Severity } from '../severity.ts';
import type { Tagging } from '../tagging/tag.ts';
import { textsOf, type FilteredEntry } from './timelineFilters.ts';
import type { EntryView, Tag } from './timelineView.ts';

/** An entry of the child, or of a brother or sister merged in. */
export interface TimelineEntry extends ChronologyEntry {
  readonly ofSibling?: string;
}

const SEVERITY_TAGS: Readonly<Record<Severity, Tag>> = {
  0: { word: 'No concern', colour: 'grey' },
  1: { word: 'Low', colour: 'blue' },
  2: { word: 'Moderate', colour: 'yellow' },
  3: { word: 'High', colour: 'orange' },
  4: { word: 'Immediate risk', colour: 'red' },
};

/** What each kind of entry is called. */
export const KIND_TITLES: Readonly<Record<ChronologyKind, string>> = {
  incident: 'Logged',
  attendance: 'Attendance',
  contact: 'Contact',
  move: 'Change of school',
  referral: 'Referral',
  plan: 'Plan',
  intervention: 'Intervention',
  action: 'Action',
  note: 'Note',
  decision: 'Decision',
  gap: 'Gap',
};

/** What an entry's effect is called in a chronology. */
export const EFFECT_WORDS: Readonly<Record<Effect, string>> = {
  worrying: 'Worrying',
  neutral: 'Neutral',
  protective: 'Protective',
};

/** Logging later than this after it happened is told. */
const LATE_DAYS = 2;

/**
 * An entry as the timeline shows it.
 * @param editing where the reader may put something right
 */
export function buildEntryView(
  { entry, match }: FilteredEntry<TimelineEntry>,
  editing: { readonly pupilId: string; readonly correct: boolean; readonly add: boolean },
): EntryView {
  const { id, kind, date, until, by, theme, effect, incident, source, weight, ofSibling } = entry;
  const own = ofSibling === undefined;
  const marked = markedTexts(entry, match);
  return {
    id,
    anchor: anchorOf(id),
    title: marked(1),
    when: { iso: date, text: writeDate(date) },
    until: until === undefined ? null : { iso: until, text: writeDate(until) },
    byline: bylineOf(by, incident?.recordedAt, date),
    who: ofSibling ?? null,
    tags: [
      ...(incident === undefined || effect === 'protective' ? [] : [severityTag(incident.tagging)]),
      ...(effect === 'protective' ? [{ word: 'Protective', colour: 'green' } as const] : []),
      ...(theme === undefined ? [] : [{ word: THEME_TITLES[theme], colour: 'purple' } as const]),
      ...(incident === undefined ? [{ word: KIND_TITLES[kind], colour: 'grey' } as const] : []),
    ],
    text: marked(0),
    facts: [
      { what: 'Action taken', value: marked(2) },
      { what: 'Outcome', value: marked(3) },
      { what: 'Logged under', value: marked(4) },
    ].filter(({ value }) => value.length > 0),
    weight: weight === 0 ? null : `${weight.toFixed(1)} points`,
    reasons: entry.reasons,
    correctHref:
      own && kind === 'incident' && editing.correct ? `/children/${editing.pupilId}/entries/${id}` : null,
    amendHref:
      own && source?.kind === 'added' && editing.add
        ? `/children/${editing.pupilId}/added/${source.eventId}`
        : null,
    undoHref:
      own && source?.kind === 'correction' && source.correctionId !== undefined && editing.correct
        ? `/children/${editing.pupilId}/corrections/${source.correctionId}`
        : null,
  };
}

/** An entry that could not be read is not one of no concern. */
function severityTag({ severity, unread }: Tagging): Tag {
  return unread === undefined || severity > 0
    ? SEVERITY_TAGS[severity]
    : { word: 'Not read: another language', colour: 'yellow' };
}

/** A place in the page that an entry can be linked by. */
export function anchorOf(entryId: string): string {
  return `entry-${entryId.replace(/[^A-Za-z0-9_-]/g, '-')}`;
}

function markedTexts(entry: TimelineEntry, match: EntryMatch | undefined): (text: number) => TextPiece[] {
  const texts = textsOf(entry);
  return (text) => markText(texts[text] ?? '', match?.spans[text] ?? []);
}

/** Who wrote it down, and when where that was not at once. */
function bylineOf(by: string | undefined, recordedAt: Date | undefined, date: LocalDate): string {
  const who = by ?? '';
  if (recordedAt === undefined || daysBetween(date, londonDate(recordedAt)) < LATE_DAYS) return who;
  return `${who}${who === '' ? 'W' : ', w'}ritten down on ${writeInstant(recordedAt)}`;
}
