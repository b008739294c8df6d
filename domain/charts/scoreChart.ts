import type { Level } from '../concern/assessment.ts';
import { writeDate } from '../digest/sentences/writeDate.ts';
import { writeLevel } from '../digest/sentences/writeLevel.ts';
import { addDays, daysBetween, type LocalDate } from '../localDate.ts';
import type { Effect } from '../severity.ts';
import { isOnAxis, tidy, xOf, type TimeAxis } from './timeAxis.ts';

/** Cumulative concern as of the end of a week. */
export interface WeeklyScore {
  /** The Sunday, or the day looked at. */
  readonly date: LocalDate;
  readonly score: number;
}

/** An entry to be shown on the line. */
export interface ChartEntry {
  readonly date: LocalDate;
  readonly title: string;
  readonly weight: number;
  readonly effect: Effect;
}

/** The line of cumulative concern, ready to be drawn, and the same in a table. */
export interface ScoreChartView {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly floor: number;
  /** One sentence: where it stands and how it came there. */
  readonly summary: string;
  readonly line: string;
  readonly area: string;
  readonly months: readonly { readonly x: number; readonly label: string }[];
  readonly levels: readonly { readonly y: number; readonly labelY: number; readonly label: string }[];
  readonly marks: readonly ChartMark[];
  /** Newest first. */
  readonly rows: readonly {
    readonly isoDate: string;
    readonly date: string;
    readonly score: string;
    readonly level: string;
    readonly entries: string;
  }[];
}

export interface ChartMark {
  readonly x: number;
  readonly y: number;
  /** Points to the right, so that one path serves a circle as well as a diamond: the shape tells the effect. */
  readonly path: string;
  readonly effect: Effect;
  readonly title: string;
}

export interface ScoreLevels {
  readonly watch: number;
  readonly concern: number;
  readonly urgent: number;
}

const HEIGHT = 200;
const TOP = 14;
const FLOOR = 170;
/** Room above the highest point. */
const HEADROOM = 1.15;

/**
 * @param scores oldest first; those off the axis are left out
 * @param levels the scores at which a level begins
 */
export function buildScoreChart(
  axis: TimeAxis,
  scores: readonly WeeklyScore[],
  entries: readonly ChartEntry[],
  levels: ScoreLevels,
): ScoreChartView {
  const shown = scores.filter(({ date }) => isOnAxis(axis, date));
  const highest = Math.max(levels.concern, ...shown.map(({ score }) => score)) * HEADROOM;
  const y = (score: number): number => tidy(FLOOR - (Math.max(0, score) / highest) * (FLOOR - TOP));
  // A Sunday's score stands at the end of its week.
  const points = shown.map(({ date, score }) => ({ x: xOf(axis, addDays(date, 1)), y: y(score) }));
  const line = points.map(({ x, y: at }, i) => `${i === 0 ? 'M' : 'L'}${x} ${at}`).join('');
  const [first, last] = [points[0], points.at(-1)];
  return {
    width: axis.width,
    height: HEIGHT,
    left: axis.left,
    right: axis.width - 6,
    floor: FLOOR,
    summary: summaryOf(shown, levels),
    line,
    area: first && last ? `${line}L${last.x} ${FLOOR}L${first.x} ${FLOOR}Z` : '',
    months: axis.ticks,
    levels: (['watch', 'concern', 'urgent'] as const)
      .filter((level) => levels[level] < highest)
      .map((level) => ({ y: y(levels[level]), labelY: y(levels[level]) + 4, label: writeLevel(level) })),
    marks: entries
      .filter(({ date }) => isOnAxis(axis, date))
      .map((entry) => markOf(entry, xOf(axis, entry.date) + 1, y(scoreAt(shown, entry.date)))),
    rows: shown
      .map(({ date, score }, i) => ({
        isoDate: date,
        date: writeDate(date),
        score: score.toFixed(1),
        level: writeLevel(levelFor(score, levels)),
        entries: titlesBetween(entries, shown[i - 1]?.date, date),
      }))
      .reverse(),
  };
}

/** The score on a day, along the line between two weeks. */
function scoreAt(scores: readonly WeeklyScore[], date: LocalDate): number {
  const next = scores.findIndex((score) => score.date >= date);
  const after = scores[next === -1 ? scores.length - 1 : next];
  const before = scores[(next === -1 ? scores.length : next) - 1];
  if (after === undefined) return 0;
  if (before === undefined || before === after) return after.score;
  const share = daysBetween(before.date, date) / daysBetween(before.date, after.date);
  return before.score + (after.score - before.score) * share;
}

/** Worrying entries are discs, larger the more they weigh; good ones are diamonds, others small rings. */
function markOf({ date, title, weight, effect }: ChartEntry, x: number, y: number): ChartMark {
  const size = effect === 'worrying' ? tidy(3 + Math.min(4, weight)) : 2.5;
  const path =
    effect === 'protective'
      ? `M${x} ${tidy(y - 5)}l5 5l-5 5l-5 -5Z`
      : `M${tidy(x - size)} ${y}a${size} ${size} 0 1 0 ${size * 2} 0a${size} ${size} 0 1 0 ${-size * 2} 0Z`;
  return { x, y, path, effect, title: `${writeDate(date)}: ${title}` };
}

function levelFor(score: number, levels: ScoreLevels): Level {
  if (score >= levels.urgent) return 'urgent';
  if (score >= levels.concern) return 'concern';
  return score >= levels.watch ? 'watch' : 'none';
}

function titlesBetween(entries: readonly ChartEntry[], after: LocalDate | undefined, to: LocalDate): string {
  return entries
    .filter(({ date }) => date <= to && (after === undefined || date > after))
    .map(({ title }) => title)
    .join('; ');
}

function summaryOf(scores: readonly WeeklyScore[], levels: ScoreLevels): string {
  const last = scores.at(-1);
  if (last === undefined) return 'Nothing is known for these weeks.';
  const peak = scores.reduce((a, b) => (b.score > a.score ? b : a), last);
  const now = `On ${writeDate(last.date)} the score was ${last.score.toFixed(1)} (${writeLevel(levelFor(last.score, levels))})`;
  return peak.date === last.date
    ? `${now}, the highest of these weeks.`
    : `${now}; it was highest on ${writeDate(peak.date)}, at ${peak.score.toFixed(1)}.`;
}
