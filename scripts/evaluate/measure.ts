import { WEEKS, type SimulatedChild } from './locality.ts';

/** Scores of one detector: one row a child, one number a week of the year. */
export type Trace = ReadonlyMap<SimulatedChild, Float64Array>;

export interface Found {
  readonly sensitivity: number;
  readonly withinFourWeeks: number;
  /** Infinity where more than half are never found. */
  readonly medianWeeks: number;
}

/** An alert that comes back within this many weeks of the last is the same alert. */
const SAME_ALERT_WEEKS = 8;
/** What was recorded late still counts as found while it lasts for this long after. */
const GRACE_WEEKS = 4;
const FOUR_WEEKS = 4;

/** How many separate times a row of scores rises to the cut. */
export function alertsAt(scores: Float64Array, cut: number): number {
  let alerts = 0;
  let last = -Infinity;
  for (let week = 0; week < scores.length; week++) {
    if ((scores[week] ?? 0) < cut) continue;
    if (week - last > SAME_ALERT_WEEKS) alerts++;
    last = week;
  }
  return alerts;
}

/** False alerts per 100 child-years among the children given. */
export function falseAlertRate(trace: Trace, children: readonly SimulatedChild[], cut: number): number {
  let alerts = 0;
  for (const child of children) alerts += alertsAt(trace.get(child) ?? new Float64Array(), cut);
  return (100 * alerts) / Math.max((children.length * WEEKS) / 52, 1e-9);
}

/** The lowest cut at which ordinary children give no more than `target` false alerts per 100 child-years. */
export function cutFor(trace: Trace, ordinary: readonly SimulatedChild[], target: number): number {
  const values = [...new Set(ordinary.flatMap((child) => [...(trace.get(child) ?? [])]))]
    .filter((value) => value > 0)
    .sort((a, b) => a - b);
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (falseAlertRate(trace, ordinary, values[middle] ?? 0) <= target) high = middle;
    else low = middle + 1;
  }
  return values[low] ?? (values.at(-1) ?? 0) + 1e-6;
}

function foundWeek(scores: Float64Array, child: SimulatedChild, cut: number): number {
  const end = Math.min(child.endWeek + GRACE_WEEKS, scores.length - 1);
  for (let week = child.onsetWeek; week <= end; week++) if ((scores[week] ?? 0) >= cut) return week;
  return Infinity;
}

/** How well planted children are found at a cut, and how long it takes from the onset. */
export function found(trace: Trace, planted: readonly SimulatedChild[], cut: number): Found {
  const delays: number[] = [];
  let timely = 0;
  for (const child of planted) {
    const week = foundWeek(trace.get(child) ?? new Float64Array(), child, cut);
    delays.push(week - child.onsetWeek);
    if (week <= child.findableWeek + FOUR_WEEKS) timely++;
  }
  delays.sort((a, b) => a - b);
  const hits = delays.filter(Number.isFinite).length;
  const all = Math.max(planted.length, 1);
  return {
    sensitivity: hits / all,
    withinFourWeeks: timely / all,
    medianWeeks: delays[Math.floor(delays.length / 2)] ?? Infinity,
  };
}
