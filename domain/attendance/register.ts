import { academicYearOf, epochDay, localDate, type LocalDate } from '../localDate.ts';
import { classifyMark, type ClassifiedMark } from './codes.ts';
import type { MarksYear, Session } from './marks.ts';

/**
 * One child's register as running totals by session, so that any stretch of it is summed by one
 * subtraction. Built once from the marks, read for any date up to the last mark: nothing after the date
 * asked about is looked at.
 */
export interface Register {
  /** Epoch day of the first session slot. */
  readonly firstDay: number;
  /** Number of days held; slots are two a day, AM then PM. */
  readonly days: number;
  /** What each slot holds, as bits of `SLOT`. */
  readonly slots: Uint16Array;
  /** Running totals before each slot; one longer than `slots`. */
  readonly totals: Readonly<Record<Tally, Uint16Array>>;
}

/** What is counted of a register. */
export type Tally =
  'possible' | 'absent' | 'unauthorised' | 'unexplained' | 'late' | 'illness' | 'open' | 'missing';

/** Bits of one session slot. `open` is any mark that shows the school was open to this child's register. */
export const SLOT = {
  possible: 1,
  absent: 2,
  unauthorised: 4,
  late: 8,
  illness: 16,
  open: 32,
  missing: 64,
  seen: 128,
  partTime: 256,
  suspended: 512,
  reasonPending: 1024,
  /** Without leave and no holiday: nobody said where the child was. */
  unexplained: 2048,
} as const;

function bitsOf(mark: ClassifiedMark): number {
  let bits = 0;
  if (mark.possible) bits |= SLOT.possible;
  if (mark.absent) bits |= SLOT.absent;
  if (mark.unauthorised) bits |= SLOT.unauthorised;
  if (mark.late) bits |= SLOT.late;
  if (mark.code === 'I') bits |= SLOT.illness;
  if (mark.category === 'missing') bits |= SLOT.missing;
  else if (mark.category !== 'administrative') bits |= SLOT.open;
  if (mark.seenBySchool) bits |= SLOT.seen;
  if (mark.code === 'C2') bits |= SLOT.partTime;
  if (mark.code === 'E') bits |= SLOT.suspended;
  if (mark.unauthorised && mark.code !== 'G') bits |= SLOT.unexplained;
  if (mark.code === 'N') bits |= SLOT.reasonPending;
  return bits;
}

/** Where two schools mark the same session, the one that had the child speaks, then the one that expected it. */
function moreTelling(a: number, b: number): number {
  const rank = (bits: number): number =>
    bits & SLOT.seen ? 4 : bits & SLOT.possible ? (bits & SLOT.absent ? 2 : 3) : bits & SLOT.open ? 1 : 0;
  return rank(b) > rank(a) ? b : a;
}

/** Collects marks one at a time, in any order; `build` gives the register of what was collected. */
export interface RegisterBuilder {
  add(date: LocalDate, session: Session, code: string): void;
  build(): Register | undefined;
}

/** @returns an empty collector; its `build` answers undefined while no mark was added */
export function createRegisterBuilder(): RegisterBuilder {
  const slotBits = new Map<number, number>();
  let first = Infinity;
  let last = -Infinity;
  return {
    add(date, session, code) {
      const day = epochDay(date);
      if (day < first) first = day;
      if (day > last) last = day;
      const slot = day * 2 + (session === 'PM' ? 1 : 0);
      const bits = bitsOf(classifyMark(code, date));
      const before = slotBits.get(slot);
      slotBits.set(slot, before === undefined ? bits : moreTelling(before, bits));
    },
    build() {
      if (slotBits.size === 0) return undefined;
      const slots = new Uint16Array((last - first + 1) * 2);
      for (const [slot, bits] of slotBits) slots[slot - first * 2] = bits;
      return registerOf(first, slots);
    },
  };
}

/** A register of packed slots: `slots` holds two a day (AM, PM) from `firstDay`, each bits of `SLOT`. */
export function registerOf(firstDay: number, slots: Uint16Array): Register {
  const running = (bit: number): Uint16Array => {
    const totals = new Uint16Array(slots.length + 1);
    for (let i = 0; i < slots.length; i++)
      totals[i + 1] = (totals[i] ?? 0) + (((slots[i] ?? 0) & bit) === 0 ? 0 : 1);
    return totals;
  };
  return {
    firstDay,
    days: slots.length / 2,
    slots,
    totals: {
      possible: running(SLOT.possible),
      absent: running(SLOT.absent),
      unauthorised: running(SLOT.unauthorised),
      unexplained: running(SLOT.unexplained),
      late: running(SLOT.late),
      illness: running(SLOT.illness),
      open: running(SLOT.open),
      missing: running(SLOT.missing),
    },
  };
}

/** The register of a child's marks at every school and year given, or undefined when there are none. */
export function buildRegister(marks: readonly MarksYear[]): Register | undefined {
  const builder = createRegisterBuilder();
  for (const year of marks) {
    for (const [text, day] of Object.entries(year.days)) {
      const date = localDate(text);
      if (day.AM !== undefined) builder.add(date, 'AM', day.AM);
      if (day.PM !== undefined) builder.add(date, 'PM', day.PM);
    }
  }
  return builder.build();
}

/** Sessions of one kind from `fromDay` up to and including `toDay` (epoch days). */
export function countSessions(register: Register, tally: Tally, fromDay: number, toDay: number): number {
  const totals = register.totals[tally];
  const from = Math.min(Math.max(fromDay - register.firstDay, 0), register.days);
  const to = Math.min(Math.max(toDay + 1 - register.firstDay, 0), register.days);
  if (to <= from) return 0;
  return (totals[to * 2] ?? 0) - (totals[from * 2] ?? 0);
}

/** The bits of one session slot; 0 where no mark is held. `session` is 0 for AM, 1 for PM. */
export function slotAt(register: Register, day: number, session: 0 | 1): number {
  const index = (day - register.firstDay) * 2 + session;
  return index < 0 ? 0 : (register.slots[index] ?? 0);
}

/** Epoch day of 1 September of the academic year that a date falls in. */
export function yearStartDay(date: LocalDate): number {
  return Date.UTC(academicYearOf(date), 8, 1) / 86_400_000;
}
