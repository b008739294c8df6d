import { buildAttendanceCalendar } from '../charts/attendanceCalendar.ts';
import { buildScoreChart, type WeeklyScore } from '../charts/scoreChart.ts';
import { buildTimeAxis } from '../charts/timeAxis.ts';
import type { MarksYear } from '../attendance/marks.ts';
import type { Chronology } from '../chronology/chronologyEntry.ts';
import type { Assessment, UnseenState } from '../concern/assessment.ts';
import { judgementConstants } from '../concern/constants.ts';
import { buildScoreView } from '../digest/scoreView.ts';
import { writeCountOf } from '../digest/sentences/writeCount.ts';
import { writeDate } from '../digest/sentences/writeDate.ts';
import type { Flag } from '../flags/flag.ts';
import { daysBetween, localDate, londonDate, type LocalDate } from '../localDate.ts';
import { writeMoves, type MovesToAsk } from '../moves/writeMoves.ts';
import type { Household } from '../household/buildHousehold.ts';
import { buildEntriesView } from './entriesView.ts';
import type { TimelineEntry } from './entryView.ts';
import { buildFlagViews, levelTag } from './flagView.ts';
import type { TimelineFilters } from './timelineFilters.ts';
import type { SiblingView, TimelineView } from './timelineView.ts';

/** Weeks of the charts: what fits on a laptop's screen and holds a school year. */
export const CHART_WEEKS = 50;
const FEWEST_WEEKS = 26;
/** Of each brother or sister elsewhere, entries told of. */
const OUTLINES = 8;

/** Everything a timeline is made from, as far as its reader may see it. */
export interface TimelineFacts {
  readonly pupilId: string;
  readonly name: string;
  readonly about: readonly { readonly what: string; readonly value: string }[];
  /** `own-records` where the child has left the reader's schools. */
  readonly part: 'whole' | 'own-records';
  readonly asOf: Date;
  readonly isNow: boolean;
  /** Absent for who may not read entries. */
  readonly chronology?: Chronology;
  /** Absent for who may not see flags, or sees a part of the file only. */
  readonly judged?: {
    readonly assessment: Assessment;
    readonly weekly: readonly WeeklyScore[];
    readonly flags: readonly Flag[];
  };
  /** Absent for who may not see attendance. */
  readonly marks?: readonly MarksYear[];
  readonly siblings: readonly (SiblingView & { readonly entries: readonly TimelineEntry[] })[];
  /** Brothers and sisters at schools outside the reader's. */
  readonly siblingsElsewhere: number;
  /** Absent where nobody of the household is elsewhere, or the reader may not read entries. */
  readonly household?: Household;
  /** Absent for who sees a part of the file only. */
  readonly moves?: MovesToAsk;
  readonly merged: boolean;
  readonly filters: TimelineFilters;
  readonly page: number;
  readonly may: {
    readonly add: boolean;
    readonly correct: boolean;
    readonly decide: boolean;
    readonly print: boolean;
  };
}

/** Decides everything the timeline page says. */
export function buildTimeline(facts: TimelineFacts): TimelineView {
  const { judged, marks, chronology, siblings, merged, may } = facts;
  const today = londonDate(facts.asOf);
  const axis = buildTimeAxis(today, weeksToShow(facts, today));
  const { watchScore, concernScore, urgentScore } = judgementConstants();
  return {
    pupilId: facts.pupilId,
    name: facts.name,
    level: judged === undefined ? null : levelTag(judged.assessment.level),
    facts: [
      ...facts.about,
      ...(judged === undefined
        ? []
        : [
            {
              what: 'Last seen',
              value: lastSeen(judged.assessment.unseen),
            },
          ]),
    ],
    notes: notesOf(facts, today),
    asOf: { iso: today, text: writeDate(today), isNow: facts.isNow },
    flags:
      judged === undefined
        ? []
        : buildFlagViews(judged.flags, chronology?.entries ?? [], may.decide && facts.isNow),
    score: judged === undefined ? null : buildScoreView(judged.assessment.contributions),
    chart:
      judged === undefined
        ? null
        : buildScoreChart(
            axis,
            judged.weekly,
            (chronology?.entries ?? []).filter(({ kind }) => kind === 'incident' || kind === 'contact'),
            { watch: watchScore, concern: concernScore, urgent: urgentScore },
          ),
    calendar: marks === undefined ? null : buildAttendanceCalendar(axis, marks, today),
    siblings: siblings.map(({ pupilId, name, where, level }) => ({ pupilId, name, where, level })),
    siblingsElsewhere: elsewhereLine(facts.siblingsElsewhere),
    elsewhere: elsewhereView(facts.household),
    moves: movesView(facts),
    merged,
    entries: chronology === undefined ? null : buildEntriesView(facts, chronology, today),
    may: { add: may.add && facts.isNow, correct: may.correct && facts.isNow, print: may.print },
  };
}

