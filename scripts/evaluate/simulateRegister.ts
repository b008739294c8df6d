import { addDays, weekday, type LocalDate } from '../../domain/localDate.ts';
import type { Random } from './random.ts';
import type { SimulatedChild } from './locality.ts';
import type { Variation } from './variations.ts';

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
const FLU_WEEKS: ReadonlySet<number> = new Set([13, 14]);
const LONG_ILLNESS_DAYS = 35;
const ELSEWHERE_DAYS = 50;

/**
 * A child's register: spells of illness and of absence without leave whose lengths run on from day to day, a
 * few children who all but stopped attending (standards: a mixture, not one curve), a flu fortnight in winter.
 * What a planted family adds comes on over the first third of its time.
 */
export function registerOfChild(
  random: Random,
  child: SimulatedChild,
  days: readonly LocalDate[],
  variation: Variation,
): readonly SimulatedMark[] {
  const stopped = random.next() < STOPPED_ATTENDING;
  const sick = random.gamma(0.9, 0.032);
  const away = stopped ? 0.3 : random.gamma(0.35, 0.01);
  const lateness = random.gamma(0.4, 0.02);
  const illFrom = child.role === 'long illness' ? random.between(30, 90) : Infinity;
  const elsewhereFrom = child.role === 'taught elsewhere' ? random.between(30, 90) : Infinity;
  const first = Date.parse(days[0] ?? '');
  const marks: SimulatedMark[] = [];
  let spell = 0;
  let spellCode = 'I';
  days.forEach((date, i) => {
    const week = Math.floor((Date.parse(date) - first) / 604_800_000);
    const grown = grownShare(child, week);
    const { away: more = 0, ill = 0, tardy = 0 } = child.family ?? {};
    const sickness = (sick * (FLU_WEEKS.has(week) ? 3 : 1)) / 2 + ill * grown;
    if (spell === 0) {
      const chance = random.next();
      if (chance < sickness) {
        spell = random.between(1, 3);
        spellCode = 'I';
      } else if (chance < sickness + away + variation.away * more * grown) {
        spell = random.next() < 0.6 ? 1 : random.between(1, 3);
        spellCode = random.pick(['O', 'O', 'N', 'U', 'O', 'G']);
      }
    }
    const within = (from: number, length: number): boolean => i >= from && i < from + length;
    const long = within(illFrom, LONG_ILLNESS_DAYS)
      ? 'I'
      : within(elsewhereFrom, ELSEWHERE_DAYS)
        ? 'K'
        : isOutOfSight(child, week)
          ? 'O'
          : undefined;
    const code = long ?? (spell > 0 ? spellCode : undefined);
    if (spell > 0) spell--;
    const am = code ?? (random.next() < lateness + tardy * grown ? 'L' : '/');
    marks.push({ upn: child.upn, date, session: 'AM', code: am });
    marks.push({ upn: child.upn, date, session: 'PM', code: code === 'U' ? '\\' : (code ?? '\\') });
  });
  return marks;
}

/** True in the last third of a story in which nobody sees the child any more. */
function isOutOfSight({ family, onsetWeek, endWeek }: SimulatedChild, week: number): boolean {
  if (family?.unseen !== true || week > endWeek) return false;
  return week >= endWeek - (endWeek - onsetWeek) / 3;
}

/** How far what is planted shows in the register in a week: nothing outside it, all of it from a third on. */
function grownShare({ family, onsetWeek, endWeek }: SimulatedChild, week: number): number {
  if (family === undefined || week < onsetWeek || week > endWeek) return 0;
  return Math.min(1, (week - onsetWeek + 1) / Math.max(1, (endWeek - onsetWeek) / 3));
}
