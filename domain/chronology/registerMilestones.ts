import { countSessions, SLOT, slotAt, type Register } from '../attendance/register.ts';
import { lastSchoolWeeks } from '../attendance/registerPeriods.ts';
import {
  isPersistent,
  isSevere,
  PENALTY_NOTICE_SCHOOL_WEEKS,
  PENALTY_NOTICE_SESSIONS,
} from '../attendance/thresholds.ts';
import { academicYearOf, epochDay, fromEpochDay, localDate } from '../localDate.ts';
import type { Effect } from '../severity.ts';
import type { ChronologyEntry } from './chronologyEntry.ts';

/** The days of one academic year that a register holds, as epoch days, ends included. */
interface RegisterYear {
  readonly from: number;
  readonly to: number;
}

function yearsOf(register: Register, asOfDay: number): readonly RegisterYear[] {
  const last = Math.min(asOfDay, register.firstDay + register.days - 1);
  const years: RegisterYear[] = [];
  for (let from = register.firstDay; from <= last;) {
    const next = epochDay(localDate(`${academicYearOf(fromEpochDay(from)) + 1}-09-01`));
    years.push({ from, to: Math.min(next - 1, last) });
    from = next;
  }
  return years;
}

function entry(
  id: string,
  day: number,
  title: string,
  effect: Effect,
  reasons: readonly string[],
): ChronologyEntry {
  return {
    id,
    date: fromEpochDay(day),
    kind: 'attendance',
    title,
    effect,
    weight: 0,
    theme: 'school-life',
    source: { kind: 'register' },
    reasons,
  };
}

/** The day since when a rate has been passed without a break up to the end of what is known of the year. */
function passedSince(
  register: Register,
  { from, to }: RegisterYear,
  isPassed: (absent: number, possible: number) => boolean,
): number | undefined {
  const passedOn = (day: number): boolean =>
    isPassed(countSessions(register, 'absent', from, day), countSessions(register, 'possible', from, day));
  if (!passedOn(to)) return undefined;
  let since = to;
  for (let day = to; day >= from && passedOn(day); day--)
    if (((slotAt(register, day, 0) | slotAt(register, day, 1)) & SLOT.possible) !== 0) since = day;
  return since;
}

function rates(register: Register, year: RegisterYear): readonly ChronologyEntry[] {
  const told = (what: string, share: string, since: number | undefined): readonly ChronologyEntry[] =>
    since === undefined
      ? []
      : [
          entry(`${what}:${fromEpochDay(since)}`, since, `${what} absent from this day on`, 'worrying', [
            `${countSessions(register, 'absent', year.from, since)} of ${countSessions(register, 'possible', year.from, since)} possible sessions missed this school year: ${share} or more`,
          ]),
        ];
  return [
    ...told('Persistently', '10%', passedSince(register, year, isPersistent)),
    ...told('Severely', '50%', passedSince(register, year, isSevere)),
  ];
}

/** The first day of the year on which ten sessions of the last ten school weeks were unauthorised. */
function tenUnauthorised(register: Register, year: RegisterYear): readonly ChronologyEntry[] {
  const missedOn = (day: number): boolean =>
    ((slotAt(register, day, 0) | slotAt(register, day, 1)) & SLOT.unauthorised) !== 0;
  for (let day = year.from; day <= year.to; day++) {
    if (!missedOn(day)) continue;
    const start = lastSchoolWeeks(register, day, PENALTY_NOTICE_SCHOOL_WEEKS).at(-1) ?? day;
    const count = countSessions(register, 'unauthorised', start, day);
    if (count < PENALTY_NOTICE_SESSIONS) continue;
    const title = `${PENALTY_NOTICE_SESSIONS} unauthorised sessions within ${PENALTY_NOTICE_SCHOOL_WEEKS} school weeks`;
    return [
      entry(`unauthorised:${fromEpochDay(day)}`, day, title, 'worrying', [
        'The threshold at which a penalty notice is considered (national framework, August 2024)',
      ]),
    ];
  }
  return [];
}

/** Days without a possible session that may lie within one spell: a weekend, a training day, a half-term. */
const SPELL_BREAK_DAYS = 10;

/** Stretches of days that carry a mark, over weekends and short breaks. */
function spells(
  register: Register,
  { from, to }: RegisterYear,
  bit: number,
): readonly { from: number; to: number; sessions: number }[] {
  const found: { from: number; to: number; sessions: number }[] = [];
  for (let day = from; day <= to; day++) {
    const sessions = ([0, 1] as const).filter((half) => (slotAt(register, day, half) & bit) !== 0).length;
    if (sessions === 0) continue;
    const last = found.at(-1);
    if (last !== undefined && day - last.to <= SPELL_BREAK_DAYS) {
      last.to = day;
      last.sessions += sessions;
    } else found.push({ from: day, to: day, sessions });
  }
  return found;
}

function counted(sessions: number): string {
  return sessions === 1 ? '1 session' : `${sessions} sessions`;
}

/**
 * What a register passes once and a reader wants dated: persistent and severe absence since when, ten unauthorised
 * sessions, suspensions, and the weeks of a part-time timetable.
 */
export function registerMilestones(register: Register, asOfDay: number): readonly ChronologyEntry[] {
  return yearsOf(register, asOfDay).flatMap((year) => [
    ...rates(register, year),
    ...tenUnauthorised(register, year),
    ...spells(register, year, SLOT.suspended).map(({ from, to, sessions }) => ({
      ...entry(`suspended:${fromEpochDay(from)}`, from, `Suspended for ${counted(sessions)}`, 'worrying', []),
      until: fromEpochDay(to),
    })),
    ...spells(register, year, SLOT.partTime).map(({ from, to, sessions }) => ({
      ...entry(`part-time:${fromEpochDay(from)}`, from, 'On a part-time timetable', 'neutral', [
        `${counted(sessions)} not required: for the shortest time, agreed with the parents and reviewed`,
      ]),
      until: fromEpochDay(to),
    })),
  ]);
}
