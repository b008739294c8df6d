import { addDays, daysBetween, mondayOf, weekday, type LocalDate } from '../localDate.ts';
import { writeShortDate } from '../digest/sentences/writeDate.ts';

/** Time across the page, the same for every chart on it, so that what lies below one another happened together. */
export interface TimeAxis {
  /** A Monday. */
  readonly from: LocalDate;
  /** A Sunday. */
  readonly to: LocalDate;
  readonly weeks: number;
  /** Width of the whole drawing in user units (CSS pixels where it is not scaled). */
  readonly width: number;
  readonly left: number;
  readonly ticks: readonly AxisTick[];
}

/** The beginning of a month. */
export interface AxisTick {
  readonly x: number;
  readonly label: string;
}

export const WEEK_WIDTH = 18;
const LEFT = 52;
const RIGHT = 6;
const MONTHS_APART = 42;

/** @param weeks shown, up to and including the one that holds `asOf` */
export function buildTimeAxis(asOf: LocalDate, weeks: number): TimeAxis {
  const to = addDays(mondayOf(asOf), 6);
  const from = addDays(to, 1 - 7 * weeks);
  const axis = { from, to, weeks, left: LEFT, width: LEFT + weeks * WEEK_WIDTH + RIGHT };
  return { ...axis, ticks: monthTicks(axis) };
}

/** Where a day begins. */
export function xOf(axis: Pick<TimeAxis, 'from' | 'left'>, date: LocalDate): number {
  return tidy(axis.left + (daysBetween(axis.from, date) / 7) * WEEK_WIDTH);
}

/** Where a day's week begins. */
export function xOfWeek(axis: Pick<TimeAxis, 'from' | 'left'>, date: LocalDate): number {
  return xOf(axis, addDays(date, 1 - weekday(date)));
}

export function isOnAxis({ from, to }: TimeAxis, date: LocalDate): boolean {
  return date >= from && date <= to;
}

/** Two decimals are finer than any screen. */
export function tidy(value: number): number {
  return Math.round(value * 100) / 100;
}

function monthTicks(axis: Omit<TimeAxis, 'ticks'>): AxisTick[] {
  const ticks: AxisTick[] = [];
  for (let date = axis.from; date <= axis.to; date = addDays(date, 1)) {
    if (!date.endsWith('-01')) continue;
    const x = xOf(axis, date);
    const last = ticks.at(-1);
    if (last !== undefined && x - last.x < MONTHS_APART) continue;
    const month = writeShortDate(date).replace(/^\d+ /, '');
    ticks.push({ x, label: date.slice(5, 7) === '01' ? `${month} ${date.slice(0, 4)}` : month });
  }
  return ticks.filter(({ x }) => x < axis.width - 30);
}
