import type { MarksYear } from '../attendance/marks.ts';
import type { Assessment } from '../concern/assessment.ts';
import { buildScoreView } from '../digest/scoreView.ts';
import { writeDate, writeInstant, writeShortDate } from '../digest/sentences/writeDate.ts';
import { writeLevel } from '../digest/sentences/writeLevel.ts';
import { FLAG_DECISIONS, type Flag, type FlagDecision, type FlagEvent } from '../flags/flag.ts';
import { groupBy } from '../groupBy.ts';
import { londonDate, mondayOf, weekday, type LocalDate } from '../localDate.ts';
import { stateTag, TRACK_TITLES } from '../timeline/flagView.ts';
import type { SubjectFacts } from './subjectEntries.ts';
import { part, type SubjectEntry } from './subjectEntry.ts';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** A school year of the register, a line a week, as far as the day of the request. */
export function registerEntry(
  { schoolUrn, academicYear, days }: MarksYear,
  { receivedOn, schoolNames }: Pick<SubjectFacts, 'receivedOn' | 'schoolNames'>,
): SubjectEntry[] {
  const dates = (Object.keys(days) as LocalDate[]).filter((date) => date <= receivedOn).sort();
  const last = dates.at(-1);
  if (last === undefined) return [];
  const weeks = [...groupBy(dates, (date) => mondayOf(date))].map(([monday, inWeek]) => {
    const marks = inWeek.map(
      (date) => `${DAYS[weekday(date) - 1] ?? ''} ${days[date]?.AM ?? '-'} ${days[date]?.PM ?? '-'}`,
    );
    return `Week of ${writeShortDate(monday)} ${monday.slice(0, 4)}: ${marks.join(', ')}`;
  });
  const school = schoolNames.get(schoolUrn) ?? `School ${schoolUrn}`;
  return [
    {
      ...{ id: `register:${schoolUrn}:${academicYear}`, date: last, kind: 'Register', machine: true },
      parts: [
        ...part(
          'What',
          `Register of ${school}, ${academicYear} to ${academicYear + 1}, morning and afternoon`,
        ),
        ...part('Marks, in the national codes', weeks.join('\n')),
      ],
    },
  ];
}

/** What the child's story was weighed at on the day of the request. */
export function scoreEntry(
  { score, level, contributions, asOf }: Assessment,
  { receivedOn }: Pick<SubjectFacts, 'receivedOn'>,
): SubjectEntry {
  const { parts } = buildScoreView(contributions);
  return {
    ...{ id: 'score', date: receivedOn, kind: 'Score', machine: true },
    parts: [
      ...part(
        'What',
        `Score ${score.toFixed(1)} and level "${writeLevel(level)}" on ${writeDate(londonDate(asOf))}: a sum to sort the school’s list by. It decides nothing.`,
      ),
      ...part('Made of', parts.map(({ points, what }) => `${points}: ${what}`).join('\n')),
    ],
  };
}

const EVENTS: Readonly<Record<Exclude<FlagEvent, FlagDecision>, string>> = {
  raised: 'Raised',
  'level-changed': 'Level changed',
  reopened: 'Came back',
  subsided: 'Subsided',
};

function isDecision(event: FlagEvent): event is FlagDecision {
  return Object.hasOwn(FLAG_DECISIONS, event);
}

/** A flag's life. What people wrote when they decided on it stands among the decisions. */
export function flagEntry({
  flagId,
  track,
  level,
  state,
  since,
  score,
  contributions,
  history,
}: Flag): SubjectEntry {
  const written = (event: FlagEvent): string =>
    isDecision(event) ? FLAG_DECISIONS[event].title : EVENTS[event];
  return {
    ...{ id: `flag:${flagId}`, date: londonDate(since), kind: 'Flag', machine: true },
    parts: [
      ...part('What', `${TRACK_TITLES[track]}: ${writeLevel(level)}, ${stateTag(state).word.toLowerCase()}`),
      ...part(
        'Rests on',
        [
          `Score ${score.toFixed(1)}`,
          ...buildScoreView(contributions).parts.map(({ points, what }) => `${points}: ${what}`),
        ].join('\n'),
      ),
      ...part(
        'What became of it',
        history
          .map(({ at, event, level: to }) => `${writeInstant(at)}: ${written(event)} (${writeLevel(to)})`)
          .join('\n'),
      ),
    ],
  };
}