/** What a move still asks, and where each answer is given. */
function movesView({ moves, pupilId, may, isNow }: TimelineFacts): TimelineView['moves'] {
  const lines = moves === undefined ? [] : writeMoves(moves);
  if (moves === undefined || lines.length === 0) return null;
  const open = moves.questions.filter((question) => question.open);
  const answer = (kind: string, text: string) => ({ text, href: `/children/${pupilId}/add?kind=${kind}` });
  return {
    lines,
    answers:
      may.add && isNow
        ? [
            ...(open.some(({ why }) => why === undefined)
              ? [answer('move-reason', 'Say why the child moved')]
              : []),
            ...(open.some(({ file }) => file.state !== 'received' && file.state !== 'none')
              ? [answer('safeguarding-file', 'Say what became of the file')]
              : []),
            ...(moves.waits.length > 0
              ? [answer('place-application', 'Record an application for a place')]
              : []),
          ]
        : [],
  };
}

/** Charts begin with what is known: an empty half-year says nothing. */
function weeksToShow({ chronology, marks }: TimelineFacts, today: LocalDate): number {
  const days = (marks ?? []).flatMap((year) => Object.keys(year.days));
  const first = [...(chronology?.entries ?? []).map(({ date }) => date), ...days.map(localDate)].reduce(
    (a, b) => (b < a ? b : a),
    today,
  );
  return Math.min(CHART_WEEKS, Math.max(FEWEST_WEEKS, Math.ceil(daysBetween(first, today) / 7) + 2));
}

function lastSeen(unseen: UnseenState): string {
  switch (unseen.kind) {
    case 'seen': {
      const ago = unseen.schoolDaysSince;
      return `${writeDate(unseen.on)}${ago === 0 ? '' : `, ${writeCountOf(ago, 'school day', 'school days')} ago`}`;
    }
    case 'never-seen':
      return `not since ${writeDate(unseen.since)}, when marks begin`;
    case 'no-data':
      return 'not known: no register marks reach us';
  }
}

function notesOf({ isNow, part, chronology }: TimelineFacts, today: LocalDate): string[] {
  return [
    ...(isNow
      ? []
      : [
          `This is the record as it was known at the end of ${writeDate(today)}. Nothing recorded since is shown.`,
        ]),
    ...(part === 'whole'
      ? []
      : [
          'This child has left. You see what your school recorded itself; the rest of the file, and what is made of it, went with the child.',
        ]),
    ...(chronology === undefined
      ? ['What staff wrote about this child is not shared with you: you see flags and attendance.']
      : []),
  ];
}

/** Entries about each child elsewhere, newest first: enough to telephone a colleague there. */
function elsewhereView(household: Household | undefined): TimelineView['elsewhere'] {
  if (household === undefined) return [];
  return household.members
    .filter(({ readable }) => readable !== 'whole')
    .map(({ pupilId, name, schoolName }) => ({
      who: `${name}, ${schoolName}`,
      lines: household.entries
        .filter((one) => one.pupilId === pupilId && one.entry.effect === 'worrying')
        .slice(0, OUTLINES)
        .map(({ entry: { date, title, incident }, outline }) => ({
          when: { iso: date, text: writeDate(date) },
          text: title,
          words: outline ? null : (incident?.narrative ?? null),
        })),
    }))
    .filter(({ lines }) => lines.length > 0);
}

function elsewhereLine(count: number): string | null {
  if (count === 0) return null;
  return count === 1
    ? 'One more child of the household is at a school outside yours.'
    : `${count} more children of the household are at schools outside yours.`;
}
