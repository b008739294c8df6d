import { addDays, weekday, type LocalDate } from '../../domain/localDate.ts';
import type { Random } from './random.ts';
import type { SimulatedChild } from './locality.ts';

export interface SimulatedMark {
  readonly upn: string;
  readonly date: LocalDate;
  readonly session: 'AM' | 'PM';
  readonly code: string;
}

/** Weeks of the school year, from its first, without school: half-terms, Christmas, Easter. */
const HOLIDAYS: ReadonlySet<number> = new Set([8, 16, 17, 24, 31, 32, 38]);

/** The weekdays of term time in a year that begins on `firstMonday`. */
export function schoolDays(firstMonday: LocalDate, weeks: number): readonly LocalDate[] {
  return Array.from({ length: weeks * 7 }, (_, i) => i)
    .filter((i) => !HOLIDAYS.has(Math.floor(i / 7)))
    .map((i) => addDays(firstMonday, i))
    .filter((date) => weekday(date) < 6);
}

const STOPPED_ATTENDING = 0.02;

/**
 * A child's register: spells of illness and of absence without leave whose lengths run on from day to day, a
 * few children who all but stopped attending (standards: a mixture, not one curve), a flu fortnight in winter.
 */
export function registerOfChild(
  random: Random,
  child: SimulatedChild,
  days: readonly LocalDate[],
): readonly SimulatedMark[] {
  const stopped = random.next() < STOPPED_ATTENDING;
  const sick = random.gamma(0.9, 0.032);
  const away = stopped ? 0.5 : random.gamma(0.35, 0.02);
  const lateness = random.gamma(0.4, 0.02);
  const illFrom = child.role === 'long illness' ? random.between(30, 90) : Infinity;
  const marks: SimulatedMark[] = [];
  let spell = 0;
  let spellCode = 'I';
  days.forEach((date, i) => {
    const week =
      Math.floor(Date.parse(date) / 604_800_000) - Math.floor(Date.parse(days[0] ?? date) / 604_800_000);
    const inPlot = child.plot !== undefined && week >= child.onsetWeek && week <= child.endWeek;
    const flu = week === 13 || week === 14 ? 3 : 1;
    const missing = away + (inPlot ? (child.plot?.missing ?? 0) : 0);
    if (spell === 0) {
      const chance = random.next();
      if (chance < (sick * flu) / 2) {
        spell = random.between(1, 3);
        spellCode = 'I';
      } else if (chance < (sick * flu) / 2 + missing / 1.6) {
        spell = random.next() < 0.6 ? 1 : random.between(1, 3);
        spellCode = random.pick(['O', 'O', 'N', 'U', 'O', 'G']);
      }
    }
    const ill = i >= illFrom && i < illFrom + 35;
    const code = ill ? 'I' : spell > 0 ? spellCode : undefined;
    if (spell > 0) spell--;
    const am = code ?? (random.next() < lateness ? 'L' : '/');
    marks.push({ upn: child.upn, date, session: 'AM', code: am });
    marks.push({ upn: child.upn, date, session: 'PM', code: code === 'U' ? '\\' : (code ?? '\\') });
  });
  return marks;
}
