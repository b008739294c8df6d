import { londonInstant } from '../../domain/localDate.ts';
import type { Trace } from './measure.ts';
import { FIRST_MONDAY, WEEKS, type Locality, type SimulatedChild } from './locality.ts';

const MS_PER_WEEK = 604_800_000;

function weeklyCounts(locality: Locality): Map<string, Float64Array> {
  const start = londonInstant(FIRST_MONDAY, '00:00').getTime();
  const counts = new Map<string, Float64Array>();
  for (const { row, recordedAt } of locality.versions) {
    const upn = row.pupil.upn ?? '';
    const weeks = counts.get(upn) ?? new Float64Array(WEEKS);
    const week = Math.floor((recordedAt.getTime() - start) / MS_PER_WEEK);
    if (week >= 0 && week < WEEKS) weeks[week] = (weeks[week] ?? 0) + 1;
    counts.set(upn, weeks);
  }
  return counts;
}

function traceOf(locality: Locality, score: (child: SimulatedChild) => Float64Array): Trace {
  return new Map(locality.children.map((child) => [child, score(child)]));
}

/** Entries of any kind recorded in the last 28 days. */
export function countOver28Days(locality: Locality): Trace {
  const counts = weeklyCounts(locality);
  return traceOf(locality, ({ upn }) => {
    const weeks = counts.get(upn) ?? new Float64Array(WEEKS);
    return weeks.map((_, i) => weeks.slice(Math.max(0, i - 3), i + 1).reduce((a, b) => a + b, 0));
  });
}

const C2_BASELINE_WEEKS = 7;
const C2_GAP_WEEKS = 2;
/** A flat past would make one entry infinitely telling; half an entry is the least spread allowed. */
const C2_LEAST_SPREAD = 0.5;

/** EARS C2 (Hutwagner and others 2003) on each child's weekly counts: seven weeks' baseline, two weeks' gap. */
export function earsC2(locality: Locality): Trace {
  const counts = weeklyCounts(locality);
  return traceOf(locality, ({ upn }) => {
    const weeks = counts.get(upn) ?? new Float64Array(WEEKS);
    return weeks.map((count, i) => {
      const base = weeks.slice(
        Math.max(0, i - C2_GAP_WEEKS - C2_BASELINE_WEEKS),
        Math.max(0, i - C2_GAP_WEEKS),
      );
      if (base.length < C2_BASELINE_WEEKS) return 0;
      const mean = base.reduce((a, b) => a + b, 0) / base.length;
      const spread = Math.sqrt(base.reduce((a, b) => a + (b - mean) ** 2, 0) / (base.length - 1));
      return Math.max(0, (count - mean) / Math.max(spread, C2_LEAST_SPREAD));
    });
  });
}

const CUSUM_RISE = 3;

/** Poisson CUSUM on each child's weekly counts against the child's own mean so far, tuned to a threefold rise. */
export function poissonCusum(locality: Locality): Trace {
  const counts = weeklyCounts(locality);
  return traceOf(locality, ({ upn }) => {
    const weeks = counts.get(upn) ?? new Float64Array(WEEKS);
    let sum = 0;
    let total = 0;
    return weeks.map((count, i) => {
      const mean = Math.max((total + 0.1) / (i + 1), 0.02);
      total += count;
      sum = Math.max(0, sum + count * Math.log(CUSUM_RISE) - mean * (CUSUM_RISE - 1));
      return sum;
    });
  });
}

const FADE_WEEKS = 12;

/** The severities of what each child's notes are truly about, behaviour and health apart, fading by half in twelve weeks. */
export function fadingTruth(locality: Locality): Trace {
  const start = londonInstant(FIRST_MONDAY, '00:00').getTime();
  const weekly = new Map<string, Float64Array>();
  for (const { row, recordedAt } of locality.versions) {
    const upn = row.pupil.upn ?? '';
    const weeks = weekly.get(upn) ?? new Float64Array(WEEKS);
    weekly.set(upn, weeks);
    const week = Math.floor((recordedAt.getTime() - start) / MS_PER_WEEK);
    const worries = (locality.truths.get(row.narrative) ?? []).filter(
      ({ category }) => category !== 'behaviour' && category !== 'medical-health',
    );
    if (week >= 0 && week < WEEKS)
      weeks[week] = (weeks[week] ?? 0) + Math.max(0, ...worries.map(({ severity }) => Math.min(severity, 2)));
  }
  return traceOf(locality, ({ upn }) => {
    let sum = 0;
    return (weekly.get(upn) ?? new Float64Array(WEEKS)).map(
      (added) => (sum = sum * 2 ** (-1 / FADE_WEEKS) + added),
    );
  });
}

/** Sessions of six weeks: before, a cold is a high share of what there was. */
const LEAST_SESSIONS = 60;

/** The share of sessions missed so far this year, as persistent absence looks at it, from six weeks on. */
export function absenceAlone(locality: Locality): Trace {
  const rows = new Map<string, { readonly possible: Float64Array; readonly absent: Float64Array }>();
  for (const { upn, date, code } of locality.marks) {
    const row = rows.get(upn) ?? { possible: new Float64Array(WEEKS), absent: new Float64Array(WEEKS) };
    rows.set(upn, row);
    const week = Math.floor((Date.parse(date) - Date.parse(FIRST_MONDAY)) / MS_PER_WEEK);
    row.possible[week] = (row.possible[week] ?? 0) + 1;
    if ('IONUG'.includes(code)) row.absent[week] = (row.absent[week] ?? 0) + 1;
  }
  return traceOf(locality, ({ upn }) => {
    const row = rows.get(upn);
    let possible = 0;
    let absent = 0;
    return Float64Array.from({ length: WEEKS }, (_, i) => {
      possible += row?.possible[i] ?? 0;
      absent += row?.absent[i] ?? 0;
      return possible < LEAST_SESSIONS ? 0 : absent / possible;
    });
  });
}
